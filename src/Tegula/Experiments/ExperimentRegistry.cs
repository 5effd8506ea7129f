using System.Collections.Immutable;

namespace Tegula.Experiments;

/// <summary>The one list of experiments: command line, documentation and tests enumerate it.</summary>
public static class ExperimentRegistry
{
    /// <summary>All experiments, in the order of the papers.</summary>
    public static ImmutableArray<Experiment> All { get; } =
    [
        new DagConvergence(),
        new IsometrySimulation(),
        new NnMassAccuracy(),
        new NnMassConvergence(),
        new CellConvergence(),
        new OperationConvergence(),
        new CellLandscape(),
        new CellTheorems(),
    ];

    /// <summary>The experiment with an id.</summary>
    /// <exception cref="ExperimentException">There is none; the message lists all.</exception>
    public static Experiment Get(string id) => All.FirstOrDefault(experiment => experiment.Id == id)
        ?? throw new ExperimentException($"there is no experiment '{id}'; known are {string.Join(", ", All)}");
}
