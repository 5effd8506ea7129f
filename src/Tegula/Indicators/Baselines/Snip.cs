namespace Tegula.Indicators.Baselines;

/// <summary>
/// Connection sensitivity: the sum over all weights of |weight times gradient of the loss|; from 0, higher is better (SNIP, Lee et al., ICLR 2019; summed
/// over a network by Abdelfattah et al., ICLR 2021, reference 3 of 003_fe8fa0e5c804e1de.txt).
/// </summary>
public sealed class Snip : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "snip";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.Gradient;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double total = 0;
        foreach (var tensor in observation.WeightTensors)
        {
            ReadOnlySpan<float> weights = observation.WeightsOf(tensor);
            ReadOnlySpan<float> gradient = observation.Gradient!.Of(tensor);
            for (int i = 0; i < weights.Length; i++) total += Math.Abs((double)weights[i] * gradient[i]);
        }

        return (total, IndicatorStatus.Ok);
    }
}
