using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// VGG with 11, 13, 16 or 19 layers: 3x3 convolutions with biases, a maximum pool behind each of five stages, three dense layers. It has no skip
/// connections: density and NN-Mass are 0. Source: 001_20c8c2cd2fe38226.txt, Sec. 4 on VGG.
/// </summary>
public sealed record Vgg : ImageClassifier
{
    /// <summary>Classes unless said otherwise: ImageNet.</summary>
    public const int DefaultClasses = 1_000;

    /// <summary>Rows and columns of the image unless said otherwise.</summary>
    public const int DefaultImage = 224;

    /// <summary>Neurons of the first two dense layers.</summary>
    internal const int HiddenNeurons = 4_096;

    /// <summary>Rows and columns in front of the dense layers, whatever the image.</summary>
    internal const int PooledSize = 7;

    private const int MinImage = 32;
    private static readonly ImmutableArray<int> Widths = [64, 128, 256, 512, 512];

    private static readonly ImmutableSortedDictionary<int, ImmutableArray<int>> ConvolutionsByLayers = new Dictionary<int, ImmutableArray<int>>
    {
        [11] = [1, 1, 2, 2, 2],
        [13] = [2, 2, 2, 2, 2],
        [16] = [2, 2, 3, 3, 3],
        [19] = [2, 2, 4, 4, 4],
    }
    .ToImmutableSortedDictionary();

    /// <summary>Creates one.</summary>
    /// <param name="layers">11, 13, 16 or 19.</param>
    /// <exception cref="ArgumentException">None of these.</exception>
    public Vgg(int layers)
        : base(DefaultClasses, DefaultImage, MinImage) => Layers = ConvolutionsByLayers.ContainsKey(layers)
        ? layers
        : throw new ArgumentException($"there is no VGG-{layers}; there are {string.Join(", ", ConvolutionsByLayers.Keys)} layers");

    /// <summary>The numbers of layers there are.</summary>
    public static IEnumerable<int> Variants => ConvolutionsByLayers.Keys;

    /// <summary>Convolutions and dense layers.</summary>
    public int Layers { get; }

    /// <summary>True with a batch norm behind each convolution.</summary>
    public bool HasBatchNorm { get; init; }

    /// <summary>Convolutions of each of the five stages.</summary>
    internal ImmutableArray<int> Convolutions => ConvolutionsByLayers[Layers];

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        (int Node, int Channels) last = (builder.AddImage(), NetworkEnds.ImageChannels);
        int size = Image;
        for (int stage = 0; stage < Convolutions.Length; stage++)
        {
            last = AddStage(builder, last, stage, Convolutions[stage], size);
            size /= 2;
        }

        int inputs = last.Channels * PooledSize * PooledSize;
        int node = builder.Append(last.Node, "pool", inputs, new("avg_pool", OperationKind.Pooling));
        node = builder.Append(node, "dense1", HiddenNeurons, ConvolutionCost.Linear(inputs, HiddenNeurons));
        node = builder.Append(node, "dense2", HiddenNeurons, ConvolutionCost.Linear(HiddenNeurons, HiddenNeurons));
        builder.Connect(node, builder.Add("output", NodeRole.Output, channels: Classes), ConvolutionCost.Linear(HiddenNeurons, Classes));
        return builder.Build();
    }

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads.</summary>
    public override string ToString()
    {
        var text = new SpecificationText($"vgg{Layers}");
        if (HasBatchNorm)
            text.With("bn", "true");
        return text.Unless("classes", Classes, DefaultClasses).Unless("image", Image, DefaultImage).ToString();
    }

    /// <summary>Channels of a stage, counted from 0.</summary>
    internal static int WidthOf(int stage) => Widths[stage];

    private (int Node, int Channels) AddStage(ArchitectureGraphBuilder builder, (int Node, int Channels) input, int stage, int convolutions, int size)
    {
        int width = Widths[stage];
        var layers = ImmutableArray.CreateBuilder<int>(convolutions);
        (int node, int channels) = input;
        for (int index = 0; index < convolutions; index++)
        {
            var cost = new ConvolutionCost(channels, width, 3) { HasBias = true, BatchNorm = HasBatchNorm ? BatchNormPlace.Output : BatchNormPlace.None };
            node = builder.Append(node, $"stage{stage + 1}.layer{index}", width, cost.At("conv 3x3", size));
            channels = width;
            layers.Add(node);
        }

        builder.AddCell(new(layers.ToImmutable(), layers.ToImmutable(), SkipConnectionType.Concatenation));
        return (builder.Append(node, $"stage{stage + 1}.pool", width, new("max_pool_2x2 /2", OperationKind.Pooling)), width);
    }
}
