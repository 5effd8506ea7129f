using Tegula.Indicators;
using Tegula.Indicators.Baselines;

namespace OwnIndicator;

/// <summary>How evenly the first step reaches the layers: the smallest mean square of a layer's gradient by the largest one, from 0 to 1.</summary>
internal sealed class GradientBalance : INetworkIndicator
{
    public string Id => "gradient-balance";

    public NetworkViews Views => NetworkViews.Gradient;

    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double least = double.MaxValue, most = 0;
        foreach (var tensor in observation.WeightTensors)
        {
            double squares = 0;
            foreach (float value in observation.Gradient!.Of(tensor))
                squares += (double)value * value;
            least = Math.Min(least, squares / tensor.Length);
            most = Math.Max(most, squares / tensor.Length);
        }

        return most > 0 ? (least / most, IndicatorStatus.Ok) : (0, IndicatorStatus.NotFinite);
    }
}
