using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks;

/// <summary>Builds NAS-Bench-201 networks from the live computation of their cell or supernet, so that what computes the same gives the same network.</summary>
public static class NasBench201Network
{
    /// <summary>Prefix of every parameter that belongs to a cell.</summary>
    public const string CellPrefix = "cell";

    /// <summary>Prefix of every parameter that belongs to a residual block between two stages.</summary>
    public const string BlockPrefix = "block";

    /// <summary>Why a cell cannot be measured.</summary>
    internal static NetworkDefect DefectOf(CellComputation cell) =>
        !cell.DependsOnInput ? NetworkDefect.InputIndependent
        : cell.HasParameters ? NetworkDefect.None
        : NetworkDefect.NoParameters;

    /// <summary>The whole network: images in, one logit per class out.</summary>
    /// <param name="cell">The cell; its output must depend on its input.</param>
    /// <param name="skeleton">Channels, depth, image and classes.</param>
    /// <param name="dropsPaths">True for a place where the path is dropped behind every convolution and pool of the cells.</param>
    /// <exception cref="ArgumentException">The cell's output is zero whatever its input.</exception>
    public static Graph Build(CellComputation cell, NasBench201Skeleton skeleton, bool dropsPaths = false)
    {
        if (!cell.DependsOnInput) throw new ArgumentException("the cell's output is zero whatever its input; there is no network to build");
        var builder = new GraphBuilder(new TensorShape(skeleton.ImageChannels, skeleton.ImageHeight, skeleton.ImageWidth));
        int value = builder.BatchNorm(Convolution(builder, builder.Input, "stem.conv", skeleton.Channels, 3), "stem.bn");
        for (int stage = 0; stage < skeleton.Stages.Length; stage++)
        {
            int channels = skeleton.Stages[stage].Channels;
            if (stage > 0) value = ResidualBlock(builder, value, $"{BlockPrefix}{stage - 1}", channels);
            for (int i = 0; i < skeleton.CellsPerStage; i++)
                value = Cell(builder, value, $"{CellPrefix}{(stage * skeleton.CellsPerStage) + i}", cell, channels, dropsPaths, out _);
        }

        value = builder.GlobalAveragePool(builder.Relu(builder.BatchNorm(value, "last.bn")));
        return builder.Build(builder.Linear(value, "classifier", skeleton.Classes));
    }

    /// <summary>
    /// One cell with one channel on a small image, followed by batch norm and ReLU: the thin network whose linear regions are counted. Its output
    /// joins what every ReLU sees, one channel each, so that the signs of the output are the activation pattern.
    /// </summary>
    /// <param name="cell">The cell; its output must depend on its input.</param>
    /// <param name="side">Rows and columns of the image.</param>
    /// <exception cref="ArgumentException">The cell's output is zero whatever its input.</exception>
    public static Graph BuildThin(CellComputation cell, int side)
    {
        if (!cell.DependsOnInput) throw new ArgumentException("the cell's output is zero whatever its input; there is no network to build");
        var builder = new GraphBuilder(new TensorShape(1, side, side));
        int output = Cell(builder, builder.Input, $"{CellPrefix}0", cell, 1, dropsPaths: false, out IReadOnlyList<int> rectified);
        int last = builder.BatchNorm(output, "last.bn");
        return builder.Build(builder.Concat([.. rectified, last]));
    }

    // A parameter is named by what it reads and does rather than by its place in the text, so that equal parts of different cells share random weights.
    private static int Cell(
        GraphBuilder builder, int input, string name, CellComputation cell, int channels, bool dropsPaths, out IReadOnlyList<int> rectified)
    {
        var terms = new List<int> { input };
        var values = new int?[cell.Values.Length];
        var reads = new SortedSet<int>();
        var seen = new Dictionary<(int Source, NasBench201Operation Kind), int>();
        foreach (CellOperation operation in cell.Operations)
        {
            int source = Value(operation.Source);
            if (!operation.Kind.IsConvolution())
            {
                terms.Add(Path(builder.AveragePool(source, Extent.Square(3), padding: Extent.Square(1))));
                continue;
            }

            int ordinal = seen.GetValueOrDefault((operation.Source, operation.Kind));
            seen[(operation.Source, operation.Kind)] = ordinal + 1;
            reads.Add(source);
            string prefix = $"{name}.{operation.Kind.Name()}({operation.Source}).{ordinal}";
            int convolution = Convolution(builder, builder.Relu(source), prefix + ".conv", channels, operation.Kind.KernelSize());
            terms.Add(Path(builder.BatchNorm(convolution, prefix + ".bn")));
        }

        rectified = [.. reads];
        return Value(cell.Values.Length - 1);

        int Path(int term) => dropsPaths ? builder.DropPath(term) : term;

        int Value(int index) => values[index] ??= Sum(builder, cell.Values[index], terms);
    }

    // The terms come ordered by divisor: those of one divisor are added first, so that each divisor is applied once.
    private static int Sum(GraphBuilder builder, ImmutableArray<CellTerm> summands, List<int> terms)
    {
        var parts = new List<int>();
        foreach (IGrouping<int, CellTerm> part in summands.GroupBy(summand => summand.Divisor))
        {
            int[] nodes = [.. part.Select(summand => terms[summand.Operation])];
            if (part.Key == 1) parts.AddRange(nodes);
            else parts.Add(builder.Scale(builder.Add(nodes), 1f / part.Key));
        }

        return builder.Add([.. parts]);
    }

    private static int ResidualBlock(GraphBuilder builder, int input, string name, int channels)
    {
        int a = builder.BatchNorm(Convolution(builder, builder.Relu(input), name + ".conv_a", channels, 3, stride: 2), name + ".bn_a");
        int b = builder.BatchNorm(Convolution(builder, builder.Relu(a), name + ".conv_b", channels, 3), name + ".bn_b");
        int shortcut = Convolution(builder, builder.AveragePool(input, Extent.Square(2), Extent.Square(2)), name + ".shortcut", channels, 1);
        return builder.Add(shortcut, b);
    }

    private static int Convolution(GraphBuilder builder, int source, string name, int channels, int kernel, int stride = 1) =>
        builder.Convolution(source, name, channels, Extent.Square(kernel), Extent.Square(stride), Extent.Square(kernel / 2));
}
