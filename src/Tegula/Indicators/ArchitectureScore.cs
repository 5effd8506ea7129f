namespace Tegula.Indicators;

/// <summary>All indicators measured for one architecture.</summary>
/// <param name="Architecture">The architecture as text, as the caller wrote it.</param>
/// <param name="Indicators">Indicator id (<c>kappa</c>, <c>regions</c>, <c>mse</c> ...) to its value, in the order requested.</param>
/// <param name="Seconds">Wall time of the measurement; 0 when it came from a cache.</param>
public sealed record ArchitectureScore(string Architecture, IReadOnlyDictionary<string, IndicatorValue> Indicators, double Seconds)
{
    /// <summary>True when at least one indicator could not be measured; such an architecture ranks last.</summary>
    public bool HasFailed => Indicators.Values.Any(value => !value.IsOk);
}
