using Tegula.Datasets;

namespace Tegula.Experiments;

/// <summary>What an experiment runs on.</summary>
/// <param name="Settings">Its size.</param>
public sealed record ExperimentRequest(ExperimentSettings Settings)
{
    /// <summary>Samples to train on and to test on; null where the experiment needs none.</summary>
    public ExperimentData? Data { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1; without influence on the numbers.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told how many of how many steps are done; may be null, and may be called from any thread.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Where finished parts are kept and taken from; null to compute everything. Without influence on the numbers.</summary>
    public IExperimentMemory? Memory { get; init; }

    /// <summary>The samples.</summary>
    /// <exception cref="ExperimentException">There are none.</exception>
    internal ExperimentData RequiredData =>
        Data ?? throw new ExperimentException("this experiment trains networks and needs data");
}
