using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// ResNet for ImageNet: basic blocks (18 and 34 layers) or bottleneck blocks (50, 101, 152; the stride on the 3x3 convolution), a 1x1 convolution with
/// batch norm as shortcut where the shape changes. Source: 001_20c8c2cd2fe38226.txt, Remark 2, Fig. 2 and 6.
/// </summary>
/// <remarks>
/// NN-Mass of a block with input channels i: i + w for a basic block of width w, i (i + 2w) / (2i + w) for a bottleneck of inner width w. The width
/// multiplier widens the basic blocks (WRN-34-1.5, WRN-18-3 of Fig. 6), or the 3x3 convolutions inside the bottlenecks (WRN-50-2); never the stem.
/// </remarks>
public sealed record ResNet : ImageClassifier
{
    /// <summary>Classes unless said otherwise: ImageNet.</summary>
    public const int DefaultClasses = 1_000;

    /// <summary>Rows and columns of the image unless said otherwise.</summary>
    public const int DefaultImage = 224;

    /// <summary>Channels of the stem and of the first stage; each later stage has twice those of the one before.</summary>
    internal const int StemChannels = 64;

    private const int BottleneckExpansion = 4;
    private const int FirstBottleneck = 50;
    private const int MinImage = 8;

    private static readonly ImmutableSortedDictionary<int, ImmutableArray<int>> BlocksByLayers = new Dictionary<int, ImmutableArray<int>>
    {
        [18] = [2, 2, 2, 2],
        [34] = [3, 4, 6, 3],
        [50] = [3, 4, 6, 3],
        [101] = [3, 4, 23, 3],
        [152] = [3, 8, 36, 3],
    }
    .ToImmutableSortedDictionary();

    /// <summary>Creates one.</summary>
    /// <param name="layers">18, 34, 50, 101 or 152.</param>
    /// <exception cref="ArgumentException">None of these.</exception>
    public ResNet(int layers)
        : base(DefaultClasses, DefaultImage, MinImage) => Layers = BlocksByLayers.ContainsKey(layers)
        ? layers
        : throw new ArgumentException($"there is no ResNet-{layers} for ImageNet; there are {string.Join(", ", BlocksByLayers.Keys)} layers");

    /// <summary>The numbers of layers there are.</summary>
    public static IEnumerable<int> Variants => BlocksByLayers.Keys;

    /// <summary>Convolutions on the longest path and the dense layer.</summary>
    public int Layers { get; }

    /// <summary>Factor on the channels inside the blocks, above 0.</summary>
    /// <exception cref="ArgumentException">It is not above 0, or above 64.</exception>
    public double WidthMultiplier
    {
        get;
        init => field = Require.Multiplier(value, "width-mult");
    }
    = 1;

    /// <summary>Blocks of each of the four stages.</summary>
    internal ImmutableArray<int> Blocks => BlocksByLayers[Layers];

    /// <summary>True where a block is 1x1, 3x3 and 1x1 convolution; false where it is two 3x3 convolutions.</summary>
    internal bool IsBottleneck => Layers >= FirstBottleneck;

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        int size = ConvolutionCost.SizeAfter(Image, 2);
        int node = builder.Append(builder.AddImage(), "stem", StemChannels, Convolution(NetworkEnds.ImageChannels, StemChannels, 7).At("conv 7x7 /2", size));
        size = ConvolutionCost.SizeAfter(size, 2);
        (int Node, int Channels) last = (builder.Append(node, "stem.pool", StemChannels, new("max_pool_3x3 /2", OperationKind.Pooling)), StemChannels);
        for (int stage = 0; stage < Blocks.Length; stage++)
        {
            for (int index = 0; index < Blocks[stage]; index++)
            {
                var block = new ResidualBlock($"stage{stage + 1}.block{index + 1}", size, stage > 0 && index == 0 ? 2 : 1);
                last = AddBlock(builder, block, last, stage);
                size = block.SizeAfter;
            }
        }

        builder.AddClassifier(last.Node, last.Channels, Classes);
        return builder.Build();
    }

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads.</summary>
    public override string ToString() => new SpecificationText($"resnet{Layers}").Unless("width-mult", WidthMultiplier, 1)
        .Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();

    /// <summary>Channels inside the blocks of a stage, counted from 0.</summary>
    internal int WidthOf(int stage) => Channels.Whole(StemChannels << stage, WidthMultiplier);

    /// <summary>Channels behind the blocks of a stage, counted from 0.</summary>
    internal int OutputOf(int stage) => IsBottleneck ? (StemChannels << stage) * BottleneckExpansion : WidthOf(stage);

    private static ConvolutionCost Convolution(int input, int output, int kernel) => new(input, output, kernel) { BatchNorm = BatchNormPlace.Output };

    private (int Node, int Channels) AddBlock(ArchitectureGraphBuilder builder, ResidualBlock block, (int Node, int Channels) input, int stage)
    {
        (int width, int output) = (WidthOf(stage), OutputOf(stage));
        ConvolutionCost? projection = block.Stride > 1 || input.Channels != output ? Convolution(input.Channels, output, 1) : null;
        int node = IsBottleneck
            ? block.AddTo(
                builder, input.Node, projection, 1, Convolution(input.Channels, width, 1), Convolution(width, width, 3), Convolution(width, output, 1))
            : block.AddTo(builder, input.Node, projection, 0, Convolution(input.Channels, width, 3), Convolution(width, width, 3));
        return (node, output);
    }
}
