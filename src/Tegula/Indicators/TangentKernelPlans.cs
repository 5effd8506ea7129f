using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>The compiled passes of one network, shared by all repeats: only the weights differ between them.</summary>
internal sealed class TangentKernelPlans
{
    private readonly Parameter[] _shared;
    private readonly Parameter[] _conditionOnly;
    private readonly Parameter[] _regressionOnly;

    private TangentKernelPlans(Graph graph, IndicatorOptions options)
    {
        Graph = graph;
        // Split alike whatever is asked for, so that a kernel's sum has one order and its last bit does not depend on the other indicator.
        Parameter[] condition = [.. graph.Parameters.Where(IsWeight)];
        Parameter[] regression = [.. graph.Parameters.Where(parameter => IsIn(options.RegressionKernel, parameter))];
        _shared = [.. condition.Intersect(regression)];
        _conditionOnly = [.. condition.Except(regression)];
        _regressionOnly = [.. regression.Except(condition)];
        MeasuresCondition = options.Indicators.Contains(NtkConditionNumber.Id);
        bool measuresRegression = options.Indicators.Contains(KernelRegression.Id);
        var forward = ForwardPlan.Compile(graph, options.ResolvedBatchSize, keepsActivations: true);
        Train = new TangentBackward(forward, options.Fidelity, parameter =>
            (MeasuresCondition && condition.Contains(parameter)) || (measuresRegression && regression.Contains(parameter)));
        HeldOut = !measuresRegression ? null : new TangentBackward(forward, options.Fidelity, regression.Contains);
    }

    /// <summary>The network.</summary>
    public Graph Graph { get; }

    /// <summary>Whether the condition number is asked for.</summary>
    public bool MeasuresCondition { get; }

    /// <summary>Rows of the training batch.</summary>
    public TangentBackward Train { get; }

    /// <summary>Rows of the held-out batch; null when the regression is not asked for.</summary>
    public TangentBackward? HeldOut { get; }

    /// <summary>Compiles a network for the indicators that are asked for.</summary>
    public static TangentKernelPlans Compile(Graph network, IndicatorOptions options) => new(network, options);

    /// <summary>The kernels of one initialisation.</summary>
    /// <param name="jacobians">Rows of the training batch and, for the regression, of the held-out batch.</param>
    public TangentKernels Kernels(ReadOnlySpan<Jacobian> jacobians)
    {
        Jacobian train = jacobians[0];
        double[,] shared = GramMatrix.Symmetric(train, Train.Ranges(_shared));
        double[,]? condition = MeasuresCondition ? Sum(shared, GramMatrix.Symmetric(train, Train.Ranges(_conditionOnly))) : null;
        if (HeldOut is null) return new TangentKernels(condition, null, null);
        Parameter[] regression = [.. _shared, .. _regressionOnly];
        return new TangentKernels(
            condition,
            Sum(shared, GramMatrix.Symmetric(train, Train.Ranges(_regressionOnly))),
            GramMatrix.Of(jacobians[1], train, HeldOut.Ranges(regression), Train.Ranges(regression)));
    }

    private static double[,] Sum(double[,] left, double[,] right)
    {
        var sum = new double[left.GetLength(0), left.GetLength(1)];
        for (int i = 0; i < sum.GetLength(0); i++)
        {
            for (int k = 0; k < sum.GetLength(1); k++) sum[i, k] = left[i, k] + right[i, k];
        }

        return sum;
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
