using Tegula.Architectures.Custom;

namespace OwnSpace;

/// <summary>A space with three operations on the edges of four nodes, for a small network: what small.yaml says, too.</summary>
internal static class SmallSpace
{
    public static CustomSpaceDefinition Definition { get; } = new(
        "small",
        new CustomCellShape(4),
        [new("skip", "identity"), new("conv", "convolution", ("kernel", 3)), new("pool", "max-pool")],
        new CustomSkeleton { Channels = 8, Cells = 2 },
        new CustomConstraints { MaxParameters = 120_000 });
}
