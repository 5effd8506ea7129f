using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>ReLUs that let through what they let through in another pass.</summary>
public sealed class GateTests
{
    private const int Batch = 9;

    public static TheoryData<int> Widths => [.. EngineRun.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_pass_with_its_own_gates_given_by_another_has_the_bits_of_one_without(int width)
    {
        var kernels = LaneKernels.OfWidth(width);
        using var gates = new ForwardPass(kernels);
        using var gated = new ForwardPass(kernels);
        using var backward = new GradientPass(kernels);
        foreach (int seed in Enumerable.Range(330, 8))
        {
            (Graph graph, RandomValues values) = RandomNetworks.Build(seed, Batch);
            var plan = GradientPlan.Compile(ForwardPlan.Compile(graph, Batch, keepsActivations: true), _ => true);
            gates.Run(plan.Forward, values.Parameters, values.Images);
            gated.Run(plan.Forward, values.Parameters, values.Images, gates: gates);
            Output(gated).ShouldHaveTheBitsOf(Output(gates), $"output of {seed}");
            float[] expected = Gradient(backward, plan, gates, values.Cotangent);
            Gradient(backward, plan, gated, values.Cotangent).ShouldHaveTheBitsOf(expected, $"gradient of {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Other_parameters_go_through_the_gates_of_the_first(int width)
    {
        const int Inputs = 3, Hidden = 8, Outputs = 2;
        var builder = new GraphBuilder(new TensorShape(Inputs, 1, 1));
        Graph graph = builder.Build(builder.Linear(builder.Relu(builder.Linear(builder.Input, "hidden", Hidden)), "output", Outputs));
        RandomValues first = RandomValues.For(graph, Batch, 1);
        RandomValues second = RandomValues.For(graph, Batch, 2) with { Images = first.Images };
        var plan = GradientPlan.Compile(ForwardPlan.Compile(graph, Batch, keepsActivations: true), _ => true);
        var kernels = LaneKernels.OfWidth(width);
        using var gates = new ForwardPass(kernels);
        gates.Run(plan.Forward, first.Parameters, first.Images);
        using var gated = new ForwardPass(kernels);
        gated.Run(plan.Forward, second.Parameters, first.Images, gates: gates);

        double[,] open = Layer(first, "hidden", Inputs, Hidden, first.Images.ToDoubles());
        double[,] hidden = Layer(second, "hidden", Inputs, Hidden, first.Images.ToDoubles());
        int closedNow = 0;
        for (int h = 0; h < Hidden; h++)
        {
            for (int n = 0; n < Batch; n++)
            {
                if (open[h, n] > 0 && hidden[h, n] < 0) closedNow++;
                if (!(open[h, n] > 0)) hidden[h, n] = 0;
            }
        }

        closedNow.ShouldBeGreaterThan(5);
        double[,] output = Layer(second, "output", Hidden, Outputs, [.. hidden.Cast<double>()]);
        Output(gated).ShouldBeNear([.. output.Cast<double>()], 1e-5, "output");

        // Weight (h, i) of the first layer: sum over the outputs and samples of cotangent, second weight, gate and image.
        Parameter weights = Named("hidden.weight");
        Parameter above = Named("output.weight");
        var expected = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            (int h, int input) = Math.DivRem(i, Inputs);
            for (int n = 0; n < Batch; n++)
            {
                if (!(open[h, n] > 0)) continue;
                for (int o = 0; o < Outputs; o++)
                {
                    double cotangent = (double)first.Cotangent[(o * Batch) + n] * second.Parameters[above.Offset + (o * Hidden) + h];
                    expected[i] += cotangent * first.Images[(input * Batch) + n];
                }
            }
        }

        using var backward = new GradientPass(kernels);
        Gradient(backward, plan, gated, first.Cotangent)[weights.Offset..(weights.Offset + weights.Length)].ShouldBeNear(expected, 1e-5, "gradient");

        Parameter Named(string name) => graph.Parameters.Single(parameter => parameter.Name == name);

        double[,] Layer(RandomValues values, string name, int inputs, int outputs, double[] source)
        {
            int weight = Named(name + ".weight").Offset;
            var result = new double[outputs, Batch];
            for (int o = 0; o < outputs; o++)
            {
                for (int n = 0; n < Batch; n++)
                {
                    result[o, n] = values.Parameters[Named(name + ".bias").Offset + o];
                    for (int i = 0; i < inputs; i++) result[o, n] += values.Parameters[weight + (o * inputs) + i] * source[(i * Batch) + n];
                }
            }

            return result;
        }
    }

    [Fact]
    public void Gates_are_those_of_another_pass_of_the_same_plan_that_keeps_its_activations()
    {
        const string Message = "gates are those of another pass that ran the same plan, which keeps its activations";
        var builder = new GraphBuilder(new TensorShape(2, 1, 1));
        Graph graph = builder.Build(builder.Relu(builder.Input));
        var plan = ForwardPlan.Compile(graph, 3, keepsActivations: true);
        var forgetting = ForwardPlan.Compile(graph, 3);
        using var gates = new ForwardPass();
        using var pass = new ForwardPass();
        var images = new float[6];
        Should.Throw<ArgumentException>(() => pass.Run(plan, [], images, gates: gates)).Message.ShouldBe(Message);
        pass.Run(plan, [], images);
        Should.Throw<ArgumentException>(() => pass.Run(plan, [], images, gates: pass)).Message.ShouldBe(Message);
        gates.Run(forgetting, [], images);
        Should.Throw<ArgumentException>(() => pass.Run(forgetting, [], images, gates: gates)).Message.ShouldBe(Message);
        gates.Run(plan, [], images);
        pass.Run(plan, [], images, gates: gates);
        using var tape = new ForwardTape();
        Should.Throw<ArgumentException>(() => tape.Record(JacobianPlan.Compile(plan, _ => true), pass)).Message
            .ShouldBe("the exact Jacobian needs a forward pass with gates of its own, this one had another's");
    }

    private static float[] Output(ForwardPass pass)
    {
        var output = new float[pass.Plan.Graph.Output.Shape.Length * Batch];
        pass.ReadOutput(output);
        return output;
    }

    private static float[] Gradient(GradientPass backward, GradientPlan plan, ForwardPass forward, float[] cotangent)
    {
        var gradient = new float[plan.RowCount];
        backward.Run(plan, forward, cotangent, NormGradient.BatchStatistics, gradient);
        return gradient;
    }
}
