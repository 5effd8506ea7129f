using Tegula.Isometry;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Layerwise dynamical isometry: the mean singular value of the Jacobians of all weight layers, over samples, positions and layers; at least 0, higher is
/// better, as networks of one width are compared there (001_20c8c2cd2fe38226.txt, Definition 2, Proposition 2, Fig. 3(d)).
/// </summary>
/// <remarks>
/// The definition calls singular values close to 1 ideal; the source then relates the larger mean to faster training, below 1 and above. Batch norms divide
/// by what
/// they measure, so that a layer's values say how much of the variance of its output one window explains. See <see cref="LayerJacobians"/>.
/// </remarks>
public sealed class DynamicalIsometry : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "isometry";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.Isometry;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        NetworkIsometry isometry = observation.Isometry!;
        return isometry.IsFinite ? (isometry.MeanSingularValue, IndicatorStatus.Ok) : (0, IndicatorStatus.NotFinite);
    }
}
