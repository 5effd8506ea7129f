using Tegula.Compute.Plans;

namespace Tegula.Training;

/// <summary>A trained network.</summary>
/// <param name="Status">How the training ended.</param>
/// <param name="Weights">Flat parameters in the graph's order; of use only if the training completed.</param>
/// <param name="Statistics">Running statistics of the batch norms, for evaluation.</param>
/// <param name="Epochs">The epochs that were run to their end.</param>
public sealed record TrainingResult(TrainingStatus Status, float[] Weights, BatchNormStatistics Statistics, IReadOnlyList<EpochResult> Epochs);
