using Tegula.Compute;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Synaptic flow: the natural logarithm of the sum over all weights of weight times derivative of the sum of the outputs, for the magnitudes of the weights, an
/// image of ones and no batch norm; any number, higher is better (SynFlow, reference 22 of 003_fe8fa0e5c804e1de.txt; summed over a network by its reference 3).
/// The logarithm keeps the order and, unlike the sum, stays within the range of numbers.
/// </summary>
public sealed class SynFlow : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "synflow";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.SynapticFlow;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double total = observation.SynapticFlow!.Flows.Sum();
        return total > 0 && double.IsFinite(total)
            ? (DeterministicMath.Log(total) - observation.SynapticFlow.LogScale, IndicatorStatus.Ok)
            : (0, IndicatorStatus.NotFinite);
    }
}
