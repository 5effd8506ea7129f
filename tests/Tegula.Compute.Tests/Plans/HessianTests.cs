using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;

namespace Tegula.Compute.Tests.Plans;

public sealed class HessianTests : IDisposable
{
    private readonly ForwardPass _forward = new();
    private readonly GradientPass _gradient = new();
    private readonly HessianPass _hessian = new();

    public static TheoryData<string, bool> Goldens => new()
    {
        { "all convolutions", true }, { "all convolutions", false }, { "mixed operations", true }, { "mixed operations", false },
        { "zero node", true }, { "zero node", false },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Products_of_networks_are_those_of_pytorch(string name, bool batchStatistics)
    {
        GoldenCase network = GoldenFile.Read("networks").Cases.Single(item => item.Name == name);
        GoldenCase golden = GoldenFile.Read("hessian").Cases.Single(item => item.Name == name);
        Graph graph = GoldenNetwork.Build(network);
        int batch = network["images"].Shape[0];
        var plan = ForwardPlan.Compile(graph, batch, keepsActivations: true);
        float[] parameters = GoldenNetwork.Parameters(graph, network);
        float[] images = network["images"].BatchInnermost;
        _forward.Run(plan, parameters, images);
        if (!batchStatistics) _forward.Run(plan, parameters, images, BatchNormMode.GivenStatistics, Copy(_forward.Statistics));
        float[] direction = [.. graph.Parameters.SelectMany(parameter => golden["direction/" + parameter.Name].Singles)];
        float[] product = new float[direction.Length];

        _hessian.Run(HessianPlan.Compile(plan), _forward, direction, Losses.CrossEntropy([.. Enumerable.Range(0, batch)], 10), product);

        foreach (Parameter parameter in graph.Parameters)
        {
            golden[$"product/{(batchStatistics ? "batch" : "frozen")}/{parameter.Name}"]
                .ShouldMatch(product[parameter.Offset..(parameter.Offset + parameter.Length)], 5e-5);
        }
    }

    [Fact]
    public void A_linear_model_with_squared_error_has_the_moments_of_its_inputs()
    {
        // Half the sum of squares of W x + b: the Hessian of each output's weights is the sum over samples of (x, 1) (x, 1)^T.
        const int Inputs = 5;
        const int Batch = 7;
        var builder = new GraphBuilder(new TensorShape(Inputs, 1, 1));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 3));
        float[] images = Draw(Inputs * Batch, 1);
        float[] direction = Draw(graph.ParameterLength, 2);
        float[] product = Product(graph, Batch, Draw(graph.ParameterLength, 3), images, direction, Losses.HalfSquares, BatchNormMode.BatchStatistics);

        for (int o = 0; o < 3; o++)
        {
            double[] along = [.. Enumerable.Range(0, Batch)
                .Select(n => direction[15 + o] + Enumerable.Range(0, Inputs).Sum(i => (double)direction[(o * Inputs) + i] * images[(i * Batch) + n]))];
            for (int i = 0; i < Inputs; i++)
                product[(o * Inputs) + i].ShouldBe((float)along.Select((value, n) => value * images[(i * Batch) + n]).Sum(), 1e-4f);
            product[15 + o].ShouldBe((float)along.Sum(), 1e-4f);
        }
    }

    [Theory]
    [InlineData(3, BatchNormMode.BatchStatistics)]
    [InlineData(16, BatchNormMode.BatchStatistics)]
    [InlineData(21, BatchNormMode.BatchStatistics)]
    [InlineData(5, BatchNormMode.GivenStatistics)]
    [InlineData(21, BatchNormMode.GivenStatistics)]
    public void Products_are_differences_of_gradients_through_every_smooth_operation(int batch, BatchNormMode mode)
    {
        Graph graph = EveryOperation(smooth: true);
        float[] parameters = Parameters(graph, narrow: true);
        float[] images = Draw(graph.Input.Shape.Length * batch, 5);
        float[] direction = Draw(graph.ParameterLength, 6);
        float[] drops = [.. Enumerable.Range(0, batch).Select(n => n % 3 == 0 ? 0f : 1.5f)];
        OutputCurvature loss = Losses.CrossEntropy([.. Enumerable.Range(0, batch)], 4);

        float[] product = Product(graph, batch, parameters, images, direction, loss, mode, drops);

        // Differences over one and over two steps, so that what is left goes with the fourth power of the step.
        const double Step = 1.0 / 512;
        double[] Differences(double step) =>
        [
            .. Gradient(graph, batch, Moved(parameters, direction, step), images, loss, mode, drops)
                .Zip(Gradient(graph, batch, Moved(parameters, direction, -step), images, loss, mode, drops))
                .Select(pair => (pair.First - pair.Second) / (2 * step)),
        ];
        double[] difference = [.. Differences(Step).Zip(Differences(2 * Step)).Select(pair => ((4 * pair.First) - pair.Second) / 3)];
        double scale = Math.Sqrt(difference.Sum(value => value * value));
        double error = Math.Sqrt(difference.Zip(product).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        error.ShouldBeLessThan(1e-3 * scale);
    }

    [Theory]
    [InlineData(4, BatchNormMode.BatchStatistics)]
    [InlineData(19, BatchNormMode.GivenStatistics)]
    public void The_hessian_is_symmetric_also_through_rectifiers_and_maximum_pools(int batch, BatchNormMode mode)
    {
        Graph graph = EveryOperation(smooth: false);
        float[] parameters = Parameters(graph, narrow: false);
        float[] images = Draw(graph.Input.Shape.Length * batch, 5);
        float[] left = Draw(graph.ParameterLength, 6);
        float[] right = Draw(graph.ParameterLength, 7);
        OutputCurvature loss = Losses.CrossEntropy([.. Enumerable.Range(0, batch)], 4);
        float[] leftProduct = Product(graph, batch, parameters, images, left, loss, mode);
        float[] rightProduct = Product(graph, batch, parameters, images, right, loss, mode);

        double scale = Math.Sqrt(leftProduct.Sum(value => (double)value * value) * right.Sum(value => (double)value * value));
        Dot(right, leftProduct).ShouldBe(Dot(left, rightProduct), 1e-5 * scale);
        scale.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Products_are_linear_in_the_direction()
    {
        Graph graph = EveryOperation(smooth: false);
        float[] parameters = Parameters(graph, narrow: false);
        float[] images = Draw(graph.Input.Shape.Length * 6, 5);
        float[] left = Draw(graph.ParameterLength, 6);
        float[] right = Draw(graph.ParameterLength, 7);
        float[] Along(float[] direction) => Product(
            graph, 6, parameters, images, direction, Losses.CrossEntropy([0, 1, 2, 3, 0, 1], 4), BatchNormMode.BatchStatistics);
        float[] sum = Along([.. left.Zip(right).Select(pair => (2 * pair.First) - pair.Second)]);
        double[] expected = [.. Along(left).Zip(Along(right)).Select(pair => (2.0 * pair.First) - pair.Second)];
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < sum.Length; i++) ((double)sum[i]).ShouldBe(expected[i], 2e-5 * scale);
    }

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        Graph graph = EveryOperation(smooth: true);
        float[][] products = [.. new[] { 16, 8, 4, 1 }.Select(width =>
        {
            LaneKernels kernels = LaneKernels.OfWidth(width);
            using var forward = new ForwardPass(kernels);
            using var hessian = new HessianPass(kernels);
            var plan = ForwardPlan.Compile(graph, 5, keepsActivations: true);
            forward.Run(plan, Parameters(graph, narrow: true), Draw(graph.Input.Shape.Length * 5, 5));
            float[] product = new float[graph.ParameterLength];
            hessian.Run(HessianPlan.Compile(plan), forward, Draw(graph.ParameterLength, 6), Losses.CrossEntropy([0, 1, 2, 3, 0], 4), product);
            return product;
        })];
        products[1].ShouldBe(products[0]);
        products[2].ShouldBe(products[0]);
        products[3].ShouldBe(products[0]);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var builder = new GraphBuilder(new TensorShape(2, 1, 1));
        Graph graph = builder.Build(builder.Linear(builder.Input, "linear", 3));
        var plan = ForwardPlan.Compile(graph, 2, keepsActivations: true);
        HessianPlan hessian = HessianPlan.Compile(plan);
        _forward.Run(plan, new float[9], new float[4]);

        Should.Throw<ArgumentException>(() => HessianPlan.Compile(ForwardPlan.Compile(graph, 2))).Message.ShouldContain("keepsActivations");
        Graph empty = new GraphBuilder(new TensorShape(1, 1, 1)).Build(0);
        Should.Throw<ArgumentException>(() => HessianPlan.Compile(ForwardPlan.Compile(empty, 1, keepsActivations: true)))
            .Message.ShouldBe("a network without parameters has no Hessian");
        Should.Throw<ArgumentException>(() => _hessian.Run(hessian, _forward, new float[8], Losses.HalfSquares, new float[9]))
            .Message.ShouldBe("the graph has 9 parameters, a direction of 8 and a product of 9 were given");
        _forward.Run(ForwardPlan.Compile(graph, 2, keepsActivations: true), new float[9], new float[4]);
        Should.Throw<ArgumentException>(() => _hessian.Run(hessian, _forward, new float[9], Losses.HalfSquares, new float[9]))
            .Message.ShouldContain("another plan");
    }

    public void Dispose()
    {
        _forward.Dispose();
        _gradient.Dispose();
        _hessian.Dispose();
    }

    private static Graph EveryOperation(bool smooth)
    {
        var builder = new GraphBuilder(new TensorShape(3, 6, 6));
        int input = builder.BatchNorm(builder.Input, "bn0");
        int first = builder.BatchNorm(builder.Convolution(input, "conv1", 4, Extent.Square(3), padding: Extent.Square(1)), "bn1");
        int bent = Bend(first, 0);
        int grouped = builder.BatchNorm(
            builder.Convolution(bent, "conv2", 4, Extent.Square(3), padding: Extent.Square(2), dilation: Extent.Square(2), groups: 2), "bn2");
        int dropped = builder.DropPath(Bend(grouped, 1));
        int sum = builder.Add(bent, builder.Scale(dropped, 0.7f), builder.AveragePool(bent, Extent.Square(3), padding: Extent.Square(1)));
        int padded = builder.PadChannels(sum, 6);
        int cropped = builder.Crop(builder.Concat(padded, builder.Input), new Extent(1, 2));
        int strided = Bend(builder.BatchNorm(builder.Convolution(cropped, "conv3", 5, new Extent(2, 3), Extent.Square(2)), "bn3"), 2);
        int pooled = smooth
            ? builder.AveragePool(sum, Extent.Square(2), Extent.Square(3))
            : builder.MaxPool(sum, Extent.Square(3), Extent.Square(3), Extent.Square(1));
        int gathered = builder.Gather((strided, 4), (strided, 1), (strided, 4), (strided, 0));
        int flat = builder.Concat(builder.Flatten(gathered), builder.Flatten(pooled), builder.GlobalAveragePool(sum));
        return builder.Build(builder.Linear(Bend(builder.BatchNorm(builder.Linear(flat, "hidden", 6), "bn4"), 3), "classifier", 4));

        int Bend(int source, int place) => smooth ? builder.Elu(source) : place % 2 == 0 ? builder.Relu(source) : builder.Relu6(source);
    }

    // Narrow batch norms around 2 and -2 in turn keep every ELU on one side of its kink, where its curvature jumps.
    private static float[] Parameters(Graph graph, bool narrow)
    {
        float[] values = Draw(graph.ParameterLength, 4);
        foreach (Parameter parameter in graph.Parameters)
        {
            double spread = parameter.IsWeight ? Math.Sqrt(2.0 / parameter.FanIn) : 0.05;
            for (int i = 0; i < parameter.Length; i++)
            {
                double middle = parameter.Kind switch
                {
                    ParameterKind.Scale => narrow ? 0.35 : 1,
                    ParameterKind.Shift when narrow => i % 2 == 0 ? 2 : -2,
                    _ => 0,
                };
                values[parameter.Offset + i] = (float)((values[parameter.Offset + i] * spread) + middle);
            }
        }

        return values;
    }

    private static float[] Draw(int length, ulong index)
    {
        float[] values = new float[length];
        new RandomStream(1, "hessian", index).FillGaussian(values, 1f);
        return values;
    }

    private static float[] Moved(float[] parameters, float[] direction, double step) =>
        [.. parameters.Zip(direction).Select(pair => (float)(pair.First + (step * pair.Second)))];

    private static double Dot(float[] left, float[] right) => left.Zip(right).Sum(pair => (double)pair.First * pair.Second);

    private static BatchNormStatistics Copy(BatchNormStatistics statistics)
    {
        var copy = new BatchNormStatistics(statistics.Means.Length);
        statistics.Means.CopyTo(copy.Means, 0);
        statistics.Variances.CopyTo(copy.Variances, 0);
        return copy;
    }

    private float[] Product(
        Graph graph, int batch, float[] parameters, float[] images, float[] direction, OutputCurvature loss, BatchNormMode mode, float[]? drops = null)
    {
        var plan = ForwardPlan.Compile(graph, batch, keepsActivations: true);
        Run(plan, parameters, images, mode, drops);
        float[] product = new float[graph.ParameterLength];
        _hessian.Run(HessianPlan.Compile(plan), _forward, direction, loss, product);
        return product;
    }

    private double[] Gradient(Graph graph, int batch, float[] parameters, float[] images, OutputCurvature loss, BatchNormMode mode, float[]? drops)
    {
        var plan = ForwardPlan.Compile(graph, batch, keepsActivations: true);
        Run(plan, parameters, images, mode, drops);
        float[] output = new float[graph.Output.Shape.Length * batch];
        float[] cotangent = new float[output.Length];
        float[] gradient = new float[graph.ParameterLength];
        _forward.ReadOutput(output);
        loss(output, new float[output.Length], cotangent, new float[output.Length]);
        NormGradient norm = mode == BatchNormMode.BatchStatistics ? NormGradient.BatchStatistics : NormGradient.FrozenStatistics;
        _gradient.Run(GradientPlan.Compile(plan, _ => true), _forward, cotangent, norm, gradient);
        return [.. gradient.Select(value => (double)value)];
    }

    private void Run(ForwardPlan plan, float[] parameters, float[] images, BatchNormMode mode, float[]? drops)
    {
        var given = new BatchNormStatistics(plan.StatisticsLength);
        for (int i = 0; i < plan.StatisticsLength; i++) (given.Means[i], given.Variances[i]) = (0.1 * (i % 3), 0.5 + (0.2 * (i % 4)));
        _forward.Run(plan, parameters, images, mode, mode == BatchNormMode.GivenStatistics ? given : null, dropPaths: drops ?? []);
    }
}

/// <summary>Losses with their second derivatives, written out in double.</summary>
internal static class Losses
{
    public static OutputCurvature HalfSquares { get; } = (output, tangent, cotangent, cotangentTangent) =>
    {
        output.CopyTo(cotangent);
        tangent.CopyTo(cotangentTangent);
    };

    /// <summary>Mean cross-entropy; the label of sample n is labels[n] modulo the classes.</summary>
    public static OutputCurvature CrossEntropy(int[] labels, int classes) => (output, tangent, cotangent, cotangentTangent) =>
    {
        int batch = labels.Length;
        for (int n = 0; n < batch; n++)
        {
            double[] powers = new double[classes];
            for (int k = 0; k < classes; k++) powers[k] = Math.Exp(output[(k * batch) + n]);
            double sum = powers.Sum();
            double along = 0;
            for (int k = 0; k < classes; k++) along += powers[k] / sum * tangent[(k * batch) + n];
            for (int k = 0; k < classes; k++)
            {
                double probability = powers[k] / sum;
                cotangent[(k * batch) + n] = (float)((probability - (k == labels[n] % classes ? 1 : 0)) / batch);
                cotangentTangent[(k * batch) + n] = (float)(probability * (tangent[(k * batch) + n] - along) / batch);
            }
        }
    };
}
