using System.Collections.Immutable;
using Tegula.Datasets;

namespace Tegula.Networks;

/// <summary>
/// The macro skeleton of a NAS-Bench-201 network with C channels: a 3x3 convolution to C and batch norm; N cells; a residual block to 2C; N cells; a
/// residual block to 4C; N cells; batch norm, ReLU, global average pool and a linear classifier. A residual block halves height and width: two times
/// ReLU, 3x3 convolution and batch norm, the first with stride 2, beside a 2x2 average pool with stride 2 and a 1x1 convolution without batch norm.
/// No convolution has a bias; the classifier has one.
/// </summary>
/// <remarks>Source: 003_fe8fa0e5c804e1de.txt, Sec. 5.3, and the benchmark it cites. The defaults are the benchmark's network for CIFAR-10.</remarks>
public sealed record NasBench201Skeleton
{
    /// <summary>How often a residual block halves the image: twice, so that height and width are multiples of 4.</summary>
    internal const int SizeMultiple = 4;

    /// <summary>The benchmark's network for CIFAR-10: C = 16, N = 5, images 3x32x32, 10 classes.</summary>
    public static NasBench201Skeleton Cifar10 { get; } = new();

    /// <summary>The benchmark's network for CIFAR-100: C = 16, N = 5, images 3x32x32, 100 classes.</summary>
    public static NasBench201Skeleton Cifar100 { get; } = new() { Classes = 100 };

    /// <summary>The benchmark's network for ImageNet16-120: C = 16, N = 5, images 3x16x16, 120 classes.</summary>
    public static NasBench201Skeleton ImageNet16 { get; } = new() { ImageHeight = 16, ImageWidth = 16, Classes = 120 };

    /// <summary>Channels C of the first stage, at least 1; the second has 2C, the third 4C.</summary>
    public int Channels { get; init => field = Positive(value, nameof(Channels)); } = 16;

    /// <summary>Cells N in each of the three stages, at least 1.</summary>
    public int CellsPerStage { get; init => field = Positive(value, nameof(CellsPerStage)); } = 5;

    /// <summary>Channels of an input image, at least 1.</summary>
    public int ImageChannels { get; init => field = Positive(value, nameof(ImageChannels)); } = 3;

    /// <summary>Height of an input image in pixels, a positive multiple of 4.</summary>
    public int ImageHeight { get; init => field = Halvable(value, nameof(ImageHeight)); } = 32;

    /// <summary>Width of an input image in pixels, a positive multiple of 4.</summary>
    public int ImageWidth { get; init => field = Halvable(value, nameof(ImageWidth)); } = 32;

    /// <summary>Outputs of the classifier, at least 1.</summary>
    public int Classes { get; init => field = Positive(value, nameof(Classes)); } = 10;

    /// <summary>The three stages in order; a residual block leads from each to the next.</summary>
    public ImmutableArray<NasBench201Stage> Stages =>
    [
        new(Channels, ImageHeight, ImageWidth),
        new(2 * Channels, ImageHeight / 2, ImageWidth / 2),
        new(4 * Channels, ImageHeight / 4, ImageWidth / 4),
    ];

    /// <summary>The network around a cell for images of a data set.</summary>
    /// <param name="image">Shape of an image.</param>
    /// <param name="classes">Outputs, at least 1.</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="cellsPerStage">N, at least 1.</param>
    /// <exception cref="ArgumentException">A number is below 1, or the image cannot be halved twice.</exception>
    public static NasBench201Skeleton For(ImageShape image, int classes, int channels, int cellsPerStage) => new()
    {
        Channels = channels,
        CellsPerStage = cellsPerStage,
        ImageChannels = image.Channels,
        ImageHeight = image.Height,
        ImageWidth = image.Width,
        Classes = classes,
    };

    private static int Positive(int value, string name) =>
        value >= 1 ? value : throw new ArgumentException($"{name} is {value}, expected at least 1");

    private static int Halvable(int value, string name) => value >= SizeMultiple && value % SizeMultiple == 0
        ? value
        : throw new ArgumentException($"{name} is {value}, expected a positive multiple of {SizeMultiple}: the network halves the image twice");
}
