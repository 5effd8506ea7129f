namespace Tegula.Indicators.Baselines;

/// <summary>
/// Expressivity as the number of different patterns of states that the rectifiers show over a few samples; from 1, higher is better (SWAP, Peng et al., ICLR
/// 2024, without its regularisation by the number of parameters).
/// </summary>
public sealed class Swap : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "swap";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.UnitPatterns;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        return (observation.UnitPatterns!.Value, IndicatorStatus.Ok);
    }
}
