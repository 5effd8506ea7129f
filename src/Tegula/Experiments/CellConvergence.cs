using System.Collections.Immutable;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Statistics;

namespace Tegula.Experiments;

/// <summary>
/// A published cell and variants with random connections of falling width: the widest and shallowest converges fastest, at every learning rate. Source:
/// 002_18e5d33089871091.txt, Sec. 4.1, Fig. 2 to 4.
/// </summary>
public sealed class CellConvergence : Experiment
{
    /// <inheritdoc/>
    public override string Id => "cell-convergence";

    /// <inheritdoc/>
    public override string Title => "Convergence of the DARTS cell and of ever narrower and deeper variants";

    /// <inheritdoc/>
    public override string Source => "002_18e5d33089871091.txt, Fig. 3 and 4";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = CellTrainings.Quick;

    /// <inheritdoc/>
    public override ExperimentSettings Paper { get; } = CellTrainings.Paper with { LearningRates = [0.025, 0.0025, 0.25] };

    /// <inheritdoc/>
    public override string BuiltInData => "synthetic";

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => ["cifar10"];

    /// <inheritdoc/>
    public override void Check(ExperimentRequest request)
    {
        base.Check(request);
        FallingVariants.Of(CellTrainings.Original, request.Settings.Variants!.Value, request.Seed);
    }

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        ExperimentSettings settings = request.Settings;
        ExperimentData data = request.RequiredData.First(settings.Images!.Value, settings.TestImages!.Value);
        ImmutableArray<NamedCell> cells = FallingVariants.Of(CellTrainings.Original, settings.Variants!.Value, request.Seed);
        PlannedTraining[] plans = [.. settings.LearningRates.SelectMany(rate => CellTrainings.Plan(cells, settings, data, rate))];
        IReadOnlyList<FinishedTraining> trainings = TrainingGrid.Run(request with { Data = data }, plans, token);
        return Report(settings, data, cells, [.. trainings.GroupBy(training => training.Plan.Options.LearningRate)]);
    }

    private static ExperimentResult Report(
        ExperimentSettings settings, ExperimentData data, ImmutableArray<NamedCell> cells, ImmutableArray<IGrouping<double, FinishedTraining>> rates)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var summary = new List<ImmutableArray<object?>>();
        var rows = new List<ImmutableArray<object?>>();
        var panels = new List<CurvePanel>();
        foreach (IGrouping<double, FinishedTraining> rate in rates)
        {
            ILookup<string, FinishedTraining> series = rate.ToLookup(training => training.Plan.Series, StringComparer.Ordinal);
            MeanAndDeviation[] accuracies = [.. cells.Select(cell => CellTrainings.Accuracy(series[cell.Caption], settings, data))];
            findings.AddRange(Findings(cells, rate.Key, accuracies));
            foreach ((NamedCell cell, MeanAndDeviation accuracy) in cells.Zip(accuracies))
            {
                int diverged = series[cell.Caption].Count(training => training.Result.Status == Training.TrainingStatus.Diverged);
                double last = TrainingCurves.Mean(series[cell.Caption], epoch => epoch.HeldOutAccuracy)[^1].Mean;
                double loss = TrainingCurves.Mean(series[cell.Caption], epoch => epoch.HeldOutLoss)[^1].Mean;
                summary.Add(
                    [rate.Key, cell.Id, cell.Shape.Width, cell.Shape.Depth, accuracy.Mean, accuracy.Sd, last, loss, diverged, cell.Genotype.ToString()]);
            }

            rows.AddRange(TrainingCurves.Rows([.. rate]).Select(row => row.Insert(0, rate.Key)));
            string name = rate.Key.ToString(CultureInfo.InvariantCulture);
            panels.Add(new CurvePanel($"rate {name}", "epoch", "test accuracy, %", TrainingCurves.Of([.. rate], epoch => epoch.HeldOutAccuracy)));
            panels.Add(new CurvePanel($"rate {name}", "epoch", "test loss", TrainingCurves.Of([.. rate], epoch => epoch.HeldOutLoss)));
            panels.Add(new CurvePanel($"rate {name}", "epoch", "training loss", TrainingCurves.Of([.. rate], epoch => epoch.Loss)));
        }

        string drawing = CurvePanelsSvg.Write(
            panels,
            "Convergence of the DARTS cell and its variants",
            $"{data.Train.Id}, {data.Train.Count:N0} images, {settings.Channels} channels, {settings.Cells} cells; "
                + $"width and depth of the normal cell in brackets; mean and standard deviation over {settings.Seeds} seeds");
        return new ExperimentResult(
            findings.ToImmutable(),
            ResultTable.Of(
                [
                    "learningRate", "cell", "width", "depth", "meanTestAccuracy", "meanTestAccuracySd", "lastTestAccuracy", "lastTestLoss", "diverged",
                    "genotype",
                ],
                summary),
            ResultTable.Of(TrainingCurves.Columns.Insert(0, "learningRate"), rows),
            [new("curves", drawing)]);
    }

    private static IEnumerable<Finding> Findings(ImmutableArray<NamedCell> cells, double rate, MeanAndDeviation[] accuracies)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"at rate {rate}, mean test accuracy over the epochs");
        string measured = string.Join(", ", cells.Zip(accuracies).Select(pair => $"{pair.First.Caption} {Words.Percent(pair.Second)}"));
        yield return new Finding(
            "the widest and shallowest cell converges fastest",
            "Fig. 3 and 4: the DARTS cell is fastest at every learning rate",
            $"{where}: {measured}",
            accuracies.Skip(1).All(variant => accuracies[0].Mean > variant.Mean));
        double? rho = SpearmanCorrelation.Rho([.. cells.Select(cell => cell.Shape.Width)], [.. accuracies.Select(accuracy => accuracy.Mean)]);
        yield return new Finding(
            "the wider the cell, the faster the convergence",
            "Fig. 3: faster from C4 to C1",
            $"{where}: rank correlation with the width {(rho is { } number ? Words.Number(number) : "none")}",
            rho > 0.5);
    }
}
