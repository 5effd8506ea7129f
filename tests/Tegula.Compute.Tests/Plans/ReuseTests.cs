using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>Passes keep their memory from network to network; nothing of one network may show in the next.</summary>
public sealed class ReuseTests
{
    private const int Batch = 9;

    [Fact]
    public void A_reused_pass_gives_the_bits_of_a_fresh_one()
    {
        var kernels = LaneKernels.OfWidth(8);
        using var forward = new ForwardPass(kernels);
        using var backward = new GradientPass(kernels);
        using var tape = new ForwardTape();
        using var exact = new JacobianPass(kernels);
        using var jacobian = new Jacobian();
        foreach (int seed in Enumerable.Range(100, 12))
        {
            (Graph graph, RandomValues values) = RandomNetworks.Build(seed, Batch);
            using var fresh = new EngineRun(graph, Batch, 8, values.Parameters, values.Images);
            var plan = ForwardPlan.Compile(graph, Batch, keepsActivations: true);
            forward.Run(plan, values.Parameters, values.Images);
            var output = new float[fresh.Output.Length];
            forward.ReadOutput(output);
            output.ShouldHaveTheBitsOf(fresh.Output, $"output of {seed}");

            var gradientPlan = GradientPlan.Compile(plan, _ => true);
            var gradient = new float[gradientPlan.RowCount];
            backward.Run(gradientPlan, forward, values.Cotangent, NormGradient.BatchStatistics, gradient);
            gradient.ShouldHaveTheBitsOf(fresh.Gradient(values.Cotangent, NormGradient.BatchStatistics).Parameters, $"gradient of {seed}");

            var jacobianPlan = JacobianPlan.Compile(plan, _ => true, 8);
            tape.Record(jacobianPlan, forward);
            jacobian.Resize(Batch, jacobianPlan.RowCount, jacobianPlan.Block);
            for (int block = 0; block < jacobianPlan.Blocks; block++) exact.Run(tape, block, jacobian);
            float[][] rows = fresh.Jacobian();
            for (int n = 0; n < Batch; n++)
            {
                float[] row = [.. Enumerable.Range(0, jacobian.Weights).Select(weight => jacobian[n, weight])];
                row.ShouldHaveTheBitsOf(rows[n], $"row {n} of {seed}");
            }
        }
    }

    [Fact]
    public void A_plan_that_shares_buffers_gives_the_bits_of_one_that_keeps_them()
    {
        foreach (int seed in Enumerable.Range(200, 12))
        {
            (Graph graph, RandomValues values) = RandomNetworks.Build(seed, Batch);
            using var keeping = new EngineRun(graph, Batch, 4, values.Parameters, values.Images);
            using var sharing = new ForwardPass(LaneKernels.OfWidth(4));
            sharing.Run(ForwardPlan.Compile(graph, Batch), values.Parameters, values.Images);
            var output = new float[keeping.Output.Length];
            sharing.ReadOutput(output);
            output.ShouldHaveTheBitsOf(keeping.Output, $"output of {seed}");
        }
    }

    [Fact]
    public void Given_statistics_are_read_and_never_written()
    {
        (Graph graph, Graph larger) = (NormGraph(3), NormGraph(5));
        var given = new BatchNormStatistics(3);
        using var pass = new ForwardPass();
        foreach (Graph next in new[] { graph, larger })
        {
            RandomValues values = RandomValues.For(graph, Batch, 1);
            pass.Run(ForwardPlan.Compile(graph, Batch), values.Parameters, values.Images, BatchNormMode.GivenStatistics, given);
            pass.Statistics.ShouldBeSameAs(given);
            values = RandomValues.For(next, Batch, 1);
            pass.Run(ForwardPlan.Compile(next, Batch), values.Parameters, values.Images);
            pass.Statistics.ShouldNotBeSameAs(given);
            pass.Statistics.Means.ShouldNotContain(0.0);
            given.Means.ShouldBe([0.0, 0.0, 0.0]);
            given.Variances.ShouldBe([1.0, 1.0, 1.0]);
        }
    }

    [Fact]
    public void Statistics_of_the_batch_can_be_given_back()
    {
        (Graph graph, RandomValues values) = RandomNetworks.Build(7, Batch);
        using var engine = new EngineRun(graph, Batch, 8, values.Parameters, values.Images);
        using var pass = new ForwardPass(LaneKernels.OfWidth(8));
        pass.Run(ForwardPlan.Compile(graph, Batch), values.Parameters, values.Images);
        using var given = new EngineRun(graph, Batch, 8, values.Parameters, values.Images, BatchNormMode.GivenStatistics, pass.Statistics);
        given.Output.ShouldHaveTheBitsOf(engine.Output, "output");
        given.Gradient(values.Cotangent, NormGradient.FrozenStatistics).Parameters
            .ShouldHaveTheBitsOf(engine.Gradient(values.Cotangent, NormGradient.FrozenStatistics).Parameters, "gradient");
    }

    [Fact]
    public void A_gradient_with_nothing_selected_is_empty()
    {
        var builder = new GraphBuilder(new TensorShape(2, 30, 30));
        Graph graph = builder.Build(builder.Relu(builder.Convolution(builder.Input, "conv", 20, Extent.Square(1))));
        RandomValues values = RandomValues.For(graph, Batch, 1);
        var plan = ForwardPlan.Compile(graph, Batch, keepsActivations: true);
        using var forward = new ForwardPass();
        forward.Run(plan, values.Parameters, values.Images);
        var nothing = GradientPlan.Compile(plan, _ => false);
        using var pass = new GradientPass();
        pass.Run(nothing, forward, values.Cotangent, NormGradient.BatchStatistics, []);
        using var jacobian = new Jacobian();
        pass.RunPerSample(nothing, forward, values.Cotangent, NormGradient.FrozenStatistics, jacobian);
        (jacobian.Samples, jacobian.Weights).ShouldBe((Batch, 0));
    }

    private static Graph NormGraph(int channels)
    {
        var builder = new GraphBuilder(new TensorShape(channels, 2, 2));
        return builder.Build(builder.BatchNorm(builder.Input, "bn"));
    }
}
