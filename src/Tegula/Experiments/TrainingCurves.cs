using System.Collections.Immutable;
using Tegula.Analysis;
using Tegula.Drawing;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>What the trainings of an experiment have in common as rows, as curves with bands, and in words.</summary>
internal static class TrainingCurves
{
    /// <summary>Columns of <see cref="Rows"/>.</summary>
    public static ImmutableArray<string> Columns { get; } =
        ["series", "repeat", "epoch", "loss", "accuracy", "testLoss", "testAccuracy", "status"];

    /// <summary>One row for each epoch of each training.</summary>
    public static IEnumerable<ImmutableArray<object?>> Rows(IReadOnlyList<FinishedTraining> trainings) =>
        from training in trainings
        from epoch in training.Result.Epochs
        select ImmutableArray.Create<object?>(
            training.Plan.Series,
            training.Plan.Repeat,
            epoch.Epoch,
            epoch.Loss,
            epoch.Accuracy,
            epoch.HeldOutLoss,
            epoch.HeldOutAccuracy,
            training.Result.Status == TrainingStatus.Diverged ? "diverged" : "trained");

    /// <summary>Curves with the standard deviation over the repeats as band, one for each series, over the epochs.</summary>
    /// <param name="trainings">In groups by series.</param>
    /// <param name="number">What to read from an epoch.</param>
    public static ImmutableArray<BandCurve> Of(IReadOnlyList<FinishedTraining> trainings, Func<EpochResult, double?> number) =>
    [
        .. trainings.GroupBy(training => training.Plan.Series).Select(series => new BandCurve(
            series.Key, [.. Mean(series, number).Select((spread, epoch) => new BandPoint(epoch + 1, spread.Mean, spread.Sd))])),
    ];

    /// <summary>Mean and standard deviation over the repeats, epoch by epoch; NaN where a repeat was given up.</summary>
    public static IReadOnlyList<MeanAndDeviation> Mean(IEnumerable<FinishedTraining> series, Func<EpochResult, double?> number)
    {
        double[][] curves = [.. series.Select(training => training.Curve(number))];
        return [.. Enumerable.Range(0, curves.Max(curve => curve.Length)).Select(epoch => MeanAndDeviation.Of(curves.Select(curve => curve[epoch]))!)];
    }

    /// <summary>The mean of a curve over its first epochs, or over all: of two alike, the faster training has the higher one.</summary>
    /// <param name="training">The training; epochs after it was given up count as <paramref name="lost"/>.</param>
    /// <param name="number">What to read from an epoch.</param>
    /// <param name="epochs">How many epochs, at least 1.</param>
    /// <param name="lost">What an epoch counts that was not reached.</param>
    public static double MeanOfFirst(FinishedTraining training, Func<EpochResult, double?> number, int epochs, double lost) =>
        training.Curve(number).Take(epochs).Average(value => double.IsFinite(value) ? value : lost);
}
