using System.Collections.Immutable;

namespace Tegula.Architectures;

/// <summary>
/// The macro skeleton of a DARTS network with C channels: a stem; cells of which two are reduction cells, each with twice the channels of those in front;
/// global average pool and a linear classifier with bias. A cell begins by bringing each of its two inputs to its own channels: ReLU, 1x1 convolution,
/// batch norm, or, where the earlier input is twice as high and wide, two 1x1 convolutions with stride 2 on alternating pixels, side by side.
/// </summary>
/// <remarks>
/// Source: 002_18e5d33089871091.txt, App. A.3 and A.4, and DARTS (ICLR 2019), which it cites. The defaults are the network for CIFAR-10. Sizes that do not
/// fit together are refused when a network is made: the image must be divisible by two as often as it is halved, and the ImageNet stem needs even channels.
/// </remarks>
public sealed record DartsSkeleton
{
    /// <summary>The network for CIFAR-10: C = 36, 20 cells, images 3x32x32, 10 classes.</summary>
    public static DartsSkeleton Cifar10 { get; } = new();

    /// <summary>The network for CIFAR-100: as <see cref="Cifar10"/> with 100 classes.</summary>
    public static DartsSkeleton Cifar100 { get; } = new() { Classes = 100 };

    /// <summary>The network for ImageNet16-120: as <see cref="Cifar10"/> for images 3x16x16 with 120 classes.</summary>
    public static DartsSkeleton ImageNet16 { get; } = new() { ImageSize = 16, Classes = 120 };

    /// <summary>The network for ImageNet: C = 48, 14 cells, images 3x224x224, 1,000 classes.</summary>
    public static DartsSkeleton ImageNet { get; } = new() { Stem = DartsStem.ImageNet, Channels = 48, Cells = 14, ImageSize = 224, Classes = 1_000 };

    /// <summary>What stands in front of the first cell.</summary>
    public DartsStem Stem { get; init; } = DartsStem.Cifar;

    /// <summary>Channels C of each intermediate node of the first cells, at least 1; they double in each reduction cell.</summary>
    public int Channels { get; init => field = AtLeastOne(value, nameof(Channels)); } = 36;

    /// <summary>Cells L, at least 1.</summary>
    public int Cells { get; init => field = AtLeastOne(value, nameof(Cells)); } = 20;

    /// <summary>Channels of the CIFAR stem divided by C, at least 1; without effect on the ImageNet stem.</summary>
    public int StemMultiplier { get; init => field = AtLeastOne(value, nameof(StemMultiplier)); } = 3;

    /// <summary>Channels of an input image, at least 1.</summary>
    public int ImageChannels { get; init => field = AtLeastOne(value, nameof(ImageChannels)); } = 3;

    /// <summary>Height and width of an input image in pixels, at least 1.</summary>
    public int ImageSize { get; init => field = AtLeastOne(value, nameof(ImageSize)); } = 32;

    /// <summary>Outputs of the classifier, at least 1.</summary>
    public int Classes { get; init => field = AtLeastOne(value, nameof(Classes)); } = 10;

    /// <summary>
    /// True when a second classifier reads the cell at 2L/3, which helps training and is not part of the network afterwards: 5x5 average pool with
    /// stride 3 (ImageNet: 2), 1x1 convolution to 128 and 2x2 convolution to 768 channels with batch norms (ImageNet: the first only), linear.
    /// </summary>
    public bool HasAuxiliaryHead { get; init; }

    /// <summary>Indices of the reduction cells, the first cell being 0: floor(L/3) and floor(2L/3) unless given otherwise.</summary>
    public ImmutableArray<int> ReductionCells
    {
        get => field.IsDefault ? [.. new[] { Cells / 3, AuxiliaryCell }.Distinct()] : field;
        init;
    }

    /// <summary>Index of the cell that the auxiliary head reads.</summary>
    internal int AuxiliaryCell => 2 * Cells / 3;

    /// <summary>Checks what has nothing to do with the image.</summary>
    /// <exception cref="ArgumentException">A reduction cell is none of the cells, or the ImageNet stem cannot halve the channels.</exception>
    internal void RequireCells()
    {
        foreach (int reduction in ReductionCells)
        {
            if (reduction < 0 || reduction >= Cells)
                throw new ArgumentException($"cell {reduction} is to be a reduction cell; the cells are 0 to {Cells - 1}");
        }

        if (Stem == DartsStem.ImageNet && Channels % 2 != 0)
            throw new ArgumentException($"the ImageNet stem begins with half of the {Channels} channels; their number must be even");
    }

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentException($"{name} is {value}, expected at least 1");
}
