using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;

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
            golden["first_row/batch/" + parameter.Name].ShouldMatch([.. Enumerable.Range(plan.Rows[parameter.Name], parameter.Length).Select(weight => jacobian[0, weight])], 5e-5);
        }

        foreach (string kernel in new[] { "weights", "cells", "all" })
        {
            (int First, int Length)[] ranges = [.. graph.Parameters.Where(parameter => IsIn(kernel, parameter)).Select(parameter => (plan.Rows[parameter.Name], parameter.Length))];
            double[,] gram = GramMatrix.Of(jacobian, jacobian, ranges, ranges);
            golden[$"gram/{kernel}/batch"].ShouldMatch(gram.Cast<double>().ToArray(), 5e-6);
        }
    }

    private static bool IsIn(string kernel, Parameter parameter) => kernel switch
    {
        "weights" => parameter.Kind is ParameterKind.Convolution or ParameterKind.Scale or ParameterKind.Linear,
        "cells" => parameter.Name.StartsWith("cell", StringComparison.Ordinal) || parameter.Name.StartsWith("block", StringComparison.Ordinal),
        _ => true,
    };
}
