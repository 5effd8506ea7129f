namespace Tegula.Indicators.Baselines;

/// <summary>
/// Fisher pruning's saliency of whole channels: the sum over the convolutions' channels of half the mean over the samples of the squared derivative of the
/// loss by a factor in front of the channel; from 0, higher is better (Theis et al., 2018; summed over a network by Abdelfattah et al., ICLR 2021, reference 3
/// of 003_fe8fa0e5c804e1de.txt).
/// </summary>
/// <remarks>
/// Left out are the classifier and convolutions whose output only a sum or a concatenation reads: the shortcuts of NAS-Bench-201's residual blocks, and
/// the halves of DARTS' factorised reductions.
/// </remarks>
public sealed class Fisher : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "fisher";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.ChannelSaliencies;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double total = 0;
        foreach (float[] layer in observation.ChannelSaliencies!)
        {
            double squares = 0;
            foreach (float value in layer) squares += (double)value * value;
            total += squares;
        }

        return (total / (2 * observation.Samples), IndicatorStatus.Ok);
    }
}
