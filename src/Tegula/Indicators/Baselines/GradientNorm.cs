namespace Tegula.Indicators.Baselines;

/// <summary>
/// Trainability as the size of the first step: the sum over the weight tensors of the Euclidean norm of the loss's gradient; from 0, higher is better
/// (grad-norm in Abdelfattah et al., ICLR 2021, reference 3 of 003_fe8fa0e5c804e1de.txt).
/// </summary>
public sealed class GradientNorm : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "grad-norm";

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
            double squares = 0;
            foreach (float value in observation.Gradient!.Of(tensor)) squares += (double)value * value;
            total += Math.Sqrt(squares);
        }

        return (total, IndicatorStatus.Ok);
    }
}
