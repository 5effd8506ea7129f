using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>One training of an experiment, and what came of it.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Result">What it saw; with status diverged where it was given up. Its weights are there only where the grid was asked for them.</param>
internal sealed record FinishedTraining(PlannedTraining Plan, TrainingResult Result)
{
    /// <summary>A number of every epoch; NaN from where the training was given up.</summary>
    /// <param name="number">What to read from an epoch.</param>
    public double[] Curve(Func<EpochResult, double?> number) =>
        [.. Enumerable.Range(0, Plan.Options.Epochs).Select(epoch => epoch < Result.Epochs.Count ? number(Result.Epochs[epoch]) ?? double.NaN : double.NaN)];
}
