namespace Tegula.Indicators;

/// <summary>One indicator of one architecture: the mean and the spread over its repeats.</summary>
/// <param name="Value">
/// Mean over the repeats that succeeded, of a ratio the geometric one; null unless <paramref name="Status"/> is <see cref="IndicatorStatus.Ok"/>.
/// </param>
/// <param name="Sd">
/// Sample standard deviation of the repeats around their plain mean (0 with one repeat); null unless <paramref name="Status"/> is
/// <see cref="IndicatorStatus.Ok"/>.
/// </param>
/// <param name="Status">Whether the value exists.</param>
public sealed record IndicatorValue(double? Value, double? Sd, IndicatorStatus Status)
{
    /// <summary>True when <see cref="Value"/> exists.</summary>
    public bool IsOk => Status == IndicatorStatus.Ok;

    /// <summary>An indicator that could not be measured.</summary>
    public static IndicatorValue Failed(IndicatorStatus status) => new(null, null, status);
}
