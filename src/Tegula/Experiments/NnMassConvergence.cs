using System.Collections.Immutable;
using Tegula.Drawing;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>
/// DenseNet-type MLPs in groups of three: two of equal NN-Mass and different depth, and a shallow one with the parameters of the first and a larger NN-Mass.
/// Source: 001_20c8c2cd2fe38226.txt, Sec. 4.2, Fig. 4.
/// </summary>
/// <remarks>
/// The paper names the first group: 24, 32 and 16 layers with 8.3 K, 9.0 K and 8.3 K parameters, which is t_c = 2, 2 and 8. The other groups here have 4 and 6
/// skip candidates in place of 2.
/// </remarks>
public sealed class NnMassConvergence : Experiment
{
    /// <inheritdoc/>
    public override string Id => "nn-mass-convergence";

    /// <inheritdoc/>
    public override string Title => "Training accuracy of DenseNet-type MLPs of equal NN-Mass, and of equal parameters";

    /// <inheritdoc/>
    public override string Source => "001_20c8c2cd2fe38226.txt, Fig. 4";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = new()
    {
        Seeds = 5,
        Epochs = 8,
        Images = 12_000,
        TestImages = 1_000,
        Batch = 64,
        LearningRates = [1e-3],
        SkipCandidates = [2, 4, 6],
    };

    /// <inheritdoc/>
    public override ExperimentSettings Paper => Quick with { Epochs = 60, Images = 0, TestImages = 0 };

    /// <inheritdoc/>
    public override string BuiltInData => "synthetic";

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => ["mnist"];

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        ExperimentSettings settings = request.Settings;
        ExperimentData data = request.RequiredData.First(settings.Images!.Value, settings.TestImages!.Value);
        TrainingOptions options = DenseMlpTrial.Recipe(settings);
        ImmutableArray<Group> groups = [.. settings.SkipCandidates.Select(candidates => Group.Of(candidates, data))];
        IEnumerable<PlannedTraining> plans =
            from trial in groups.SelectMany(trio => trio.Trials).Distinct()
            from repeat in Enumerable.Range(0, settings.Seeds!.Value)
            select new PlannedTraining(NameOf(trial, data), repeat, trial.Network(data.Train, request.Seed, repeat), options)
            {
                Scheme = DenseMlpTrial.SchemeFor(data.Train),
            };
        IReadOnlyList<FinishedTraining> trainings = TrainingGrid.Run(request with { Data = data }, [.. plans], token);
        return Report(settings, data, groups, trainings);
    }

    private static string NameOf(DenseMlpTrial trial, ExperimentData data) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{trial.Depth} layers, t_c {trial.SkipCandidates} (mass {trial.Mass(data.Train):F1}, {trial.Parameters(data.Train) / 1000.0:F1} K)");

    private static ExperimentResult Report(
        ExperimentSettings settings, ExperimentData data, ImmutableArray<Group> groups, IReadOnlyList<FinishedTraining> trainings)
    {
        ILookup<string, FinishedTraining> series = trainings.ToLookup(training => training.Plan.Series, StringComparer.Ordinal);
        int early = Math.Max(1, settings.Epochs!.Value / 2);
        double[] Curve(DenseMlpTrial trial) => [.. TrainingCurves.Mean(series[NameOf(trial, data)], epoch => epoch.Accuracy).Select(spread => spread.Mean)];
        var rows = groups.Select(group =>
        {
            (double[] x, double[] y, double[] z) = (Curve(group.Middle), Curve(group.Deep), Curve(group.Shallow));
            return (Group: group, Equal: Distance(x, y), Other: Distance(y, z), DeepEarly: y.Take(early).Average(), ShallowEarly: z.Take(early).Average());
        }).ToArray();
        int alike = rows.Count(row => row.Equal < row.Other);
        int faster = rows.Count(row => row.ShallowEarly > row.DeepEarly);
        string distances = string.Join(", ", rows.Select(row => $"{row.Equal:F1} / {row.Other:F1}"));
        string accuracies = string.Join(", ", rows.Select(row => $"{row.DeepEarly:F1} / {row.ShallowEarly:F1} %"));
        ImmutableArray<Finding> findings =
        [
            new(
                "models of equal NN-Mass converge alike, whatever their depth",
                "Fig. 4: curves of X and Y nearly coincide",
                $"root mean square distance, in percent points, of equal mass / of the other mass: {distances}",
                alike == rows.Length),
            new(
                "a shallower model with larger NN-Mass converges faster than a deeper one with at least as many parameters",
                "Fig. 4: Z is significantly faster than Y",
                $"mean accuracy of the first {early} epochs, deep / shallow: {accuracies}",
                faster == rows.Length),
        ];
        ResultTable summary = ResultTable.Of(
            ["skipCandidates", "middle", "deep", "shallow", "distanceEqualMass", "distanceOtherMass", "earlyDeep", "earlyShallow"],
            rows.Select(row => ImmutableArray.Create<object?>(
                row.Group.Middle.SkipCandidates,
                NameOf(row.Group.Middle, data),
                NameOf(row.Group.Deep, data),
                NameOf(row.Group.Shallow, data),
                row.Equal,
                row.Other,
                row.DeepEarly,
                row.ShallowEarly)));
        IEnumerable<CurvePanel> panels = groups.Select(group => new CurvePanel(
            $"t_c {group.Middle.SkipCandidates}: equal mass, and t_c {group.Shallow.SkipCandidates}",
            "epoch",
            "training accuracy, %",
            TrainingCurves.Of([.. group.Trials.SelectMany(trial => series[NameOf(trial, data)])], epoch => epoch.Accuracy)));
        string drawing = CurvePanelsSvg.Write(
            [.. panels.Select(panel => panel with { Curves = [.. panel.Curves.Zip(Group.Names).Select(pair => pair.First with { Name = pair.Second })] })],
            "Convergence of DenseNet-type MLPs of equal NN-Mass",
            $"{data.Train.Id}, {data.Train.Count:N0} samples, mean and standard deviation over {settings.Seeds} seeds");
        return new ExperimentResult(findings, summary, ResultTable.Of(TrainingCurves.Columns, TrainingCurves.Rows(trainings)), [new("curves", drawing)]);
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));

    /// <summary>Models X, Y and Z of the paper's figure.</summary>
    private sealed record Group(DenseMlpTrial Middle, DenseMlpTrial Deep, DenseMlpTrial Shallow)
    {
        private const int MiddleDepth = 24;
        private const int DeepDepth = 32;
        private const int ShallowDepth = 16;
        private const int MostCandidates = 100;

        /// <summary>What the legend calls them.</summary>
        public static ImmutableArray<string> Names { get; } =
            [$"X: {MiddleDepth} layers", $"Y: {DeepDepth} layers, mass of X", $"Z: {ShallowDepth} layers, parameters of X"];

        public IEnumerable<DenseMlpTrial> Trials => [Middle, Deep, Shallow];

        /// <summary>The group around a model of 24 layers.</summary>
        public static Group Of(int candidates, ExperimentData data)
        {
            var middle = new DenseMlpTrial(MiddleDepth, candidates);
            double mass = middle.Mass(data.Train);
            long parameters = middle.Parameters(data.Train);
            return new Group(
                middle,
                Nearest(DeepDepth, trial => Math.Abs(trial.Mass(data.Train) - mass)),
                Nearest(ShallowDepth, trial => Math.Abs(trial.Parameters(data.Train) - parameters)));
        }

        private static DenseMlpTrial Nearest(int depth, Func<DenseMlpTrial, double> distance) =>
            Enumerable.Range(0, MostCandidates).Select(candidates => new DenseMlpTrial(depth, candidates)).MinBy(distance)!;
    }
}
