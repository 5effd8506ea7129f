using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>What cells of a space cost in a network of one size: every part is traced once, and a cell is the sum of its parts.</summary>
internal sealed class CustomCosts
{
    private readonly CustomSpaceDefinition _definition;
    private readonly GraphCost _around;
    private readonly ImmutableArray<TensorShape> _stages;
    private readonly int _cells;
    private readonly ImmutableArray<GraphCost> _operations;
    private readonly GraphCost _empty;

    private CustomCosts(CustomSpaceDefinition definition, TensorShape image, int classes, int channels, int cells)
    {
        _definition = definition;
        _cells = cells;
        CustomSkeleton skeleton = definition.Skeleton with { Channels = channels };
        skeleton.RequireFit(image.Height, image.Width);
        TensorShape shape = image;
        _around = Add(graph => SkeletonLayers.Stem(graph, graph.Input, skeleton, channels));
        ImmutableArray<TensorShape>.Builder stages = ImmutableArray.CreateBuilder<TensorShape>(skeleton.Stages);
        stages.Add(shape);
        for (int stage = 1; stage < skeleton.Stages; stage++)
        {
            _around += Add(graph => SkeletonLayers.Reduction(graph, graph.Input, skeleton.Reduction, "block", skeleton.ChannelsOf(stage)));
            stages.Add(shape);
        }

        _around += Add(graph => SkeletonLayers.Classifier(graph, graph.Input, classes));
        _stages = stages.MoveToImmutable();
        _operations = [.. definition.ResolvedOperations.Select(operation => InAllCells(operation.CostAt))];
        _empty = _around + Projection(definition.InnerNodes);

        GraphCost Add(Func<GraphBuilder, int> append)
        {
            var builder = new GraphBuilder(shape);
            Graph graph = builder.Build(append(builder));
            shape = graph.Output.Shape;
            return GraphCost.Of(graph);
        }
    }

    /// <summary>The costs in the network that the definition asks for.</summary>
    /// <exception cref="OverflowException">An operation costs more than 2^63 - 1.</exception>
    public static CustomCosts Of(CustomSpaceDefinition definition) =>
        Of(definition, definition.Skeleton.Image, definition.Skeleton.Classes, definition.Skeleton.Channels, definition.Skeleton.Cells);

    /// <summary>The costs in a network of another size.</summary>
    /// <exception cref="ArgumentException">Images of this size do not fit.</exception>
    public static CustomCosts Of(CustomSpaceDefinition definition, TensorShape image, int classes, int channels, int cells) =>
        new(definition, image, classes, channels, cells);

    /// <summary>A cell with all its operations, used or not.</summary>
    public GraphCost Of(CustomCell cell) => Of(cell.Operations.AsSpan());

    /// <summary>A cell with these operations on its edges, used or not.</summary>
    public GraphCost Of(ReadOnlySpan<int> operations)
    {
        GraphCost sum = _empty;
        foreach (int operation in operations)
            sum += _operations[operation];
        return sum;
    }

    /// <summary>What is used of a cell; nothing where its output does not depend on its input.</summary>
    public GraphCost OfLive(CustomComputation computation) => !computation.DependsOnInput
        ? default
        : computation.Operations.Where(step => !step.IsSum)
            .Aggregate(_around + Projection(computation.Outputs.Length), (sum, step) => sum + _operations[step.Operation]);

    /// <summary>The least that a cell can cost, every edge carrying what costs least.</summary>
    public long Least(Func<GraphCost, long> count) =>
        count(_empty) + _definition.Candidates.Sum(edge => edge.Min(operation => count(_operations[operation])));

    /// <summary>What no cell costs more than: every edge with the most parameters and the most multiply-accumulates that it can have.</summary>
    /// <exception cref="OverflowException">It is above 2^63 - 1.</exception>
    public GraphCost Most() => _definition.Candidates.Aggregate(
        _empty,
        (sum, edge) => sum + new GraphCost(edge.Max(operation => _operations[operation].Parameters), edge.Max(operation => _operations[operation].Macs)));

    /// <summary>What an operation costs in all cells of the network.</summary>
    public GraphCost OfOperation(int operation) => _operations[operation];

    /// <summary>What a cell without operations costs.</summary>
    public GraphCost OfEmpty() => _empty;

    private GraphCost Projection(int joined) => _definition.Cell.Output == CellOutput.Last || joined == 0
        ? default
        : InAllCells(shape =>
        {
            var builder = new GraphBuilder(shape with { Channels = joined * shape.Channels });
            return GraphCost.Of(builder.Build(SkeletonLayers.Projection(builder, builder.Input, "cell", shape.Channels)));
        });

    private GraphCost InAllCells(Func<TensorShape, GraphCost> costAt) => _cells * _stages.Aggregate(default(GraphCost), (sum, shape) => sum + costAt(shape));
}
