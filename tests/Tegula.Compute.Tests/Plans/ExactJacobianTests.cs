using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>Rows of the exact Jacobian on random networks against one backward pass a row, the scalar twin, and finite differences of the twin.</summary>
public sealed class ExactJacobianTests
{
    private const double Tolerance = 5e-5;
    private static readonly int[] Batches = [5, 7, 8, 9, 16, 17];
    private static readonly (string Name, Func<Parameter, bool> Selects)[] Selections =
    [
        ("all", _ => true),
        ("none of the stem", parameter => parameter.Name != "stem"),
        ("convolutions", parameter => parameter.Kind == ParameterKind.Convolution),
        ("norms", parameter => parameter.Kind is ParameterKind.Scale or ParameterKind.Shift),
        ("shifts and biases", parameter => parameter.Kind is ParameterKind.Shift or ParameterKind.Bias),
        ("linear weights", parameter => parameter.Kind is ParameterKind.Linear),
        ("every other", parameter => parameter.Offset % 2 == 0),
        ("none", _ => false),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_networks_have_the_rows_of_backward_passes_and_of_the_twin(int seed)
    {
        int batch = Batches[seed % Batches.Length];
        (Graph graph, RandomValues values) = RandomNetworks.Build(seed, batch);
        CheckRows(graph, batch, values);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rows_equal_finite_differences_of_the_twin(int seed)
    {
        int batch = Batches[seed % Batches.Length];
        (Graph graph, RandomValues values) = RandomNetworks.Build(seed, batch);
        using var engine = new EngineRun(graph, batch, 8, values.Parameters, values.Images);
        float[][] rows = engine.Jacobian();
        double largest = rows.Max(row => row.Max(Math.Abs));
        foreach (Parameter parameter in graph.Parameters)
        {
            float[] direction = RandomValues.Gaussian((ulong)seed, "direction", parameter.Offset, parameter.Length);
            double[] expected = Difference(graph, batch, values, parameter, direction);
            float[] computed = [.. rows.Select(row => (float)direction.Select((step, i) => (double)step * row[parameter.Offset + i]).Sum())];
            computed.ShouldBeNear(expected, 5e-5, $"along {parameter.Name}", floor: 0.01 * largest);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Subsets_of_the_weights_have_the_same_bits_as_all(int seed)
    {
        int batch = Batches[(seed + 1) % Batches.Length];
        (Graph graph, RandomValues values) = RandomNetworks.Build(seed, batch);
        using var engine = new EngineRun(graph, batch, 8, values.Parameters, values.Images);
        float[][] all = engine.Jacobian();
        (float[] gradient, _) = engine.Gradient(values.Cotangent, NormGradient.BatchStatistics);
        foreach ((string name, Func<Parameter, bool> selects) in Selections)
        {
            float[][] rows = engine.Jacobian(selects);
            for (int n = 0; n < batch; n++) rows[n].ShouldHaveTheBitsOf(Selected(graph, all[n], selects), $"row {n} of {name}");
            (float[] part, _) = engine.Gradient(values.Cotangent, NormGradient.BatchStatistics, selects);
            part.ShouldHaveTheBitsOf(Selected(graph, gradient, selects), $"gradient of {name}");
        }
    }

    [Fact]
    public void A_convolution_may_read_a_batch_norm_directly()
    {
        var builder = new GraphBuilder(new TensorShape(2, 4, 5));
        int value = builder.BatchNorm(Square(builder, builder.Input, "a", 3), "a.bn");
        value = builder.BatchNorm(Square(builder, value, "b", 2), "b.bn");
        CheckRows(builder.Build(builder.Linear(value, "linear", 2)), 9, 1);
    }

    [Fact]
    public void A_convolution_may_read_a_maximum_pool_directly()
    {
        var builder = new GraphBuilder(new TensorShape(2, 4, 5));
        int value = builder.MaxPool(Square(builder, builder.Input, "a", 3), Extent.Square(2));
        CheckRows(builder.Build(builder.Linear(Square(builder, value, "b", 2), "linear", 2)), 9, 2);
    }

    [Fact]
    public void A_convolution_may_read_a_rectifier_that_others_read_too()
    {
        var builder = new GraphBuilder(new TensorShape(2, 4, 5));
        int relu = builder.Relu(builder.BatchNorm(Square(builder, builder.Input, "a", 3), "a.bn"));
        CheckRows(builder.Build(builder.Linear(builder.Add(relu, Square(builder, relu, "b", 3), relu), "linear", 2)), 9, 3);
    }

    [Fact]
    public void A_linear_layer_over_many_positions_may_lead_into_a_batch_norm()
    {
        var builder = new GraphBuilder(new TensorShape(2, 4, 5));
        int value = builder.BatchNorm(builder.Linear(Square(builder, builder.Input, "a", 3), "hidden", 4), "bn");
        CheckRows(builder.Build(builder.Linear(builder.Relu(value), "linear", 2)), 9, 4);
    }

    // Not with one channel: the only weight in front of a batch norm has no gradient but rounding.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public void A_depthwise_convolution_may_lead_into_a_pointwise_one_alone_or_beside_others(int channels, int stride)
    {
        var builder = new GraphBuilder(new TensorShape(2, 6, 7));
        int value = builder.Relu(builder.BatchNorm(Square(builder, builder.Input, "a", channels), "a.bn"));
        int alone = Pointwise(builder, Depthwise(builder, value, "alone", stride), "alone.point", channels);
        int shared = Depthwise(builder, value, "shared", stride);
        int left = Pointwise(builder, shared, "left.point", channels);
        int right = Pointwise(builder, shared, "right.point", channels);
        int sum = builder.Add(alone, left, right, shared);
        CheckRows(builder.Build(builder.Linear(builder.GlobalAveragePool(builder.Relu(sum)), "linear", 2)), 9, 6);
    }

    // Both outputs are padded to 5 x 5, the larger one's last row lies in the smaller one's border.
    [Fact]
    public void Strided_convolutions_of_neighbouring_sizes_do_not_disturb_each_other()
    {
        var builder = new GraphBuilder(new TensorShape(2, 7, 7));
        int value = Square(builder, builder.Input, "a", 3);
        int large = builder.Convolution(value, "large", 3, Extent.Square(3), Extent.Square(2), Extent.Square(1));
        int small = builder.Convolution(builder.AveragePool(value, Extent.Square(2)), "small", 3, Extent.Square(3), Extent.Square(2), Extent.Square(1));
        int joined = builder.Add(builder.GlobalAveragePool(builder.Relu(large)), builder.GlobalAveragePool(builder.Relu(small)));
        CheckRows(builder.Build(builder.Linear(joined, "linear", 2)), 9, 5);
    }

    private static int Square(GraphBuilder builder, int source, string name, int channels) =>
        builder.Convolution(source, name, channels, Extent.Square(3), padding: Extent.Square(1));

    private static int Depthwise(GraphBuilder builder, int source, string name, int stride)
    {
        int channels = builder.ShapeOf(source).Channels;
        return builder.Convolution(source, name, channels, Extent.Square(3), Extent.Square(stride), Extent.Square(2), Extent.Square(2), channels);
    }

    private static int Pointwise(GraphBuilder builder, int source, string name, int channels) =>
        builder.BatchNorm(builder.Convolution(source, name, channels, Extent.Square(1)), name + ".bn");

    private static void CheckRows(Graph graph, int batch, ulong seed) => CheckRows(graph, batch, RandomValues.For(graph, batch, seed));

    private static void CheckRows(Graph graph, int batch, RandomValues values)
    {
        var twin = new TwinNetwork(graph, batch, values.Parameters.ToDoubles(), values.Images.ToDoubles());
        double[] ones = [.. values.Cotangent.Select(_ => 1.0)];
        double[][] expected = [.. Enumerable.Range(0, batch).Select(n => twin.GradientOfSample(ones, n, NormGradient.BatchStatistics))];
        double largest = expected.Max(row => row.Max(Math.Abs));
        float[][]? plain = null;
        foreach (int width in EngineRun.Widths.Reverse())
        {
            using var engine = new EngineRun(graph, batch, width, values.Parameters, values.Images);
            float[][] rows = engine.Jacobian();
            plain ??= rows;
            for (int n = 0; n < batch; n++) rows[n].ShouldHaveTheBitsOf(plain[n], $"row {n} with {width} lanes");
            if (width > 1) continue;
            for (int n = 0; n < batch; n++)
            {
                float[] passed = engine.Gradient([.. ones.Select((_, i) => i % batch == n ? 1f : 0f)], NormGradient.BatchStatistics).Parameters;
                foreach (Parameter parameter in graph.Parameters)
                {
                    Range range = parameter.Offset..(parameter.Offset + parameter.Length);
                    rows[n][range].ShouldBeNear(expected[n][range], Tolerance, $"row {n} of {parameter.Name} against the twin", 0.01 * largest);
                    rows[n][range].ShouldBeNear(passed[range].ToDoubles(), Tolerance, $"row {n} of {parameter.Name} against a backward pass", 0.01 * largest);
                }
            }

            (float[] summed, _) = engine.Gradient([.. ones.Select(_ => 1f)], NormGradient.BatchStatistics);
            summed.ShouldBeNear([.. summed.Select((_, w) => rows.Sum(row => (double)row[w]))], Tolerance, "the sum of all rows", 0.01 * largest);
        }
    }

    // d(summed output of every sample) along a direction in one parameter, by central differences in double precision.
    private static double[] Difference(Graph graph, int batch, RandomValues values, Parameter parameter, float[] direction)
    {
        const double Step = 1e-6;
        double[] forward = Sums(Step);
        double[] backward = Sums(-Step);
        return [.. forward.Select((sum, n) => (sum - backward[n]) / (2 * Step))];

        double[] Sums(double step)
        {
            double[] moved = values.Parameters.ToDoubles();
            for (int i = 0; i < parameter.Length; i++) moved[parameter.Offset + i] += step * direction[i];
            return new TwinNetwork(graph, batch, moved, values.Images.ToDoubles()).OutputSums;
        }
    }

    private static float[] Selected(Graph graph, float[] all, Func<Parameter, bool> selects) =>
        [.. graph.Parameters.Where(selects).SelectMany(parameter => all[parameter.Offset..(parameter.Offset + parameter.Length)])];
}
