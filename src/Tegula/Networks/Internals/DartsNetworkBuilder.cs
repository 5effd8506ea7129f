using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Internals;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>Puts the cells of a genotype or of a supernet into a network. One builder makes one graph.</summary>
/// <remarks>
/// A parameter is named by its cell, the node it belongs to, what it reads and what it does, so that equal parts of different architectures share random
/// weights. Parts that the output does not depend on are left out.
/// </remarks>
internal sealed class DartsNetworkBuilder
{
    private readonly GraphBuilder _graph;
    private readonly DartsLayers _layers;
    private readonly DartsCellPlan _normal;
    private readonly DartsCellPlan _reduce;
    private readonly bool _dropsPaths;

    private DartsNetworkBuilder(DartsCellPlan normal, DartsCellPlan reduce, TensorShape image, bool dropsPaths)
    {
        _graph = new GraphBuilder(image);
        _layers = new DartsLayers(_graph);
        _normal = normal;
        _reduce = reduce;
        _dropsPaths = dropsPaths;
    }

    /// <summary>The whole network: stem, cells, global average pool, linear classifier.</summary>
    /// <param name="normal">The cell that keeps rows and columns.</param>
    /// <param name="reduce">The cell that halves them.</param>
    /// <param name="skeleton">Stem, channels, cells, classes.</param>
    /// <param name="image">Shape of an input image, in place of the skeleton's.</param>
    /// <param name="dropsPaths">True for a place where the path is dropped behind every operation but the identity.</param>
    /// <exception cref="ArgumentException">The skeleton's sizes do not fit together, or the image does not fit the auxiliary head.</exception>
    public static Graph Network(DartsCellPlan normal, DartsCellPlan reduce, DartsSkeleton skeleton, TensorShape image, bool dropsPaths) =>
        new DartsNetworkBuilder(normal, reduce, image, dropsPaths).Network(skeleton);

    /// <summary>A normal and a reduction cell without stem; the output joins what every ReLU sees, and the nodes that the last cell concatenates.</summary>
    /// <param name="normal">The cell that keeps rows and columns, with one channel.</param>
    /// <param name="reduce">The cell that halves them, with two.</param>
    /// <param name="side">Rows and columns of the image.</param>
    public static Graph Thin(DartsCellPlan normal, DartsCellPlan reduce, int side) =>
        new DartsNetworkBuilder(normal, reduce, new TensorShape(1, side, side), dropsPaths: false).Thin();

    private Graph Network(DartsSkeleton skeleton)
    {
        skeleton.RequireCells();
        (int before, int previous) = skeleton.Stem == DartsStem.Cifar ? CifarStem(skeleton) : ImageNetStem(skeleton.Channels);
        int channels = skeleton.Channels;
        ImmutableArray<int> reductions = skeleton.ReductionCells;
        int? auxiliary = null;
        for (int index = 0; index < skeleton.Cells; index++)
        {
            bool reduces = reductions.Contains(index);
            channels *= reduces ? 2 : 1;
            (before, previous) = (previous, _graph.Concat([.. Cell(index, reduces, before, previous, channels)]));
            if (skeleton.HasAuxiliaryHead && index == skeleton.AuxiliaryCell)
                auxiliary = AuxiliaryHead(previous, skeleton);
        }

        int logits = _graph.Linear(_graph.GlobalAveragePool(previous), "classifier", skeleton.Classes);
        return _graph.Build(auxiliary is { } head ? _graph.Concat(logits, head) : logits);
    }

    private int AuxiliaryHead(int source, DartsSkeleton skeleton)
    {
        var shape = new AuxiliaryHeadShape(skeleton.Stem);
        shape.Require(_graph.ShapeOf(source).Height);
        shape.Require(_graph.ShapeOf(source).Width);
        int value = _graph.AveragePool(_layers.Relu(source), Extent.Square(AuxiliaryHeadShape.Pool), Extent.Square(shape.Stride));
        value = _graph.BatchNorm(
            _graph.Convolution(value, "auxiliary.conv0", AuxiliaryHeadShape.Channels, Extent.Square(1)), "auxiliary.bn0");
        value = _graph.Convolution(_layers.Relu(value), "auxiliary.conv1", AuxiliaryHeadShape.Features, Extent.Square(AuxiliaryHeadShape.Kernel));
        value = shape.NormalizesFeatures ? _graph.BatchNorm(value, "auxiliary.bn1") : value;
        return _graph.Linear(_layers.Relu(value), "auxiliary.classifier", skeleton.Classes);
    }

    private Graph Thin()
    {
        int normal = _graph.Concat([.. Cell(0, reduces: false, _graph.Input, _graph.Input, 1)]);
        IEnumerable<int> last = Cell(1, reduces: true, _graph.Input, normal, 2);
        return _graph.Build(_graph.Concat([.. _layers.Rectified.Union(last).Select(_graph.Flatten)]));
    }

    private (int Before, int Previous) CifarStem(DartsSkeleton skeleton)
    {
        int stem = _layers.NormalisedConvolution(_graph.Input, "stem", skeleton.StemMultiplier * skeleton.Channels, 1);
        return (stem, stem);
    }

    private (int Before, int Previous) ImageNetStem(int channels)
    {
        int half = _layers.NormalisedConvolution(_graph.Input, "stem0.half", channels / 2, 2);
        int before = _layers.NormalisedConvolution(_layers.Relu(half), "stem0", channels, 2);
        return (before, _layers.NormalisedConvolution(_layers.Relu(before), "stem1", channels, 2));
    }

    /// <summary>The nodes that a cell concatenates.</summary>
    private int[] Cell(int index, bool reduces, int before, int previous, int channels)
    {
        DartsCellPlan plan = reduces ? _reduce : _normal;
        string name = $"{NasBench201Network.CellPrefix}{index}";
        List<int> states = [Preprocess(before, previous, $"{name}.input0", channels), Preprocess(previous, previous, $"{name}.input1", channels)];
        foreach (ImmutableArray<DartsTerm> terms in plan.Nodes)
            states.Add(terms.IsEmpty ? Zero(states[1], reduces) : Sum(states, terms, $"{name}.node{states.Count}", reduces));
        return [.. plan.Concatenated.Select(node => states[node])];
    }

    // An input of a cell in the cell's channels, with the rows and columns of the previous cell.
    private int Preprocess(int source, int previous, string name, int channels)
    {
        bool hasSize = _graph.ShapeOf(source) with { Channels = 1 } == _graph.ShapeOf(previous) with { Channels = 1 };
        return hasSize ? _layers.Projection(source, name, channels) : _layers.FactorizedReduction(source, name, channels);
    }

    private int Sum(List<int> states, ImmutableArray<DartsTerm> terms, string name, bool reduces)
    {
        var values = new List<(float Weight, int Value)>();
        for (int i = 0; i < terms.Length; i++)
        {
            (int source, DartsOperation operation, float weight) = terms[i];
            int ordinal = terms[..i].Count(term => term.Source == source && term.Operation == operation);
            string part = $"{name}.{operation.Name()}({source})" + (ordinal == 0 ? string.Empty : $".{ordinal}");
            int value = _layers.Apply(operation, states[source], part, reduces && source < DartsCell.InputCount ? 2 : 1);
            values.Add((weight, _dropsPaths && value != states[source] ? _graph.DropPath(value) : value));
        }

        // Values of one weight are multiplied together, once.
        return _graph.Add([.. values.GroupBy(value => value.Weight).Select(group =>
        {
            int sum = _graph.Add([.. group.Select(value => value.Value)]);
            return group.Key == 1 ? sum : _graph.Scale(sum, group.Key);
        })]);
    }

    private int Zero(int state, bool reduces) =>
        _graph.Scale(reduces ? _graph.AveragePool(state, Extent.Square(1), Extent.Square(2)) : state, 0);
}
