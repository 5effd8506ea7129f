using System.Collections.Immutable;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Experiments;

/// <summary>
/// A published cell and variants with the same connections and random operations: they converge alike, unlike a variant with the narrowest connections.
/// Source: 002_18e5d33089871091.txt, Sec. 4.1, Fig. 5.
/// </summary>
public sealed class OperationConvergence : Experiment
{
    /// <inheritdoc/>
    public override string Id => "operation-convergence";

    /// <inheritdoc/>
    public override string Title => "Convergence of the DARTS cell and of variants with random operations";

    /// <inheritdoc/>
    public override string Source => "002_18e5d33089871091.txt, Fig. 5";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = CellTrainings.Quick with { Variants = 4 };

    /// <inheritdoc/>
    public override ExperimentSettings Paper { get; } = CellTrainings.Paper with { Variants = 10 };

    /// <inheritdoc/>
    public override string BuiltInData => "synthetic";

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => ["cifar10"];

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        ExperimentSettings settings = request.Settings;
        ExperimentData data = request.RequiredData.First(settings.Images!.Value, settings.TestImages!.Value);
        PublishedCell original = CellTrainings.Original;
        ImmutableArray<NamedCell> cells =
        [
            new NamedCell(original.Id, original.Genotype, CellShape.Of(original.Genotype.ToGraph())!),
            .. Enumerable.Range(0, settings.Variants!.Value).Select(index => Variant(original, request.Seed, index)),
            FallingVariants.Narrowest(original, request.Seed),
        ];
        IReadOnlyList<PlannedTraining> plans = CellTrainings.Plan(cells, settings, data, settings.LearningRates[0]);
        return Report(settings, data, cells, TrainingGrid.Run(request with { Data = data }, plans, token));
    }

    private static NamedCell Variant(PublishedCell original, ulong seed, int index)
    {
        DartsGenotype genotype = CellVariants.RandomOperations(original.Genotype, DartsOperations.Candidates, seed, index);
        return new NamedCell($"operations {index + 1}", genotype, CellShape.Of(genotype.ToGraph())!);
    }

    private static ExperimentResult Report(
        ExperimentSettings settings, ExperimentData data, ImmutableArray<NamedCell> cells, IReadOnlyList<FinishedTraining> trainings)
    {
        ILookup<string, FinishedTraining> series = trainings.ToLookup(training => training.Plan.Series, StringComparer.Ordinal);
        MeanAndDeviation[] accuracies = [.. cells.Select(cell => CellTrainings.Accuracy(series[cell.Caption], settings, data))];
        double[] gaps = [.. accuracies.Skip(1).Select(cell => Math.Abs(cell.Mean - accuracies[0].Mean))];
        double narrow = accuracies[0].Mean - accuracies[^1].Mean;
        double largest = gaps.SkipLast(1).Max();
        var finding = new Finding(
            "variants of operations converge alike, unlike variants of connections",
            "Fig. 5: all variants nearly as the original",
            $"mean test accuracy over the epochs: original {Words.Percent(accuracies[0])}; "
                + $"variants of operations differ by {string.Join(", ", gaps.SkipLast(1).Select(Words.Number))} points; "
                + $"the narrowest connections lose {Words.Number(narrow)}",
            largest < narrow);
        ResultTable summary = ResultTable.Of(
            ["cell", "width", "depth", "params", "meanTestAccuracy", "meanTestAccuracySd", "lastTestAccuracy", "genotype"],
            cells.Zip(accuracies).Select(pair => ImmutableArray.Create<object?>(
                pair.First.Id,
                pair.First.Shape.Width,
                pair.First.Shape.Depth,
                series[pair.First.Caption].First().Plan.Graph.ParameterLength,
                pair.Second.Mean,
                pair.Second.Sd,
                TrainingCurves.Mean(series[pair.First.Caption], epoch => epoch.HeldOutAccuracy)[^1].Mean,
                pair.First.Genotype.ToString())));
        string drawing = CurvePanelsSvg.Write(
            [
                new CurvePanel("on test images", "epoch", "test accuracy, %", TrainingCurves.Of(trainings, epoch => epoch.HeldOutAccuracy)),
                new CurvePanel("while training", "epoch", "training loss", TrainingCurves.Of(trainings, epoch => epoch.Loss)),
            ],
            "Convergence of the DARTS cell and variants of its operations",
            $"{data.Train.Id}, {data.Train.Count:N0} images, {settings.Channels} channels, {settings.Cells} cells, "
                + $"mean and standard deviation over {settings.Seeds} seeds");
        return new ExperimentResult([finding], summary, ResultTable.Of(TrainingCurves.Columns, TrainingCurves.Rows(trainings)), [new("curves", drawing)]);
    }
}
