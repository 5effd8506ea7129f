using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>One training of an experiment.</summary>
/// <param name="Series">What it is a repeat of: the curve that it belongs to.</param>
/// <param name="Repeat">Which repeat, from 0: weights and order of the images are those of this repeat.</param>
/// <param name="Network">The network.</param>
/// <param name="Options">How it is trained.</param>
internal sealed record PlannedTraining(string Series, int Repeat, PlannedNetwork Network, TrainingOptions Options)
{
    /// <summary>The weights that it starts from.</summary>
    public WeightScheme Scheme { get; init; } = WeightScheme.KaimingNormal;

    /// <summary>Its network as a graph.</summary>
    public Graph Graph => Network.Graph;

    /// <summary>What is trained on what and how; reads all images.</summary>
    /// <param name="data">Images to train and to test on.</param>
    /// <param name="seed">Seed of the experiment.</param>
    public TrainingSetup Setup(ExperimentData data, ulong seed) =>
        TrainingSetup.Of(Network.Architecture.ToString()!, Network.Options, data.Train, data.Test, Seeded(seed), Scheme);

    /// <summary>How it is trained under a seed.</summary>
    /// <param name="seed">Seed of the experiment.</param>
    public TrainingOptions Seeded(ulong seed) => Options with { Seed = seed, Repeat = Repeat };
}

/// <summary>A network of an experiment, and what it was made of.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Options">What it leaves open.</param>
/// <param name="Graph">The network.</param>
internal sealed record PlannedNetwork(IArchitecture Architecture, NetworkOptions Options, Graph Graph)
{
    /// <summary>The network of an architecture for some data.</summary>
    public static PlannedNetwork Of(IArchitecture architecture, ImageDataset data, NetworkOptions options) =>
        new(architecture, options, ArchitectureNetwork.Build(architecture, data.Shape, data.ClassCount, options));
}
