using Tegula.Compute;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Inverse coefficient of variation of the gradients: the sum over the weight tensors of log(sum over the weights of the mean of |gradient| / the deviation
/// of the gradient, over two minibatches); any number, higher is better (ZiCo, Li et al., ICLR 2023). A weight whose gradients are equal takes no part, nor
/// does a tensor without others.
/// </summary>
public sealed class Zico : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "zico";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.Gradient | NetworkViews.SecondGradient;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double total = 0;
        foreach (var tensor in observation.WeightTensors)
        {
            ReadOnlySpan<float> first = observation.Gradient!.Of(tensor);
            ReadOnlySpan<float> second = observation.SecondGradient!.Of(tensor);
            double ratios = 0;
            for (int i = 0; i < first.Length; i++)
            {
                // Mean of two magnitudes over the population deviation of two numbers.
                double distance = Math.Abs((double)first[i] - second[i]);
                if (distance > 0) ratios += (Math.Abs((double)first[i]) + Math.Abs((double)second[i])) / distance;
            }

            if (ratios > 0) total += DeterministicMath.Log(ratios);
        }

        return (total, IndicatorStatus.Ok);
    }
}
