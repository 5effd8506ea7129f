namespace Tegula.Indicators;

/// <summary>How indicators are measured. The defaults are those of the published search.</summary>
public sealed record IndicatorOptions
{
    /// <summary>Images in a minibatch where nothing else is asked for.</summary>
    public const int DefaultBatchSize = 64;

    /// <summary>Random initialisations that are averaged over where nothing else is asked for.</summary>
    public const int DefaultRepeats = 3;

    /// <summary>Exact or approximate tangent kernels.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.Reference;

    /// <summary>
    /// Random initialisations to average over, at least 1. Null for each indicator's own: 1 for <see cref="TrainedAccuracy"/>, <see cref="DefaultRepeats"/> for
    /// all others.
    /// </summary>
    public int? Repeats { get; init; }

    /// <summary>
    /// Images in the minibatch, at least 2; a held-out or second batch has as many. Null for <see cref="DefaultBatchSize"/>.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>How large the network is that the baseline indicators look at.</summary>
    public NetworkScale Network { get; init; } = NetworkScale.Small;

    /// <summary>Decides weights, minibatches and crops, and nothing else does.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ids of the indicators to measure.</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [NtkConditionNumber.Id, LinearRegions.Id, KernelRegression.Id];

    /// <summary>Which weights the regression's kernel sums over.</summary>
    public RegressionKernel RegressionKernel { get; init; } = RegressionKernel.Cells;

    /// <summary>Epochs of truncated training, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Threads, at least 1; 0 takes one per processor. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Images in a minibatch, null resolved.</summary>
    internal int ResolvedBatchSize => BatchSize ?? DefaultBatchSize;

    /// <summary>Initialisations of all indicators but truncated training, null resolved.</summary>
    internal int ResolvedRepeats => Repeats ?? DefaultRepeats;
}
