using Tegula.Compute;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Zen-score: the natural logarithm of the distance of the features of two near Gaussian images, plus, for every batch norm, the logarithm of the deviation
/// that it divides by, so that the norms do not hide how much the network expands; any number, higher is better (Zen-NAS, Lin et al., ICCV 2021).
/// </summary>
/// <remarks>The source removes skip connections first; here the network is looked at as it is.</remarks>
public sealed class Zen : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "zen";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.GaussianPair;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        GaussianPair pair = observation.GaussianPair!;
        double total = DeterministicMath.Log(pair.Distance) + (pair.Variances.Sum(DeterministicMath.Log) / 2);
        return double.IsFinite(total) ? (total, IndicatorStatus.Ok) : (0, IndicatorStatus.NotFinite);
    }
}
