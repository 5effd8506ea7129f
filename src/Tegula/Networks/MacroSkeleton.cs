using Tegula.Architectures;

namespace Tegula.Networks;

/// <summary>The network around a cell for one data set: what parameters and MACs of a cell are counted in.</summary>
/// <param name="Id">Stable id, the data set's.</param>
/// <param name="NasBench201">Around a NAS-Bench-201 cell; null where the benchmark has no such network.</param>
/// <param name="Darts">Around a DARTS genotype; null where there is none in use.</param>
public sealed record MacroSkeleton(string Id, NasBench201Skeleton? NasBench201, DartsSkeleton? Darts)
{
    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<MacroSkeleton> All { get; } =
    [
        new("cifar10", NasBench201Skeleton.Cifar10, DartsSkeleton.Cifar10),
        new("cifar100", NasBench201Skeleton.Cifar100, DartsSkeleton.Cifar100),
        new("imagenet16-120", NasBench201Skeleton.ImageNet16, DartsSkeleton.ImageNet16),
        new("imagenet", null, DartsSkeleton.ImageNet),
    ];

    /// <summary>The same networks with other channels or numbers of cells.</summary>
    /// <param name="channels">C, at least 1; null to leave it.</param>
    /// <param name="cells">Cells of each of the three stages (NAS-Bench-201) or of the whole network (DARTS), at least 1; null to leave it.</param>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    public MacroSkeleton With(int? channels, int? cells) => this with
    {
        NasBench201 = NasBench201 is null
            ? null
            : NasBench201 with { Channels = channels ?? NasBench201.Channels, CellsPerStage = cells ?? NasBench201.CellsPerStage },
        Darts = Darts is null ? null : Darts with { Channels = channels ?? Darts.Channels, Cells = cells ?? Darts.Cells },
    };
}
