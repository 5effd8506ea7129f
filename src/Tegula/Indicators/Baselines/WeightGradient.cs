using Tegula.Compute.Graphs;

namespace Tegula.Indicators.Baselines;

/// <summary>One gradient of all weights.</summary>
/// <param name="values">All tensors one after the other.</param>
/// <param name="rows">First value of each tensor, by name.</param>
public sealed class WeightGradient(float[] values, IReadOnlyDictionary<string, int> rows)
{
    /// <summary>The gradient of one tensor, as long as the tensor.</summary>
    public ReadOnlySpan<float> Of(Parameter parameter) => values.AsSpan(rows[parameter.Name], parameter.Length);
}
