using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// DenseNet-type CNN: three or four cells of d_c convolutional layers with random concatenation links inside each cell. Source:
/// 001_20c8c2cd2fe38226.txt, Sec. 3.1, App. E, F, G.2 and H.8.
/// </summary>
/// <remarks>
/// <para>
/// Layer 0 of the first cell reads the image and has no batch norm in front; every other layer is batch norm and ReLU over its concatenated input, then
/// a 3x3 convolution without bias. Layer 0 of each later cell has stride 2. Behind the last cell: batch norm, ReLU, global average pool, dense layer
/// with biases. Multiply-accumulates are those of the convolutions, as the paper counts (its FLOPs are twice as many): the dense layer counts none.
/// With these, depth 40, wm 2 and t_c 60, 130, 170 have 5,019,894 parameters and 794,345,472 MACs: the paper's 5.02M and 1.59G.
/// </para>
/// <para>
/// Depthwise-separable variant: each convolution becomes a 1x1 convolution to expansion x width channels, a 3x3 depthwise one and a 1x1 one to the
/// width, a batch norm behind each of the three and none elsewhere.
/// </para>
/// </remarks>
public sealed record DenseNetCnn : ImageClassifier
{
    /// <summary>Id in the registry.</summary>
    public const string Id = "densenet-cnn";

    /// <summary>Id of the depthwise-separable variant.</summary>
    public const string SeparableId = "densenet-cnn-dsconv";

    /// <summary>Layers of the whole beside those of the cells: total depth = cells x d_c + 4.</summary>
    public const int LayersOutsideCells = 4;

    /// <summary>Fewest layers of a cell: with fewer no skip connection is possible.</summary>
    public const int MinCellDepth = 3;

    /// <summary>Channels of the first cell at width multiplier 1; each later cell has twice those of the one before.</summary>
    public const int BaseWidth = 16;

    /// <summary>Classes unless said otherwise: CIFAR-10.</summary>
    public const int DefaultClasses = 10;

    /// <summary>Rows and columns of the image unless said otherwise: CIFAR-10.</summary>
    public const int DefaultImage = 32;

    private const int MaxDepth = 1_000;
    private const int MaxWidth = 4_096;
    private const int MinImage = 8;

    /// <summary>Creates one from the channels of each cell.</summary>
    /// <param name="depth">Total depth, cells x d_c + 4.</param>
    /// <param name="widths">w_c for each cell, at least 1.</param>
    /// <param name="skipCandidates">t_c for each cell, at least 0; three or four of them.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the depth fits no d_c of at least 3.</exception>
    public DenseNetCnn(int depth, ImmutableArray<int> widths, ImmutableArray<int> skipCandidates)
        : base(DefaultClasses, DefaultImage, MinImage)
    {
        if (skipCandidates.Length is not (3 or 4))
            throw new ArgumentException($"tc has {skipCandidates.Length} numbers; it needs one for each of the 3 or 4 cells, such as 60/130/170");
        if (widths.Length != skipCandidates.Length)
            throw new ArgumentException($"w has {widths.Length} numbers and tc {skipCandidates.Length}; both need one for each cell");
        Widths = Require.Within(widths, 1, MaxWidth, "w");
        SkipCandidates = Require.Within(skipCandidates, 0, int.MaxValue, "tc");
        Depth = RequireDepth(depth, skipCandidates.Length);
    }

    /// <summary>Creates one from a width multiplier wm: wm x [16, 32, 64 (, 128)] channels, rounded to whole numbers.</summary>
    /// <param name="depth">Total depth, cells x d_c + 4.</param>
    /// <param name="widthMultiplier">wm, above 0.</param>
    /// <param name="skipCandidates">t_c for each cell, at least 0; three or four of them.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the depth fits no d_c of at least 3.</exception>
    public DenseNetCnn(int depth, double widthMultiplier, ImmutableArray<int> skipCandidates)
        : this(depth, WidthsOf(widthMultiplier, skipCandidates.Length), skipCandidates)
    {
    }

    /// <summary>Total depth, cells x d_c + 4.</summary>
    public int Depth { get; }

    /// <summary>w_c, the channels of each cell's layers.</summary>
    public ImmutableArray<int> Widths { get; }

    /// <summary>t_c, for each cell the most channels that supply skip connections to a layer.</summary>
    public ImmutableArray<int> SkipCandidates { get; }

    /// <summary>d_c, layers of each cell.</summary>
    public int CellDepth => (Depth - LayersOutsideCells) / Widths.Length;

    /// <summary>wm, where each cell is twice as wide as the one before it; null elsewhere.</summary>
    public double? WidthMultiplier => Widths.Index().All(cell => cell.Item == (long)Widths[0] << cell.Index) ? (double)Widths[0] / BaseWidth : null;

    /// <summary>Seed of the links.</summary>
    public ulong Seed { get; init; }

    /// <summary>True for the depthwise-separable variant.</summary>
    public bool IsSeparable { get; init; }

    /// <summary>Hidden channels of the depthwise-separable variant's blocks in units of the layer's width, at least 1. Without effect elsewhere.</summary>
    /// <exception cref="ArgumentException">Less than 1 or more than 64.</exception>
    public int Expansion
    {
        get;
        init => field = Require.Within(value, 1, 64, "expansion");
    }
    = 1;

    /// <summary>wm x [16, 32, 64, ...], rounded to whole numbers.</summary>
    /// <exception cref="ArgumentException">The multiplier is not above 0.</exception>
    public static ImmutableArray<int> WidthsOf(double widthMultiplier, int cells)
    {
        Require.Multiplier(widthMultiplier, "wm");
        return [.. Enumerable.Range(0, cells).Select(cell => Channels.Whole(BaseWidth << cell, widthMultiplier))];
    }

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        (int Node, int Channels) last = (builder.AddImage(), NetworkEnds.ImageChannels);
        int size = Image;
        for (int index = 0; index < Widths.Length; index++)
        {
            (int cell, int width) = (index, Widths[index]);
            size = cell == 0 ? size : ConvolutionCost.SizeAfter(size, 2);
            int here = size;
            var layers = new ConcatenationCell(cell, CellDepth, width, SkipCandidates[cell], Seed);
            last = (layers.AddTo(builder, last, (layer, channels) => Layer(cell, layer, channels, here)), width);
        }

        builder.AddClassifier(last.Node, last.Channels, Classes, normalizes: !IsSeparable, countsMacs: false);
        return builder.Build();
    }

    /// <summary>True when the other has the same numbers.</summary>
    public bool Equals(DenseNetCnn? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads; with <c>w</c> in place of <c>wm</c> where no multiplier gives the widths.</summary>
    public override string ToString()
    {
        SpecificationText text = new SpecificationText(IsSeparable ? SeparableId : Id).With("depth", Depth);
        _ = WidthMultiplier is { } multiplier ? text.With("wm", multiplier) : text.With("w", Widths);
        text.With("tc", SkipCandidates).With("seed", Seed);
        if (IsSeparable)
            text.Unless("expansion", Expansion, 1);
        return text.Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();
    }

    private static int RequireDepth(int depth, int cells)
    {
        int least = (cells * MinCellDepth) + LayersOutsideCells;
        if (depth < least || depth > MaxDepth)
        {
            throw new ArgumentException(
                $"depth is {depth}; with {cells} cells of at least {MinCellDepth} layers it must be from {least} to {MaxDepth}, in steps of {cells}");
        }

        int below = depth - ((depth - LayersOutsideCells) % cells);
        return below == depth
            ? depth
            : throw new ArgumentException($"depth {depth} is not {cells} d_c + {LayersOutsideCells}; the nearest that are: {below} and {below + cells}");
    }

    private EdgeOperation Layer(int cell, int layer, int channels, int size)
    {
        int width = Widths[cell];
        int stride = cell > 0 && layer == 0 ? 2 : 1;
        if (!IsSeparable)
        {
            BatchNormPlace norm = cell == 0 && layer == 0 ? BatchNormPlace.None : BatchNormPlace.Input;
            return new ConvolutionCost(channels, width, 3) { BatchNorm = norm }.At(stride == 2 ? "conv 3x3 /2" : "conv 3x3", size);
        }

        // The 1x1 convolution in front of a stride still runs at the resolution that it reads.
        int before = stride == 1 ? size : ConvolutionCost.SizeAfter(Image, 1 << (cell - 1));
        int hidden = Expansion * width;
        EdgeOperation expand = new ConvolutionCost(channels, hidden) { BatchNorm = BatchNormPlace.Output }.At("", before);
        ConvolutionCost depthwise = ConvolutionCost.Depthwise(hidden, 3) with { BatchNorm = BatchNormPlace.Output };
        ConvolutionCost project = new(hidden, width) { BatchNorm = BatchNormPlace.Output };
        EdgeOperation rest = ConvolutionCost.Chain("expansion block", size, depthwise, project);
        return rest with { Parameters = rest.Parameters + expand.Parameters, Macs = rest.Macs + expand.Macs };
    }
}
