using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks.Custom;

/// <summary>Builds networks of own spaces from the live computation of their cell or supernet, so that what computes the same gives the same network.</summary>
public static class CustomNetwork
{
    /// <summary>The whole network: images in, one logit per class out.</summary>
    /// <param name="cell">The computation of a cell or supernet; its output must depend on its input.</param>
    /// <param name="image">Shape of an image.</param>
    /// <param name="classes">Logits, at least 1.</param>
    /// <param name="size">Channels of the first stage and cells in each.</param>
    /// <param name="dropsPaths">True for a place where the path is dropped behind every operation of the cells but the identity.</param>
    /// <exception cref="ArgumentException">The image does not fit, or the cell's output is the same whatever its input.</exception>
    public static Graph Build(CustomComputation cell, ImageShape image, int classes, NetworkSize size, bool dropsPaths = false)
    {
        RequireInput(cell);
        CustomSkeleton skeleton = cell.Definition.Skeleton with { Channels = size.Channels };
        skeleton.RequireFit(image.Height, image.Width);
        var builder = new GraphBuilder(new TensorShape(image.Channels, image.Height, image.Width));
        int value = SkeletonLayers.Stem(builder, builder.Input, skeleton, skeleton.Channels);
        for (int stage = 0; stage < skeleton.Stages; stage++)
        {
            string block = $"{NasBench201Network.BlockPrefix}{stage - 1}";
            if (stage > 0)
                value = SkeletonLayers.Reduction(builder, value, skeleton.Reduction, block, skeleton.ChannelsOf(stage));
            for (int i = 0; i < size.Cells; i++)
                value = Cell(builder, value, $"{NasBench201Network.CellPrefix}{(stage * size.Cells) + i}", cell, dropsPaths);
        }

        return builder.Build(SkeletonLayers.Classifier(builder, value, classes));
    }

    /// <summary>
    /// One cell with one channel on a small image, followed by batch norm and ReLU: the thin network whose linear regions are counted. Its output joins what
    /// every ReLU sees, so that the signs of the output are the activation pattern.
    /// </summary>
    /// <param name="cell">The computation of a cell or supernet; its output must depend on its input.</param>
    /// <param name="side">Rows and columns of the image.</param>
    /// <exception cref="ArgumentException">The cell's output is the same whatever its input.</exception>
    public static Graph BuildThin(CustomComputation cell, int side)
    {
        RequireInput(cell);
        var builder = new GraphBuilder(new TensorShape(1, side, side));
        int last = builder.BatchNorm(Cell(builder, builder.Input, $"{NasBench201Network.CellPrefix}0", cell, dropsPaths: false), "last.bn");
        int[] joined = [.. Rectified(builder, last), last];
        bool sameSize = joined.All(node => builder.ShapeOf(node).Height == side && builder.ShapeOf(node).Width == side);
        return builder.Build(builder.Concat(sameSize ? joined : [.. joined.Select(node => builder.Flatten(node))]));
    }

    /// <summary>Why a cell cannot be measured.</summary>
    internal static NetworkDefect DefectOf(CustomComputation cell) =>
        !cell.DependsOnInput ? NetworkDefect.InputIndependent
        : cell.HasWeights ? NetworkDefect.None
        : NetworkDefect.NoParameters;

    private static void RequireInput(CustomComputation cell)
    {
        if (!cell.DependsOnInput)
            throw new ArgumentException("the cell's output is zero whatever its input; there is no network to build");
    }

    // A parameter is named by what it reads and does rather than by its place in the text, so that equal parts of different cells share random weights.
    private static int Cell(GraphBuilder builder, int input, string name, CustomComputation cell, bool dropsPaths)
    {
        int channels = builder.ShapeOf(input).Channels;
        var terms = new List<int> { input };
        var values = new int?[cell.Values.Length];
        var seen = new Dictionary<CustomStep, int>();
        foreach (CustomStep step in cell.Operations)
        {
            int source = Value(step.Source);
            if (step.IsSum)
            {
                terms.Add(source);
                continue;
            }

            ResolvedOperation operation = cell.Definition.ResolvedOperations[step.Operation];
            int ordinal = seen.GetValueOrDefault(step);
            seen[step] = ordinal + 1;
            string prefix = $"{name}.{operation.Operation.Name}({step.Source}).{ordinal}";
            int result = operation.Type.Append(builder, new(source, prefix, channels, operation.Settings))
                ?? throw new ArgumentException($"'{operation.Operation.Type}' cuts its edge with {channels} channels, and did not when the space was made");
            terms.Add(dropsPaths ? builder.DropPath(result) : result);
        }

        if (cell.Definition.Cell.Output == CellOutput.Last)
            return Value(cell.Outputs[0]);
        return SkeletonLayers.Projection(builder, builder.Concat([.. cell.Outputs.Select(Value)]), name, channels);

        int Value(int index) => values[index] ??= Sum(builder, cell.Values[index], terms);
    }

    // The terms come ordered by divisor: those of one divisor are added first, so that each divisor is applied once.
    private static int Sum(GraphBuilder builder, ImmutableArray<CellTerm> summands, List<int> terms)
    {
        var parts = new List<int>();
        foreach (IGrouping<int, CellTerm> part in summands.GroupBy(summand => summand.Divisor))
        {
            int[] nodes = [.. part.Select(summand => terms[summand.Operation])];
            if (part.Key == 1)
                parts.AddRange(nodes);
            else
                parts.Add(builder.Scale(builder.Add(nodes), 1f / part.Key));
        }

        return builder.Add([.. parts]);
    }

    /// <summary>What the rectifiers read on which a node depends, each once, in the order of the graph.</summary>
    private static SortedSet<int> Rectified(GraphBuilder builder, int output)
    {
        var rectified = new SortedSet<int>();
        var seen = new HashSet<int> { output };
        var open = new Stack<int>(seen);
        while (open.TryPop(out int index))
        {
            Node node = builder.NodeAt(index);
            if (node.Operation is ReluOperation or Relu6Operation)
                rectified.Add(node.Inputs[0]);
            foreach (int source in node.Inputs.Where(seen.Add))
                open.Push(source);
        }

        return rectified;
    }
}
