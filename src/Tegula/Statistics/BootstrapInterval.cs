namespace Tegula.Statistics;

/// <summary>An interval that a statistic's values over resamples fall into with a stated share.</summary>
/// <param name="Low">Lower end, in the unit of the statistic.</param>
/// <param name="High">Upper end.</param>
public sealed record BootstrapInterval(double Low, double High)
{
    /// <summary>Whether a value lies within, the ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
