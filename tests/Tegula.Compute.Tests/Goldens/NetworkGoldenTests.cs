using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Goldens;

public sealed class NetworkGoldenTests
{
    private static readonly Lazy<GoldenFile> File = new(() => GoldenFile.Read("networks"));

    public static TheoryData<string, int> Cases => new(
        from golden in File.Value.Cases from width in new[] { 16, 8, 4, 1 } select (golden.Name, width));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_and_exact_Jacobian_equal_PyTorch(string name, int width)
    {
        GoldenCase golden = File.Value.Cases.Single(item => item.Name == name);
        Graph graph = GoldenNetwork.Build(golden);
        int batch = golden["images"].Shape[0];
        var forward = ForwardPlan.Compile(graph, batch, keepsActivations: true);
        var kernels = LaneKernels.OfWidth(width);
        using var pass = new ForwardPass(kernels);
        pass.Run(forward, GoldenNetwork.Parameters(graph, golden), golden["images"].BatchInnermost);
        var logits = new float[graph.Output.Shape.Length * batch];
        pass.ReadOutput(logits);
        golden["logits"].ShouldMatch(GoldenArray.FromBatchInnermost(logits, batch), 5e-6);

        var plan = JacobianPlan.Compile(forward, _ => true, Math.Max(8, width));
        using var tape = new ForwardTape();
        tape.Record(plan, pass);
        using var jacobian = new Jacobian();
        jacobian.Resize(batch, plan.RowCount, plan.Block);
        using var backward = new JacobianPass(kernels);
        for (int block = 0; block < plan.Blocks; block++) backward.Run(tape, block, jacobian);
        foreach (Parameter parameter in graph.Parameters)
        {
            IEnumerable<int> weights = Enumerable.Range(plan.Rows[parameter.Name], parameter.Length);
            golden["first_row/batch/" + parameter.Name].ShouldMatch([.. weights.Select(weight => jacobian[0, weight])], 5e-5);
        }

        foreach (string kernel in new[] { "weights", "cells", "all" })
        {
            (int First, int Length)[] ranges =
                [.. graph.Parameters.Where(parameter => IsIn(kernel, parameter)).Select(parameter => (plan.Rows[parameter.Name], parameter.Length))];
            double[,] gram = GramMatrix.Of(jacobian, jacobian, ranges, ranges);
            golden[$"gram/{kernel}/batch"].ShouldMatch(gram.Cast<double>().ToArray(), 5e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_of_the_summed_logits_equal_PyTorch(string name, int width)
    {
        GoldenCase golden = File.Value.Cases.Single(item => item.Name == name);
        Graph graph = GoldenNetwork.Build(golden);
        using EngineRun engine = Run(golden, graph, width);
        (float[] gradient, _) = engine.Gradient(Ones(golden), NormGradient.BatchStatistics);
        foreach (Parameter parameter in graph.Parameters) golden["gradient/batch/" + parameter.Name].ShouldMatch(gradient[RangeOf(parameter)], 5e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_and_kernels_under_frozen_statistics_equal_PyTorch(string name, int width)
    {
        GoldenCase golden = File.Value.Cases.Single(item => item.Name == name);
        Graph graph = GoldenNetwork.Build(golden);
        using EngineRun engine = Run(golden, graph, width);
        float[][] rows = engine.GradientPerSample(Ones(golden), NormGradient.FrozenStatistics);
        foreach (Parameter parameter in graph.Parameters) golden["first_row/frozen/" + parameter.Name].ShouldMatch(rows[0][RangeOf(parameter)], 5e-5);
        foreach (string kernel in new[] { "weights", "cells", "all" })
        {
            IEnumerable<Parameter> members = graph.Parameters.Where(parameter => IsIn(kernel, parameter));
            int[] weights = [.. members.SelectMany(parameter => Enumerable.Range(parameter.Offset, parameter.Length))];
            IEnumerable<double> gram = from left in rows from right in rows select weights.Sum(weight => (double)left[weight] * right[weight]);
            golden[$"gram/{kernel}/frozen"].ShouldMatch([.. gram], 5e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tensors_without_gradient_have_exactly_none(string name, int width)
    {
        GoldenCase golden = File.Value.Cases.Single(item => item.Name == name);
        Graph graph = GoldenNetwork.Build(golden);
        using EngineRun engine = Run(golden, graph, width);
        float[][] rows = engine.Jacobian();
        bool IsZero(Parameter parameter) => rows.All(row => Array.TrueForAll(row[RangeOf(parameter)], value => value == 0));
        string[] none = [.. graph.Parameters.Where(IsZero).Select(parameter => parameter.Name)];
        string[] zero = [.. golden.Attributes.GetProperty("zero_gradient").EnumerateArray().Select(item => item.GetString()!)];

        // What the graph does not need is not in it, and has no gradient either.
        none.ShouldBe(zero.Where(tensor => graph.Parameters.Any(parameter => parameter.Name == tensor)), ignoreOrder: true);
    }

    private static EngineRun Run(GoldenCase golden, Graph graph, int width) =>
        new(graph, golden["images"].Shape[0], width, GoldenNetwork.Parameters(graph, golden), golden["images"].BatchInnermost);

    private static float[] Ones(GoldenCase golden) => [.. golden["logits"].Values.Select(_ => 1f)];

    private static Range RangeOf(Parameter parameter) => parameter.Offset..(parameter.Offset + parameter.Length);

    private static bool IsIn(string kernel, Parameter parameter) => kernel switch
    {
        "weights" => parameter.Kind is ParameterKind.Convolution or ParameterKind.Scale or ParameterKind.Linear,
        "cells" => parameter.Name.StartsWith("cell", StringComparison.Ordinal) || parameter.Name.StartsWith("block", StringComparison.Ordinal),
        _ => true,
    };
}
