using Tegula.Compute.Graphs;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>One training of an experiment.</summary>
/// <param name="Series">What it is a repeat of: the curve that it belongs to.</param>
/// <param name="Repeat">Which repeat, from 0: weights and order of the images are those of this repeat.</param>
/// <param name="Graph">The network.</param>
/// <param name="Options">How it is trained.</param>
internal sealed record PlannedTraining(string Series, int Repeat, Graph Graph, TrainingOptions Options)
{
    /// <summary>The weights that it starts from.</summary>
    public WeightScheme Scheme { get; init; } = WeightScheme.KaimingNormal;
}
