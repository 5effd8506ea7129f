using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Kernels;

/// <summary>ELU, ReLU6, gathered channels, padding channels and drop paths, on every vector width.</summary>
public sealed unsafe class TrainingOperationTests
{
    [Theory]
    [InlineData(1, 1, 1, 17)]
    [InlineData(3, 2, 5, 31)]
    [InlineData(5, 3, 3, 64)]
    [InlineData(2, 4, 1, 1)]
    public void Smooth_and_bounded_rectifiers_equal_their_twin(int channels, int height, int width, int batch)
    {
        var builder = new GraphBuilder(new TensorShape(channels, height, width));
        int value = builder.Scale(builder.Convolution(builder.Input, "conv", 4, Extent.Square(1)), 4f);
        int norm = builder.BatchNorm(builder.Add(builder.Elu(value), builder.Relu6(value), builder.Relu(value)), "bn");
        int read = builder.Convolution(builder.Elu(norm), "read", 3, Extent.Square(1));
        TwinComparison.Check(builder.Build(builder.Concat(read, builder.Elu(value), builder.Relu6(norm))), batch, 11, hasJacobian: false);
    }

    [Fact]
    public void Elu_is_within_two_units_in_the_last_place_of_the_exact_value()
    {
        float[] inputs =
        [
            .. Enumerable.Range(0, 400_000).Select(i => -40f + (i * 1e-4f)),
            .. Enumerable.Range(1, 400).Select(i => -MathF.ScaleB(1.3f, -i / 4)),
        ];
        double worst = 0;
        foreach (int width in EngineRun.Widths)
        {
            float[] outputs = Elu(inputs, width);
            for (int i = 0; i < outputs.Length; i++)
            {
                double exact = DeterministicMath.ExpM1(inputs[i]);
                worst = Math.Max(worst, Math.Abs(outputs[i] - exact) / UnitInTheLastPlace((float)exact));
            }
        }

        worst.ShouldBeLessThan(2);

        // What the test takes for exact, against the platform's own function where that loses nothing.
        inputs.Where(x => x < -1).Max(x => Math.Abs(DeterministicMath.ExpM1(x) - (Math.Exp(x) - 1))).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void Elu_keeps_what_is_special()
    {
        float[] inputs =
        [
            0f, -0f, 3.5f, -1e30f, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon, float.MaxValue, -17.5f, -32f, -33f, 1f, 2f, 3f, 4f,
        ];
        foreach (int width in EngineRun.Widths)
        {
            float[] outputs = Elu(inputs, width);
            outputs[..5].ShouldBe([0f, 0f, 3.5f, -1f, -1f]);
            outputs[5].ShouldBe(float.NaN);
            outputs[6..12].ShouldBe([float.Epsilon, -float.Epsilon, float.MaxValue, -1f, -1f, -1f]);
        }
    }

    [Theory]
    [InlineData(17)]
    [InlineData(64)]
    public void Gathered_channels_equal_their_twin(int batch)
    {
        var builder = new GraphBuilder(new TensorShape(3, 2, 3));
        int first = builder.Convolution(builder.Input, "first", 4, Extent.Square(1));
        int second = builder.Elu(builder.Convolution(first, "second", 3, Extent.Square(1)));
        int gathered = builder.Gather((second, 2), (first, 0), (second, 2), (builder.Input, 1), (first, 3));
        int third = builder.Convolution(gathered, "third", 2, Extent.Square(1));

        // Gathered again, and read whole by others before and behind.
        int last = builder.Gather((first, 3), (third, 1), (gathered, 1));
        TwinComparison.Check(builder.Build(builder.Concat(last, second, third)), batch, 12, hasJacobian: false);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(16)]
    public void Padding_channels_equal_their_twin_in_memory_used_before(int batch)
    {
        var builder = new GraphBuilder(new TensorShape(2, 3, 2));
        int value = builder.Convolution(builder.Input, "conv", 3, Extent.Square(1));
        int padded = builder.PadChannels(builder.Elu(value), 7);
        int sum = builder.Add(padded, builder.Convolution(value, "other", 7, Extent.Square(1)), builder.PadChannels(value, 7));
        TwinComparison.Check(builder.Build(sum), batch, 13, hasJacobian: false);

        // Without room kept for a backward pass, so that the zeros stand where something else stood.
        int wide = builder.Convolution(sum, "wide", 9, Extent.Square(1));
        int narrow = builder.Convolution(builder.Relu(wide), "narrow", 1, Extent.Square(1));
        int deep = builder.PadChannels(narrow, 9);
        Graph graph = builder.Build(deep);
        var values = RandomValues.For(graph, batch, 14);
        var twin = new TwinNetwork(graph, batch, values.Parameters.ToDoubles(), values.Images.ToDoubles());
        using var pass = new ForwardPass();
        var output = new float[graph.Output.Shape.Length * batch];
        for (int run = 0; run < 2; run++)
        {
            pass.Run(ForwardPlan.Compile(graph, batch), values.Parameters, values.Images);
            pass.ReadOutput(output);
            output.ShouldBeNear(twin.Output.Values, 5e-6, "output");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(32)]
    public void Dropped_paths_equal_their_twin_and_cut_the_samples_gradient(int batch)
    {
        Graph graph = WithDropPaths();
        graph.DropPathCount.ShouldBe(2);
        float[] factors = [.. Enumerable.Range(0, 2 * batch).Select(i => i % 3 == 0 ? 0f : 1.25f)];
        TwinComparison.Check(graph, batch, 15, hasJacobian: false, dropPaths: factors);

        // Sample 0 has its first path dropped, and its second where that factor's place is a multiple of 3.
        var values = RandomValues.For(graph, batch, 15);
        using var engine = new EngineRun(graph, batch, 8, values.Parameters, values.Images, dropPaths: factors);
        float[][] rows = engine.GradientPerSample(values.Cotangent, NormGradient.FrozenStatistics);
        Parameter weight = graph.Parameters.Single(parameter => parameter.Name == "first");
        for (int sample = 0; sample < batch; sample++)
            rows[sample][weight.Offset..(weight.Offset + weight.Length)].All(value => value == 0).ShouldBe(sample % 3 == 0, $"sample {sample}");
    }

    [Fact]
    public void Without_factors_a_drop_path_changes_nothing()
    {
        const int Batch = 5;
        Graph graph = WithDropPaths();
        var values = RandomValues.For(graph, Batch, 16);
        using var dropping = new EngineRun(graph, Batch, 8, values.Parameters, values.Images, dropPaths: [.. Enumerable.Repeat(1f, 2 * Batch)]);
        using var plain = new EngineRun(graph, Batch, 8, values.Parameters, values.Images);
        plain.Output.ShouldHaveTheBitsOf(dropping.Output, "output");
        plain.Gradient(values.Cotangent, NormGradient.BatchStatistics).Parameters
            .ShouldHaveTheBitsOf(dropping.Gradient(values.Cotangent, NormGradient.BatchStatistics).Parameters, "gradient");

        using var pass = new ForwardPass();
        Should.Throw<ArgumentException>(() => pass.Run(ForwardPlan.Compile(graph, Batch), values.Parameters, values.Images, dropPaths: new float[3]))
            .Message.ShouldBe("2 drop paths of 5 samples need 10 factors, 3 were given");
    }

    [Fact]
    public void A_gradient_through_smooth_operations_is_the_quotient_of_differences()
    {
        const int Batch = 6;
        const double Step = 1e-5;
        var builder = new GraphBuilder(new TensorShape(5, 1, 1));
        int first = builder.Elu(builder.Linear(builder.Input, "first", 4));
        int second = builder.Elu(builder.BatchNorm(builder.Linear(builder.Gather((first, 0), (first, 3), (builder.Input, 2)), "second", 6), "bn"));
        int joined = builder.Add(builder.DropPath(second), builder.PadChannels(first, 6));
        Graph graph = builder.Build(builder.Linear(joined, "last", 3));
        var values = RandomValues.For(graph, Batch, 17);
        float[] factors = [1.25f, 0f, 1.25f, 1.25f, 0f, 1.25f];
        using var engine = new EngineRun(graph, Batch, 8, values.Parameters, values.Images, dropPaths: factors);
        float[] gradient = engine.Gradient(values.Cotangent, NormGradient.BatchStatistics).Parameters;
        double[] quotients = [.. Enumerable.Range(0, graph.ParameterLength).Select(i => (Moved(i, Step) - Moved(i, -Step)) / (2 * Step))];
        gradient.ShouldBeNear(quotients, 1e-5, "gradient");

        double Moved(int place, double by)
        {
            double[] parameters = values.Parameters.ToDoubles();
            parameters[place] += by;
            Tensor output = new TwinNetwork(graph, Batch, parameters, values.Images.ToDoubles(), dropPaths: factors.ToDoubles()).Output;
            return output.Values.Zip(values.Cotangent, (value, factor) => value * factor).Sum();
        }
    }

    [Fact]
    public void A_gated_rectifier_stays_open_closed_or_full()
    {
        var builder = new GraphBuilder(new TensorShape(1, 1, 1));
        Graph graph = builder.Build(builder.Relu6(builder.Convolution(builder.Input, "weight", 1, Extent.Square(1))));
        var plan = ForwardPlan.Compile(graph, 4, keepsActivations: true);
        var output = new float[4];
        var gradient = new float[1];
        foreach (int width in EngineRun.Widths)
        {
            using var gates = new ForwardPass(LaneKernels.OfWidth(width));
            using var gated = new ForwardPass(LaneKernels.OfWidth(width));
            using var backward = new GradientPass(LaneKernels.OfWidth(width));
            gates.Run(plan, [1f], [-1f, 2f, 6f, 9f]);
            gated.Run(plan, [-5f], [-1f, 2f, 6f, 9f], gates: gates);
            gated.ReadOutput(output);
            output.ShouldBe([0f, -10f, 6f, 6f]);
            backward.Run(GradientPlan.Compile(plan, _ => true), gated, [1f, 1f, 1f, 1f], NormGradient.FrozenStatistics, gradient);
            gradient[0].ShouldBe(2f);
        }
    }

    [Fact]
    public void The_exact_Jacobian_refuses_what_it_does_not_know()
    {
        var plan = ForwardPlan.Compile(WithDropPaths(), 2, keepsActivations: true);
        Should.Throw<ArgumentException>(() => JacobianPlan.Compile(plan, _ => true)).Message
            .ShouldBe("node 2: the exact Jacobian under batch statistics knows no DropPathOperation; take gradients per sample instead");
    }

    private static Graph WithDropPaths()
    {
        var builder = new GraphBuilder(new TensorShape(2, 3, 2));
        int first = builder.DropPath(builder.Convolution(builder.Input, "first", 3, Extent.Square(1)));
        int second = builder.DropPath(builder.BatchNorm(builder.Convolution(builder.Input, "second", 3, Extent.Square(1)), "bn"));
        return builder.Build(builder.Add(first, second));
    }

    private static double UnitInTheLastPlace(float value) => (double)MathF.BitIncrement(MathF.Abs(value)) - MathF.Abs(value);

    private static float[] Elu(float[] inputs, int width)
    {
        var outputs = new float[inputs.Length];
        fixed (float* source = inputs, target = outputs) LaneKernels.OfWidth(width).Elu(source, target, inputs.Length / 16 * 16);
        return outputs[..(inputs.Length / 16 * 16)];
    }
}
