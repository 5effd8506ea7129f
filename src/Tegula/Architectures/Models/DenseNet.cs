using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// Standard DenseNet for ImageNet with 121, 161, 169 or 201 layers: every layer of a block takes in all earlier ones, so cell density is 1 and NN-Mass
/// the sum over blocks of growth rate times layers. Source: 001_20c8c2cd2fe38226.txt, Sec. 4 on standard DenseNets.
/// </summary>
/// <remarks>
/// A layer is batch norm, 1x1 convolution to 4k channels, batch norm, 3x3 convolution to k channels. The input of a block is concatenated, too, but is
/// no layer of it and not counted as a skip connection. Between blocks: batch norm, 1x1 convolution to half the channels, average pool.
/// </remarks>
public sealed record DenseNet : ImageClassifier
{
    /// <summary>Classes unless said otherwise: ImageNet.</summary>
    public const int DefaultClasses = 1_000;

    /// <summary>Rows and columns of the image unless said otherwise.</summary>
    public const int DefaultImage = 224;

    /// <summary>Channels between the two convolutions of a layer in units of the growth rate.</summary>
    internal const int BottleneckExpansion = 4;

    private const int MinImage = 32;

    private static readonly ImmutableSortedDictionary<int, (int Growth, ImmutableArray<int> Blocks)> Shapes =
        new Dictionary<int, (int Growth, ImmutableArray<int> Blocks)>
        {
            [121] = (32, [6, 12, 24, 16]),
            [161] = (48, [6, 12, 36, 24]),
            [169] = (32, [6, 12, 32, 32]),
            [201] = (32, [6, 12, 48, 32]),
        }
        .ToImmutableSortedDictionary();

    /// <summary>Creates one.</summary>
    /// <param name="layers">121, 161, 169 or 201.</param>
    /// <exception cref="ArgumentException">None of these.</exception>
    public DenseNet(int layers)
        : base(DefaultClasses, DefaultImage, MinImage) => Layers = Shapes.ContainsKey(layers)
        ? layers
        : throw new ArgumentException($"there is no DenseNet-{layers}; there are {string.Join(", ", Shapes.Keys)} layers");

    /// <summary>The numbers of layers there are.</summary>
    public static IEnumerable<int> Variants => Shapes.Keys;

    /// <summary>Convolutions on the longest path and the dense layer.</summary>
    public int Layers { get; }

    /// <summary>k, channels that each layer adds.</summary>
    public int GrowthRate => Shapes[Layers].Growth;

    /// <summary>Layers of each block.</summary>
    public ImmutableArray<int> BlockLayers => Shapes[Layers].Blocks;

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        int size = ConvolutionCost.SizeAfter(Image, 2);
        int channels = 2 * GrowthRate;
        var stem = new ConvolutionCost(NetworkEnds.ImageChannels, channels, 7) { BatchNorm = BatchNormPlace.Output };
        int node = builder.Append(builder.AddImage(), "stem", channels, stem.At("conv 7x7 /2", size));
        size = ConvolutionCost.SizeAfter(size, 2);
        node = builder.Append(node, "stem.pool", channels, new("max_pool_3x3 /2", OperationKind.Pooling));
        for (int block = 0; block < BlockLayers.Length; block++)
        {
            if (block > 0)
            {
                var transition = new ConvolutionCost(channels, channels / 2) { BatchNorm = BatchNormPlace.Input };
                channels /= 2;
                node = builder.Append(node, $"transition{block}", channels, transition.At("conv 1x1", size));
                node = builder.Append(node, $"transition{block}.pool", channels, new("avg_pool_2x2 /2", OperationKind.Pooling));
                size /= 2;
            }

            (node, channels) = AddBlock(builder, (node, channels), block, size);
        }

        builder.AddClassifier(node, channels, Classes, normalizes: true);
        return builder.Build();
    }

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads.</summary>
    public override string ToString() => new SpecificationText($"densenet{Layers}")
        .Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();

    private (int Node, int Channels) AddBlock(ArchitectureGraphBuilder builder, (int Node, int Channels) input, int block, int size)
    {
        var layers = ImmutableArray.CreateBuilder<int>(BlockLayers[block]);
        var joints = ImmutableArray.CreateBuilder<int>(BlockLayers[block]);
        int channels = input.Channels;
        for (int index = 0; index < BlockLayers[block]; index++)
        {
            string name = $"block{block + 1}.layer{index}";
            joints.Add(index == 0 ? input.Node : Concatenate(builder, $"{name}.concat", channels, input.Node, layers));
            int hidden = BottleneckExpansion * GrowthRate;
            EdgeOperation reduce = new ConvolutionCost(channels, hidden) { BatchNorm = BatchNormPlace.Input }.At("conv 1x1", size);
            EdgeOperation grow = new ConvolutionCost(hidden, GrowthRate, 3) { BatchNorm = BatchNormPlace.Input }.At("conv 3x3", size);
            layers.Add(builder.Append(builder.Append(joints[^1], $"{name}.bottleneck", hidden, reduce), name, GrowthRate, grow));
            channels += GrowthRate;
        }

        joints[0] = layers[0];
        builder.AddCell(new(layers.ToImmutable(), joints.ToImmutable(), SkipConnectionType.Concatenation));
        return (Concatenate(builder, $"block{block + 1}.concat", channels, input.Node, layers), channels);
    }

    private static int Concatenate(ArchitectureGraphBuilder builder, string name, int channels, int input, IEnumerable<int> layers)
    {
        int joint = builder.Add(name, merge: NodeMerge.Concatenate, channels: channels);
        builder.Connect(input, joint, EdgeOperation.Concatenation);
        foreach (int layer in layers)
            builder.Connect(layer, joint, EdgeOperation.Concatenation);
        return joint;
    }
}
