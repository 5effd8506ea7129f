namespace Tegula.Indicators.Baselines;

/// <summary>An indicator that looks at one random initialisation of a network. A new one is a small class that says what it needs to see.</summary>
public interface INetworkIndicator
{
    /// <summary>Stable id, as on the command line.</summary>
    string Id { get; }

    /// <summary>What it needs to see.</summary>
    NetworkViews Views { get; }

    /// <summary>The indicator's value.</summary>
    /// <param name="observation">One initialisation, with at least <see cref="Views"/>.</param>
    /// <returns>The value with status ok, or the reason why there is none.</returns>
    (double Value, IndicatorStatus Status) Of(NetworkObservation observation);
}
