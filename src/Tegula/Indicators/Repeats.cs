using Tegula.Compute;

namespace Tegula.Indicators;

/// <summary>Turns the repeats of one indicator into its value.</summary>
internal static class Repeats
{
    /// <summary>
    /// Mean and sample standard deviation of the repeats that succeeded. The architecture counts as failed, with the first failure's status, when
    /// fewer than half of them did.
    /// </summary>
    /// <param name="repeats">Value and status of each repeat.</param>
    /// <param name="isRatio">Takes the geometric mean: ratios scatter by factors, and their plain mean is the largest one's.</param>
    public static IndicatorValue Summarise(IReadOnlyList<(double Value, IndicatorStatus Status)> repeats, bool isRatio = false)
    {
        double[] values = [.. repeats.Where(repeat => repeat.Status == IndicatorStatus.Ok).Select(repeat => repeat.Value)];
        if (values.Length * 2 < repeats.Count || values.Length == 0)
            return IndicatorValue.Failed(repeats.First(repeat => repeat.Status != IndicatorStatus.Ok).Status);
        double mean = values.Sum() / values.Length;
        double centre = isRatio ? DeterministicMath.Exp(values.Sum(DeterministicMath.Log) / values.Length) : mean;
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new IndicatorValue(centre, values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0, IndicatorStatus.Ok);
    }
}
