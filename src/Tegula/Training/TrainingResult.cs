using Tegula.Compute.Plans;

namespace Tegula.Training;

/// <summary>A trained network.</summary>
/// <param name="Status">How the training ended.</param>
/// <param name="Weights">Flat parameters in the graph's order, under a patience those of the best epoch; of use only if the training did not diverge.</param>
/// <param name="Statistics">Running statistics of the batch norms that belong to the weights, for evaluation.</param>
/// <param name="Epochs">The epochs that were run to their end.</param>
public sealed record TrainingResult(TrainingStatus Status, float[] Weights, BatchNormStatistics Statistics, IReadOnlyList<EpochResult> Epochs)
{
    /// <summary>The epoch, from 1, that the weights are from, under a patience; null where they are those of the last step.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Where the training diverged; null where it did not.</summary>
    public Divergence? Divergence { get; init; }
}
