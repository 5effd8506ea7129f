namespace Tegula.Indicators.Baselines;

/// <summary>Two near images from the standard normal, seen by a network whose weights are from it, too.</summary>
/// <param name="Distance">Mean over the pairs of the sum of the absolute differences of the features in front of the last pooling.</param>
/// <param name="Variances">Per batch norm, the mean over its channels of the variance that it divides by.</param>
public sealed record GaussianPair(double Distance, IReadOnlyList<double> Variances);
