using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>The compiled passes of one cell's network, shared by all repeats: only the weights differ between them.</summary>
internal sealed class TangentKernelPlans
{
    private readonly Parameter[] _condition;
    private readonly Parameter[] _regression;

    private TangentKernelPlans(Graph graph, TegOptions options)
    {
        Graph = graph;
        _condition = options.Indicators.Contains(NtkConditionNumber.Id) ? [.. graph.Parameters.Where(IsWeight)] : [];
        _regression = options.Indicators.Contains(KernelRegression.Id) ? [.. graph.Parameters.Where(parameter => IsIn(options.RegressionKernel, parameter))] : [];
        var forward = ForwardPlan.Compile(graph, options.BatchSize, keepsActivations: true);
        Train = new TangentBackward(forward, options.Fidelity, parameter => _condition.Contains(parameter) || _regression.Contains(parameter));
        HeldOut = _regression.Length == 0 ? null : new TangentBackward(forward, options.Fidelity, _regression.Contains);
    }

    /// <summary>The network.</summary>
    public Graph Graph { get; }

    /// <summary>Rows of the training batch.</summary>
    public TangentBackward Train { get; }

    /// <summary>Rows of the held-out batch; null when the regression is not asked for.</summary>
    public TangentBackward? HeldOut { get; }

    /// <summary>Compiles a cell's network for the indicators that are asked for.</summary>
    public static TangentKernelPlans Compile(CellComputation cell, NasBench201Skeleton skeleton, TegOptions options) =>
        new(NasBench201Network.Build(cell, skeleton), options);

    /// <summary>The kernels of one initialisation.</summary>
    /// <param name="jacobians">Rows of the training batch and, for the regression, of the held-out batch.</param>
    public TangentKernels Kernels(ReadOnlySpan<Jacobian> jacobians)
    {
        Jacobian train = jacobians[0];
        double[,]? condition = _condition.Length == 0 ? null : GramMatrix.Symmetric(train, Train.Ranges(_condition));
        if (HeldOut is null) return new TangentKernels(condition, null, null);
        (int First, int Length)[] ranges = Train.Ranges(_regression);
        return new TangentKernels(condition, GramMatrix.Symmetric(train, ranges), GramMatrix.Of(jacobians[1], train, HeldOut.Ranges(_regression), ranges));
    }

    // What published code calls weight: convolutions, scales, the classifier; no biases and shifts.
    private static bool IsWeight(Parameter parameter) => parameter.Kind is ParameterKind.Convolution or ParameterKind.Scale or ParameterKind.Linear;

    private static bool IsIn(RegressionKernel kernel, Parameter parameter) => kernel switch
    {
        RegressionKernel.Cells => parameter.Name.StartsWith(NasBench201Network.CellPrefix, StringComparison.Ordinal)
            || parameter.Name.StartsWith(NasBench201Network.BlockPrefix, StringComparison.Ordinal),
        RegressionKernel.LastLayer => parameter.Kind == ParameterKind.Linear,
        _ => true,
    };
}
