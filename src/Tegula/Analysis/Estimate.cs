using Tegula.Statistics;

namespace Tegula.Analysis;

/// <summary>A statistic of a sample with what resampling says of its uncertainty.</summary>
/// <param name="Value">The statistic of the sample.</param>
/// <param name="Interval">Its percentile interval over resamples of the sample's rows.</param>
public sealed record Estimate(double Value, BootstrapInterval Interval);
