using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>A finished training as it is remembered: all but its weights, which few experiments need and which may be large.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Epochs">Its epochs.</param>
/// <param name="BestEpoch">The epoch that its weights are from, under a patience.</param>
/// <param name="Divergence">Where it diverged; null where it did not.</param>
internal sealed record TrainingPart(TrainingStatus Status, IReadOnlyList<EpochResult> Epochs, int? BestEpoch, Divergence? Divergence);
