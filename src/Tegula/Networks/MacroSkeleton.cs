using Tegula.Architectures;
using Tegula.Datasets;

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

    /// <summary>The one that counts where none is named: for CIFAR-10, or, around a cell of an own space, the one that the space asks for.</summary>
    public static MacroSkeleton Default { get; } = All[0] with { KeepsOwnImages = true };

    /// <summary>Whether cells of an own space keep the images and classes that their space asks for.</summary>
    public bool KeepsOwnImages { get; private init; }

    /// <summary>Channels that take the place of those an own space asks for; null where they stay.</summary>
    public int? Channels { get; init; }

    /// <summary>Cells in each stage that take the place of those an own space asks for; null where they stay.</summary>
    public int? Cells { get; init; }

    /// <summary>Shape of an image of the data set.</summary>
    public ImageShape Image => NasBench201 is { } small
        ? new(small.ImageChannels, small.ImageHeight, small.ImageWidth)
        : new(Darts!.ImageChannels, Darts.ImageSize, Darts.ImageSize);

    /// <summary>Classes of the data set.</summary>
    public int Classes => NasBench201?.Classes ?? Darts!.Classes;

    /// <summary>The same networks with other channels or numbers of cells.</summary>
    /// <param name="channels">C, at least 1; null to leave it.</param>
    /// <param name="cells">Cells of each of the three stages (NAS-Bench-201) or of the whole network (DARTS), at least 1; null to leave it.</param>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    public MacroSkeleton With(int? channels, int? cells) => this with
    {
        NasBench201 = NasBench201 is null
            ? null
            : NasBench201 with { Channels = channels ?? NasBench201.Channels, CellsPerStage = cells ?? NasBench201.CellsPerStage },
        Channels = channels ?? Channels,
        Cells = cells ?? Cells,
        Darts = Darts is null ? null : Darts with { Channels = channels ?? Darts.Channels, Cells = cells ?? Darts.Cells },
    };
}
