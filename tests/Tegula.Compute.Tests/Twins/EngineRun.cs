using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;

namespace Tegula.Compute.Tests.Twins;

/// <summary>One forward pass of the engine on one vector width, and the backward passes after it.</summary>
internal sealed class EngineRun : IDisposable
{
    private readonly LaneKernels _kernels;
    private readonly ForwardPlan _plan;
    private readonly ForwardPass _forward;
    private readonly int _block;

    public EngineRun(
        Graph graph,
        int batch,
        int width,
        float[] parameters,
        float[] images,
        BatchNormMode mode = BatchNormMode.BatchStatistics,
        BatchNormStatistics? given = null,
        float[]? dropPaths = null)
    {
        _kernels = LaneKernels.OfWidth(width);
        _block = Math.Max(8, width);
        _plan = ForwardPlan.Compile(graph, batch, keepsActivations: true);
        _forward = new ForwardPass(_kernels);
        _forward.Run(_plan, parameters, images, mode, given, dropPaths: dropPaths);
    }

    /// <summary>Every vector width, the plain one last.</summary>
    public static int[] Widths => [16, 8, 4, 1];

    /// <summary>(channel, row, column, sample).</summary>
    public float[] Output
    {
        get
        {
            var output = new float[_plan.Graph.Output.Shape.Length * _plan.Batch];
            _forward.ReadOutput(output);
            return output;
        }
    }

    /// <summary>Gradients of sum(cotangent * output): of the selected parameters summed over the batch, and of the input.</summary>
    public (float[] Parameters, float[] Input) Gradient(
        float[] cotangent, NormGradient mode, Func<Parameter, bool>? selects = null, bool usesWinograd = false)
    {
        var plan = GradientPlan.Compile(_plan, selects ?? (_ => true), includesInput: true, usesWinograd);
        using var pass = new GradientPass(_kernels);
        var gradient = new float[plan.RowCount];
        pass.Run(plan, _forward, cotangent, mode, gradient);
        var input = new float[_plan.Graph.Input.Shape.Length * _plan.Batch];
        pass.ReadInputGradient(input);
        return (gradient, input);
    }

    /// <summary>The same of every sample apart: (sample, weight).</summary>
    public float[][] GradientPerSample(float[] cotangent, NormGradient mode, bool usesWinograd = false)
    {
        var plan = GradientPlan.Compile(_plan, _ => true, usesWinograd: usesWinograd);
        using var pass = new GradientPass(_kernels);
        using var jacobian = new Jacobian();
        pass.RunPerSample(plan, _forward, cotangent, mode, jacobian);
        return Rows(jacobian);
    }

    /// <summary>Gradient of every sample's summed output under batch statistics: (sample, selected weight).</summary>
    public float[][] Jacobian(Func<Parameter, bool>? selects = null)
    {
        var plan = JacobianPlan.Compile(_plan, selects ?? (_ => true), _block);
        using var tape = new ForwardTape();
        tape.Record(plan, _forward);
        using var jacobian = new Jacobian();
        jacobian.Resize(_plan.Batch, plan.RowCount, plan.Block);
        using var pass = new JacobianPass(_kernels);
        for (int block = plan.Blocks - 1; block >= 0; block--) pass.Run(tape, block, jacobian);
        return Rows(jacobian);
    }

    public void Dispose() => _forward.Dispose();

    private static float[][] Rows(Jacobian jacobian) =>
        [.. Enumerable.Range(0, jacobian.Samples).Select(sample => Enumerable.Range(0, jacobian.Weights).Select(weight => jacobian[sample, weight]).ToArray())];
}
