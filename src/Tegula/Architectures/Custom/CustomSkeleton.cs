using Tegula.Compute;

namespace Tegula.Architectures.Custom;

/// <summary>
/// The network around the cells of an own space: a convolution and batch norm; stages of cells, with a reduction from each to the next; batch norm, ReLU,
/// global average pool and a linear classifier. The defaults are NAS-Bench-201's network for CIFAR-10.
/// </summary>
public sealed record CustomSkeleton
{
    /// <summary>Most channels that the last stage can have.</summary>
    public const int MaxChannels = 2_048;

    /// <summary>Channels of the first stage, at least 1.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>Stages, from 1 to 8.</summary>
    public int Stages { get; init; } = 3;

    /// <summary>Cells in each stage, from 1 to 64.</summary>
    public int Cells { get; init; } = 5;

    /// <summary>By what the channels are multiplied from one stage to the next, from 1 to 8; the last may have up to <see cref="MaxChannels"/>.</summary>
    public int Growth { get; init; } = 2;

    /// <summary>What leads from one stage to the next.</summary>
    public ReductionKind Reduction { get; init; }

    /// <summary>Rows and columns of the first convolution's kernel, odd, from 1 to 15.</summary>
    public int StemKernel { get; init; } = 3;

    /// <summary>Its stride: 1, 2 or 4.</summary>
    public int StemStride { get; init; } = 1;

    /// <summary>The images for which parameters and multiply-accumulates of a cell are counted; a search builds its networks for its own images.</summary>
    public TensorShape Image { get; init; } = new(3, 32, 32);

    /// <summary>The classes for which they are counted, from 1 to 100,000.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>By what rows and columns of an image must be divisible: how often the network divides them.</summary>
    public int SizeMultiple => StemStride << (Stages - 1);

    /// <summary>Channels of a stage.</summary>
    /// <param name="stage">From 0.</param>
    public int ChannelsOf(int stage) => stage == 0 ? Channels : checked(Growth * ChannelsOf(stage - 1));

    /// <summary>Checks that images of a size can be divided as often as the network divides them.</summary>
    /// <exception cref="ArgumentException">They cannot.</exception>
    public void RequireFit(int height, int width)
    {
        if (height < SizeMultiple || width < SizeMultiple || height % SizeMultiple != 0 || width % SizeMultiple != 0)
            throw new ArgumentException(
                $"images of {height}x{width} do not fit: the network divides rows and columns by {SizeMultiple}, so that both must be multiples of it");
    }
}
