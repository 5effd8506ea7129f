using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Indicators;

/// <summary>The compiled backward pass that gives one row of the Jacobian per sample: exact, or with frozen statistics.</summary>
internal sealed class TangentBackward
{
    /// <summary>Compiles for a forward plan that keeps its activations.</summary>
    public TangentBackward(ForwardPlan forward, Fidelity fidelity, Func<Parameter, bool> selects)
    {
        Forward = forward;
        Exact = fidelity == Fidelity.Reference ? JacobianPlan.Compile(forward, selects) : null;
        Frozen = fidelity == Fidelity.Fast ? GradientPlan.Compile(forward, selects) : null;
    }

    /// <summary>The forward pass.</summary>
    public ForwardPlan Forward { get; }

    /// <summary>The exact pass; null at the fast fidelity.</summary>
    public JacobianPlan? Exact { get; }

    /// <summary>The pass with frozen statistics; null at the reference fidelity.</summary>
    public GradientPlan? Frozen { get; }

    /// <summary>Where parameters lie in a row: (first, length).</summary>
    public (int First, int Length)[] Ranges(IEnumerable<Parameter> parameters)
    {
        IReadOnlyDictionary<string, int> rows = Exact?.Rows ?? Frozen!.Rows;
        return [.. parameters.Select(parameter => (rows[parameter.Name], parameter.Length))];
    }
}
