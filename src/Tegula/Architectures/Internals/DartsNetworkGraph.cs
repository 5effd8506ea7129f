using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Internals;

/// <summary>Builds the whole network of a genotype as one graph: an edge for each operation, convolutions together with their batch norms.</summary>
/// <param name="genotype">The cells.</param>
/// <param name="skeleton">What stands around them.</param>
internal sealed class DartsNetworkGraph(DartsGenotype genotype, DartsSkeleton skeleton)
{
    private const int Stride = 2;
    private static readonly EdgeOperation GlobalPool = new("global_avg_pool", OperationKind.Pooling);

    private readonly ArchitectureGraphBuilder _builder = new();

    /// <summary>The graph.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public ArchitectureGraph Build()
    {
        RequireSizes();
        (FeatureMap before, FeatureMap previous) = skeleton.Stem == DartsStem.Cifar ? CifarStem() : ImageNetStem();
        int channels = skeleton.Channels;
        ImmutableArray<int> reductions = skeleton.ReductionCells;
        for (int index = 0; index < skeleton.Cells; index++)
        {
            bool reduces = reductions.Contains(index);
            channels *= reduces ? 2 : 1;
            DartsCell cell = reduces ? genotype.Reduce : genotype.Normal;
            (before, previous) = (previous, Cell($"cell{index}", cell, before, previous, channels, reduces ? Stride : 1));
            if (skeleton.HasAuxiliaryHead && index == skeleton.AuxiliaryCell)
                AuxiliaryHead(previous);
        }

        FeatureMap pooled = Follow(previous, "pool", previous.Channels, 1, GlobalPool);
        int logits = _builder.Add("logits", NodeRole.Output, channels: skeleton.Classes);
        _builder.Connect(pooled.Node, logits, ConvolutionCost.Linear(pooled.Channels, skeleton.Classes));
        return _builder.Build();
    }

    private void RequireSizes()
    {
        skeleton.RequireCells();
        int halvings = skeleton.ReductionCells.Distinct().Count() + (skeleton.Stem == DartsStem.ImageNet ? 3 : 0);
        if (halvings > 30 || skeleton.ImageSize % (1 << halvings) != 0)
        {
            throw new ArgumentException(
                $"the image is {skeleton.ImageSize} pixels high and is halved {halvings} times; its size must be a multiple of 2^{halvings}");
        }
    }

    private (FeatureMap Before, FeatureMap Previous) CifarStem()
    {
        int channels = skeleton.StemMultiplier * skeleton.Channels;
        FeatureMap stem = Follow(Image(), "stem", channels, skeleton.ImageSize, Convolution(skeleton.ImageChannels, channels, skeleton.ImageSize, 1));
        return (stem, stem);
    }

    private (FeatureMap Before, FeatureMap Previous) ImageNetStem()
    {
        int channels = skeleton.Channels;
        FeatureMap half = Halve(Image(), "stem0.half", channels / 2);
        FeatureMap before = Halve(half, "stem0", channels);
        return (before, Halve(before, "stem1", channels));
    }

    private FeatureMap Image() =>
        new(_builder.Add("image", NodeRole.Input, channels: skeleton.ImageChannels), skeleton.ImageChannels, skeleton.ImageSize);

    private FeatureMap Halve(FeatureMap source, string name, int channels) =>
        Follow(source, name, channels, source.Size / Stride, Convolution(source.Channels, channels, source.Size / Stride, Stride));

    private static EdgeOperation Convolution(int inputChannels, int outputChannels, int size, int stride) =>
        DartsOperationCost.Normalised(inputChannels, outputChannels, 3).At(stride == 1 ? "conv 3x3" : $"conv 3x3 /{stride}", size);

    private FeatureMap Cell(string name, DartsCell cell, FeatureMap before, FeatureMap previous, int channels, int stride)
    {
        int size = previous.Size / stride;
        FeatureMap[] states =
        [
            Preprocess($"{name}.{DartsCellGraph.FirstInput}", before, channels, previous.Size),
            Preprocess($"{name}.{DartsCellGraph.SecondInput}", previous, channels, previous.Size),
            .. Enumerable.Range(DartsCell.InputCount, cell.IntermediateNodes)
                .Select(node => new FeatureMap(_builder.Add($"{name}.{DartsCellGraph.NameOf(node)}", channels: channels), channels, size)),
        ];
        for (int edge = 0; edge < cell.Edges.Length; edge++)
        {
            (DartsOperation operation, int source) = cell.Edges[edge];
            if (operation == DartsOperation.None)
                continue;
            int edgeStride = source < DartsCell.InputCount ? stride : 1;
            _builder.Connect(states[source].Node, states[DartsCell.TargetOf(edge)].Node, DartsOperationCost.Of(operation, channels, size, edgeStride));
        }

        int outputChannels = channels * cell.Concatenated.Length;
        int output = _builder.Add(name, merge: NodeMerge.Concatenate, channels: outputChannels);
        foreach (int node in cell.Concatenated)
            _builder.Connect(states[node].Node, output, EdgeOperation.Concatenation);
        return new(output, outputChannels, size);
    }

    private FeatureMap Preprocess(string name, FeatureMap source, int channels, int size) => Follow(
        source,
        name,
        channels,
        size,
        source.Size == size
            ? DartsOperationCost.Projection(source.Channels, channels, size)
            : DartsOperationCost.FactorizedReduction(source.Channels, channels, size));

    private void AuxiliaryHead(FeatureMap source)
    {
        var shape = new AuxiliaryHeadShape(skeleton.Stem);
        shape.Require(source.Size);
        const int Pooled = AuxiliaryHeadShape.Kernel;
        FeatureMap pooled = Follow(source, "auxiliary.pool", source.Channels, Pooled, new($"avg_pool_5x5 /{shape.Stride}", OperationKind.Pooling));
        EdgeOperation projection = DartsOperationCost.Projection(pooled.Channels, AuxiliaryHeadShape.Channels, Pooled);
        FeatureMap squeezed = Follow(pooled, "auxiliary.1", AuxiliaryHeadShape.Channels, Pooled, projection);
        var last = new ConvolutionCost(AuxiliaryHeadShape.Channels, AuxiliaryHeadShape.Features, AuxiliaryHeadShape.Kernel)
        {
            BatchNorm = shape.NormalizesFeatures ? BatchNormPlace.Output : BatchNormPlace.None,
        };
        FeatureMap features = Follow(squeezed, "auxiliary.2", AuxiliaryHeadShape.Features, 1, last.At("conv 2x2", 1));
        Follow(features, "auxiliary.logits", skeleton.Classes, 1, ConvolutionCost.Linear(AuxiliaryHeadShape.Features, skeleton.Classes));
    }

    private FeatureMap Follow(FeatureMap source, string name, int channels, int size, EdgeOperation operation)
    {
        int node = _builder.Add(name, channels: channels);
        _builder.Connect(source.Node, node, operation);
        return new(node, channels, size);
    }

    private readonly record struct FeatureMap(int Node, int Channels, int Size);
}
