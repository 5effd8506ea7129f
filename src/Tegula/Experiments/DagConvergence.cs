using System.Collections.Immutable;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>
/// Three ways to connect three layers, trained alike: the order in which their training accuracy rises is that of the bounds on the smallest eigenvalue of
/// their NNGP kernels. Source: 000_47980149b45a68e2.txt, Sec. 3.3 and 5.1, Fig. 4.
/// </summary>
public sealed class DagConvergence : Experiment
{
    private static readonly ImmutableArray<(string Name, string Code)> Dags = [("DAG#1", "2_02_002"), ("DAG#2", "1_01_222"), ("DAG#3", "2_21_112")];

    /// <inheritdoc/>
    public override string Id => "dag-convergence";

    /// <inheritdoc/>
    public override string Title => "Training accuracy of DAG#1, #2 and #3: sequential, parallel and mixed connections";

    /// <inheritdoc/>
    public override string Source => "000_47980149b45a68e2.txt, Fig. 4";

    /// <summary>A few hundred steps in place of tens of thousands, at a hundred times the rate in the paper.</summary>
    public override ExperimentSettings Quick { get; } =
        new() { Seeds = 3, Epochs = 8, Images = 4_000, TestImages = 500, Batch = 128, Width = 1_024, LearningRates = [1e-3] };

    /// <inheritdoc/>
    public override ExperimentSettings Paper { get; } =
        new() { Seeds = 3, Epochs = 100, Images = 0, TestImages = 0, Batch = 128, Width = 1_024, LearningRates = [1e-5] };

    /// <inheritdoc/>
    public override string BuiltInData => "synthetic";

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => ["mnist", "cifar10"];

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        ExperimentSettings settings = request.Settings;
        ExperimentData data = request.RequiredData.First(settings.Images!.Value, settings.TestImages!.Value);
        var options = new TrainingOptions
        {
            Epochs = settings.Epochs!.Value,
            BatchSize = settings.Batch!.Value,
            LearningRate = settings.LearningRates[0],
            Momentum = 0,
            Nesterov = false,
            WeightDecay = 0,
            Schedule = ScheduleKind.Constant,
        };
        var network = new NetworkOptions { Width = settings.Width!.Value };
        var plans = new List<PlannedTraining>();
        foreach ((string name, string code) in Dags)
        {
            var planned = PlannedNetwork.Of(DagArchitecture.Parse(code), data.Train, network);
            plans.AddRange(Enumerable.Range(0, settings.Seeds!.Value).Select(repeat => new PlannedTraining(name, repeat, planned, options)));
        }

        IReadOnlyList<FinishedTraining> trainings = TrainingGrid.Run(request with { Data = data }, plans, token);
        return Report(settings, data, trainings);
    }

    private static ExperimentResult Report(ExperimentSettings settings, ExperimentData data, IReadOnlyList<FinishedTraining> trainings)
    {
        int early = Math.Max(1, settings.Epochs!.Value / 2);
        var series = trainings.GroupBy(training => training.Plan.Series).ToDictionary(
            group => group.Key,
            group => group.Select(training => TrainingCurves.MeanOfFirst(training, epoch => epoch.Accuracy, early, lost: 0)).ToArray(),
            StringComparer.Ordinal);
        int repeats = series[Dags[0].Name].Length;
        int ordered = Enumerable.Range(0, repeats).Count(repeat =>
            series["DAG#3"][repeat] > series["DAG#2"][repeat] && series["DAG#2"][repeat] > series["DAG#1"][repeat]);
        string measured = string.Join(", ", Dags.Select(dag => $"{dag.Name} {Words.Percent(MeanAndDeviation.Of(series[dag.Name])!)}"));
        var finding = new Finding(
            "early training accuracy is ordered DAG#3 > DAG#2 > DAG#1",
            "Fig. 4: DAG#3 fastest, DAG#1 slowest, three runs",
            $"mean accuracy of the first {early} epochs: {measured}; so ordered in {ordered} of {repeats} seeds",
            ordered == repeats);
        ResultTable summary = ResultTable.Of(
            ["dag", "earlyAccuracy", "earlyAccuracySd", "lastAccuracy", "lastTestAccuracy"],
            trainings.GroupBy(training => training.Plan.Series).Select(group => ImmutableArray.Create<object?>(
                group.Key,
                MeanAndDeviation.Of(series[group.Key])!.Mean,
                MeanAndDeviation.Of(series[group.Key])!.Sd,
                TrainingCurves.Mean(group, epoch => epoch.Accuracy)[^1].Mean,
                TrainingCurves.Mean(group, epoch => epoch.HeldOutAccuracy)[^1].Mean)));
        string drawing = CurvePanelsSvg.Write(
            [
                new CurvePanel("while training", "epoch", "accuracy, %", TrainingCurves.Of(trainings, epoch => epoch.Accuracy)),
                new CurvePanel("while training", "epoch", "loss", TrainingCurves.Of(trainings, epoch => epoch.Loss)),
                new CurvePanel("on test images", "epoch", "accuracy, %", TrainingCurves.Of(trainings, epoch => epoch.HeldOutAccuracy)),
            ],
            "Convergence of three DAGs",
            $"{data.Train.Id}, {data.Train.Count:N0} samples, width {settings.Width}, mean and standard deviation over {repeats} seeds");
        return new ExperimentResult([finding], summary, ResultTable.Of(TrainingCurves.Columns, TrainingCurves.Rows(trainings)), [new("curves", drawing)]);
    }
}
