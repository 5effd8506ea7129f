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

    private const int HiddenNeurons = 4_096;
    private const int PooledSize = 7;
    private const int MinImage = 32;
    private static readonly int[] StageChannels = [64, 128, 256, 512, 512];

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

    /// <inheritdoc/>
    public override ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        (int Node, int Channels) last = (builder.AddImage(), NetworkEnds.ImageChannels);
        int size = Image;
        ImmutableArray<int> convolutions = ConvolutionsByLayers[Layers];
        for (int stage = 0; stage < convolutions.Length; stage++)
        {
            last = AddStage(builder, last, stage, convolutions[stage], size);
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

    private (int Node, int Channels) AddStage(ArchitectureGraphBuilder builder, (int Node, int Channels) input, int stage, int convolutions, int size)
    {
        int width = StageChannels[stage];
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
