using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tegula.Analysis;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Drawing;
using Tegula.Isometry;
using Tegula.Networks;
using Tegula.Statistics;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>
/// DenseNet-type MLPs of many depths and skip candidates: how well the logarithm of NN-Mass, and that of the number of parameters, account for the test
/// accuracy and for the mean singular value of the layerwise Jacobians. Source: 001_20c8c2cd2fe38226.txt, Sec. 4.2 and App. H.1, Fig. 3, 11 and 12.
/// </summary>
/// <remarks>
/// Isometry is that of Gaussian weights of scaled variance (Sec. 3.3). Models without skip connections have NN-Mass 0, which has no logarithm: they are in the
/// rows and in no fit, neither of mass nor of parameters.
/// </remarks>
public sealed class NnMassAccuracy : Experiment
{
    private const double ClearlyMore = 0.2;

    /// <inheritdoc/>
    public override string Id => "nn-mass-accuracy";

    /// <inheritdoc/>
    public override string Title => "Test accuracy and mean singular value of DenseNet-type MLPs against NN-Mass and parameters";

    /// <inheritdoc/>
    public override string Source => "001_20c8c2cd2fe38226.txt, Fig. 3, 11 and 12";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = new()
    {
        Seeds = 3,
        Epochs = 20,
        Images = 12_000,
        TestImages = 2_000,
        Batch = 64,
        Samples = 64,
        LearningRates = [1e-3],
        Depths = [16, 24, 32],
        SkipCandidates = [0, 2, 4, 7, 10, 14],
    };

    /// <inheritdoc/>
    public override ExperimentSettings Paper { get; } = new()
    {
        Seeds = 5,
        Epochs = 60,
        Images = 0,
        TestImages = 0,
        Batch = 64,
        Samples = 64,
        LearningRates = [1e-3],
        Depths = [16, 20, 24, 28, 32],
        SkipCandidates = [.. Enumerable.Range(0, 15)],
    };

    /// <inheritdoc/>
    public override string BuiltInData => "seg20";

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => ["mnist", "seg20", "seg30", "circle20"];

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        ExperimentSettings settings = request.Settings;
        ExperimentData data = request.RequiredData.First(settings.Images!.Value, settings.TestImages!.Value);
        TrainingOptions options = DenseMlpTrial.Recipe(settings);
        DenseMlpTrial[] trials = [.. from depth in settings.Depths from candidates in settings.SkipCandidates select new DenseMlpTrial(depth, candidates)];
        var plans = new List<PlannedTraining>();
        var isometry = new List<double>();
        ImageBatch batch = MinibatchSampler.Draw(data.Train, settings.Samples!.Value, request.Seed, repeat: 0);
        foreach (DenseMlpTrial trial in trials)
        {
            for (int repeat = 0; repeat < settings.Seeds!.Value; repeat++)
            {
                token.ThrowIfCancellationRequested();
                PlannedNetwork network = trial.Network(data.Train, request.Seed, repeat);
                var plan = new PlannedTraining($"{trial.Depth} layers", repeat, network, options) { Scheme = DenseMlpTrial.SchemeFor(data.Train) };
                plans.Add(plan);
                isometry.Add(request.Memory.GetOrMake(
                    "mean singular value",
                    () => new JsonObject { ["network"] = plan.Setup(data, request.Seed).ToJson(), ["samples"] = settings.Samples },
                    ExperimentJson.Default.Double,
                    () => MeanSingularValue(network.Graph, batch, request, repeat)));
            }
        }

        IReadOnlyList<FinishedTraining> trainings = TrainingGrid.Run(request with { Data = data }, plans, token);
        Model[] models =
        [
            .. trials.Index().Select(place =>
            {
                int first = place.Index * settings.Seeds!.Value;
                IEnumerable<FinishedTraining> own = trainings.Skip(first).Take(settings.Seeds.Value);
                return new Model(
                    place.Item,
                    place.Item.Mass(data.Train),
                    place.Item.Parameters(data.Train),
                    MeanAndDeviation.Of(own.Select(training => training.Curve(epoch => epoch.HeldOutAccuracy)[^1]))!,
                    MeanAndDeviation.Of(isometry.Skip(first).Take(settings.Seeds.Value))!);
            }),
        ];
        return Report(settings, data, models);
    }

    private static ExperimentResult Report(ExperimentSettings settings, ExperimentData data, Model[] models)
    {
        static double Mass(Model model) => model.Mass;
        static double Size(Model model) => model.Parameters;
        static double Accuracy(Model model) => model.Accuracy.Mean;
        static double Isometry(Model model) => model.Isometry.Mean;

        LinearFit? Fit(Func<Model, double> x, Func<Model, double> y)
        {
            Model[] fitted = [.. models.Where(model => model.Mass > 0 && double.IsFinite(y(model)))];
            return fitted.Length < 2 ? null : LinearFit.Of([.. fitted.Select(model => Math.Log10(x(model)))], [.. fitted.Select(y)]);
        }

        (LinearFit? accuracyMass, LinearFit? accuracySize) = (Fit(Mass, Accuracy), Fit(Size, Accuracy));
        (LinearFit? isometryMass, LinearFit? isometrySize) = (Fit(Mass, Isometry), Fit(Size, Isometry));
        ImmutableArray<Finding> findings =
        [
            Compare("test accuracy follows log NN-Mass much better than log parameters", "R² 0.85 against 0.19 (MNIST)", accuracyMass, accuracySize),
            Compare("the mean singular value follows log NN-Mass much better than log parameters", "R² 0.79 against 0.31 (MNIST)", isometryMass, isometrySize),
        ];
        ResultTable rows = ResultTable.Of(
            ["depth", "skipCandidates", "nnMass", "params", "testAccuracy", "testAccuracySd", "meanSingularValue", "meanSingularValueSd"],
            models.Select(model => ImmutableArray.Create<object?>(
                model.Trial.Depth,
                model.Trial.SkipCandidates,
                model.Mass,
                model.Parameters,
                model.Accuracy.Mean,
                model.Accuracy.Sd,
                model.Isometry.Mean,
                model.Isometry.Sd)));
        ResultTable summary = ResultTable.Of(
            ["quantity", "rSquaredNnMass", "rSquaredParams"],
            [["testAccuracy", accuracyMass?.RSquared, accuracySize?.RSquared], ["meanSingularValue", isometryMass?.RSquared, isometrySize?.RSquared]]);
        string drawing = ScatterPanelsSvg.Write(
            [
                Panel(models, "accuracy and parameters", "log10 of parameters", "test accuracy, %", Size, Accuracy, accuracySize),
                Panel(models, "accuracy and NN-Mass", "log10 of NN-Mass", "test accuracy, %", Mass, Accuracy, accuracyMass),
                Panel(models, "isometry and parameters", "log10 of parameters", "mean singular value", Size, Isometry, isometrySize),
                Panel(models, "isometry and NN-Mass", "log10 of NN-Mass", "mean singular value", Mass, Isometry, isometryMass),
            ],
            "NN-Mass, parameters, accuracy and isometry of DenseNet-type MLPs",
            $"{data.Train.Id}, {data.Train.Count:N0} samples, {settings.Epochs} epochs, mean over {settings.Seeds} seeds");
        return new ExperimentResult(findings, summary, rows, [new("fits", drawing)]);
    }

    private static Finding Compare(string claim, string paper, LinearFit? mass, LinearFit? size) => new(
        claim,
        paper,
        $"R² {Words.RSquared(mass?.RSquared)} against {Words.RSquared(size?.RSquared)}",
        mass is not null && mass.Slope > 0 && mass.RSquared > (size?.RSquared ?? 0) + ClearlyMore);

    private static ScatterPanel Panel(
        Model[] models, string name, string horizontal, string vertical, Func<Model, double> x, Func<Model, double> y, LinearFit? fit)
    {
        IEnumerable<IGrouping<int, Model>> depths = models.Where(model => model.Mass > 0).GroupBy(model => model.Trial.Depth);
        ImmutableArray<ScatterSeries> series =
            [.. depths.Select(depth => new ScatterSeries($"{depth.Key} layers", [.. depth.Select(model => (Math.Log10(x(model)), y(model)))]))];
        return new ScatterPanel($"{name}: R² {Words.RSquared(fit?.RSquared)}", horizontal, vertical, series)
        {
            Line = fit is null ? null : (fit.Slope, fit.Intercept),
        };
    }

    // At Gaussian weights of scaled variance, of which the paper speaks (Sec. 3.3).
    private static double MeanSingularValue(Graph graph, ImageBatch batch, ExperimentRequest request, int repeat)
    {
        float[] weights = WeightInitialization.KaimingNormal(graph, request.Seed, repeat);
        var options = new IsometryOptions { Seed = request.Seed, Threads = request.Threads };
        return LayerJacobians.Measure(graph, weights, batch.Images, batch.Size, options).InnerMeanSingularValue;
    }

    private sealed record Model(DenseMlpTrial Trial, double Mass, long Parameters, MeanAndDeviation Accuracy, MeanAndDeviation Isometry);
}
