using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Landscapes;
using Tegula.Statistics;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>
/// Around the trained weights of a published cell and of ever narrower and deeper variants: the loss, the variance of the gradient, and the largest eigenvalue
/// of the Hessian. The wider and shallower the cell, the smoother the loss and the less noisy the gradient. Source: 002_18e5d33089871091.txt, Sec. 4.2, Fig. 6
/// to 8.
/// </summary>
public sealed class CellLandscape : Experiment
{
    private const int LandscapesPerTraining = 3;

    /// <inheritdoc/>
    public override string Id => "cell-landscape";

    /// <inheritdoc/>
    public override string Title => "Loss and gradient variance around the trained DARTS cell and ever narrower and deeper variants";

    /// <inheritdoc/>
    public override string Source => "002_18e5d33089871091.txt, Fig. 6 to 8";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = CellTrainings.Quick with { Seeds = 1, Points = 15, Samples = 128 };

    /// <inheritdoc/>
    public override ExperimentSettings Paper { get; } = CellTrainings.Paper with { Points = 51, Samples = 10_000 };

    /// <inheritdoc/>
    public override string BuiltInData => "synthetic";

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => ["cifar10"];

    /// <inheritdoc/>
    public override void Check(ExperimentRequest request)
    {
        base.Check(request);
        if (request.Settings.Points!.Value % 2 == 0)
            throw new ExperimentException($"--points is {request.Settings.Points}, expected an odd number, so that the trained weights are one of them");
        FallingVariants.Of(CellTrainings.Original, request.Settings.Variants!.Value, request.Seed);
    }

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        Check(request);
        ExperimentSettings settings = request.Settings;
        ExperimentData data = request.RequiredData.First(settings.Images!.Value, settings.TestImages!.Value);
        ImmutableArray<NamedCell> cells = FallingVariants.Of(CellTrainings.Original, settings.Variants!.Value, request.Seed);
        IReadOnlyList<PlannedTraining> plans = CellTrainings.Plan(cells, settings, data, settings.LearningRates[0]);
        int after = plans.Count * LandscapesPerTraining;
        IReadOnlyList<FinishedTraining> trainings = TrainingGrid.Run(request with { Data = data }, plans, token, after, needsWeights: true);
        int done = TrainingGrid.Steps(plans);
        var landscapes = new List<Landscape>();
        foreach (FinishedTraining training in trainings)
        {
            NamedCell cell = cells.Single(cell => cell.Caption == training.Plan.Series);
            if (training.Result.Status == TrainingStatus.Diverged)
                throw new ExperimentException($"the training of {cell.Caption} diverged, so there is no landscape around it; give a lower --lr");
            landscapes.Add(Measure(cell, training, data, request, () => request.Progress?.Invoke(++done, TrainingGrid.Steps(plans) + after), token));
        }

        return Report(settings, data, cells, landscapes);
    }

    private static Landscape Measure(
        NamedCell cell, FinishedTraining training, ExperimentData data, ExperimentRequest request, Action onLandscape, CancellationToken token)
    {
        var network = new TrainedNetwork(training.Plan.Graph, training.Result.Weights, training.Result.Statistics);
        var options = new LandscapeOptions
        {
            Points = request.Settings.Points!.Value,
            Samples = request.Settings.Samples!.Value,
            Seed = request.Seed + (ulong)training.Plan.Repeat,
            Threads = request.Threads,
        };
        LandscapeGrid loss = Part("loss", ExperimentJson.Default.LandscapeGrid, () => LossContour.Measure(network, data.Test, options, token: token));
        LandscapeGrid deviation = Part(
            "gradient variance", ExperimentJson.Default.LandscapeGrid, () => GradientVariance.Measure(network, data.Test, options, token: token)).SquareRoot();
        HessianSpectrum hessian = Part(
            "hessian", ExperimentJson.Default.HessianSpectrum, () => HessianSpectrum.Measure(network, data.Test, options, token: token));
        return new Landscape(cell, training, loss, deviation, hessian);

        T Part<T>(string kind, JsonTypeInfo<T> type, Func<T> measure)
            where T : notnull
        {
            T part = request.Memory.GetOrMake(kind, () => Decisive(training.Plan.Setup(data, request.Seed), options), type, measure);
            onLandscape();
            return part;
        }
    }

    // The images are those that the setup has held out.
    private static JsonObject Decisive(TrainingSetup setup, LandscapeOptions options) => new()
    {
        ["training"] = setup.ToJson(),
        ["points"] = options.Points,
        ["radius"] = options.Radius,
        ["samples"] = options.Samples,
        ["seed"] = options.Seed,
    };

    private static ExperimentResult Report(
        ExperimentSettings settings, ExperimentData data, ImmutableArray<NamedCell> cells, IReadOnlyList<Landscape> landscapes)
    {
        CellFigures[] figures =
        [
            .. cells.Select(cell =>
            {
                Landscape[] own = [.. landscapes.Where(landscape => landscape.Cell == cell)];
                double Mean(Func<Landscape, double> number) => own.Average(number);
                return new CellFigures(
                    cell,
                    Mean(landscape => landscape.Training.Result.Epochs[^1].HeldOutAccuracy ?? double.NaN),
                    Mean(landscape => LandscapeSummary.Of(landscape.Loss).Centre),
                    Mean(landscape => LandscapeSummary.Of(landscape.Loss).ShareNearCentre),
                    Mean(landscape => LandscapeSummary.Of(landscape.Loss).Median),
                    Mean(landscape => LandscapeSummary.Of(landscape.Deviation).Median),
                    Mean(landscape => landscape.Hessian.Largest),
                    own.All(landscape => landscape.Hessian.HasConverged));
            }),
        ];
        ImmutableArray<Finding> findings =
        [
            Ordered(
                "the wider and shallower the cell, the wider the low region of the loss", "Fig. 6: widest for the DARTS cell, ever narrower to C4",
                "share of the plane with a loss below that of the weights + 1", figures, figure => figure.ShareLow, higherIsWider: true),
            Ordered(
                "the wider and shallower the cell, the smaller the variance of the gradient", "Fig. 7 and 8: rising from the DARTS cell to C4",
                "median standard deviation of the gradient in the plane", figures, figure => figure.Deviation, higherIsWider: false),
            new(
                "the loss of the widest and shallowest cell has the smallest curvature at the weights",
                "Sec. 4.2.1: the DARTS cell likely has the smallest Lipschitz constant",
                $"largest eigenvalue of the Hessian: {Values(figures, figure => figure.Curvature)}",
                figures.Skip(1).All(figure => figure.Curvature > figures[0].Curvature)),
        ];
        ResultTable summary = ResultTable.Of(
            [
                "cell", "width", "depth", "testAccuracy", "lossAtWeights", "shareLow", "medianLoss", "medianGradientDeviation", "hessianLargest",
                "hessianConverged", "genotype",
            ],
            figures.Select(figure => ImmutableArray.Create<object?>(
                figure.Cell.Id,
                figure.Cell.Shape.Width,
                figure.Cell.Shape.Depth,
                figure.Accuracy,
                figure.Centre,
                figure.ShareLow,
                figure.MedianLoss,
                figure.Deviation,
                figure.Curvature,
                figure.HasConverged,
                figure.Cell.Genotype.ToString())));
        return new ExperimentResult(findings, summary, Rows(landscapes), Drawings(settings, data, cells, landscapes));
    }

    private static Finding Ordered(
        string claim, string paper, string what, CellFigures[] figures, Func<CellFigures, double> number, bool higherIsWider)
    {
        double? rho = SpearmanCorrelation.Rho([.. figures.Select(figure => figure.Cell.Shape.Width)], [.. figures.Select(number)]);
        return new Finding(
            claim,
            paper,
            $"{what}: {Values(figures, number)}; rank correlation with the width {(rho is { } value ? Words.Number(value) : "none")}",
            higherIsWider ? rho > 0.5 : rho < -0.5);
    }

    private static string Values(CellFigures[] figures, Func<CellFigures, double> number) =>
        string.Join(", ", figures.Select(figure => $"{figure.Cell.Caption} {Words.Number(number(figure))}"));

    private static ResultTable Rows(IReadOnlyList<Landscape> landscapes) => ResultTable.Of(
        ["cell", "repeat", "alpha", "beta", "loss", "gradientDeviation"],
        from landscape in landscapes
        from row in Enumerable.Range(0, landscape.Loss.Coordinates.Length)
        from column in Enumerable.Range(0, landscape.Loss.Coordinates.Length)
        select ImmutableArray.Create<object?>(
            landscape.Cell.Id,
            landscape.Training.Plan.Repeat,
            landscape.Loss.Coordinates[column],
            landscape.Loss.Coordinates[row],
            landscape.Loss.Rows[row][column],
            landscape.Deviation.Rows[row][column]));

    private static ImmutableArray<ExperimentDrawing> Drawings(
        ExperimentSettings settings, ExperimentData data, ImmutableArray<NamedCell> cells, IReadOnlyList<Landscape> landscapes)
    {
        Landscape[] first = [.. cells.Select(cell => landscapes.First(landscape => landscape.Cell == cell))];
        string caption = $"{data.Test.Id}, {settings.Samples} test images, {settings.Channels} channels, {settings.Cells} cells, {settings.Epochs} epochs; "
            + "width and depth of the normal cell in brackets; the first seed";
        IReadOnlyList<IReadOnlyList<SurfacePanel>> Panels(Func<Landscape, LandscapeGrid> grid) =>
            [[.. first.Select(landscape => Panel(landscape.Cell.Caption, grid(landscape)))]];
        return
        [
            new("loss", ContourSvg.Write(Panels(landscape => landscape.Loss), "Loss around the trained weights", caption, "alpha", "beta")),
            new("gradient-deviation", HeatMapSvg.Write(
                Panels(landscape => landscape.Deviation), "Standard deviation of the gradient around the trained weights", caption, "alpha", "beta")),
            new("gradient-surface", SurfaceSvg.Write(
                Panels(landscape => landscape.Deviation),
                "Standard deviation of the gradient around the trained weights",
                caption,
                "alpha",
                "beta",
                "deviation")),
        ];
    }

    private static SurfacePanel Panel(string name, LandscapeGrid grid) => new(name, -grid.Radius, grid.Radius, -grid.Radius, grid.Radius, grid.Rows);

    private sealed record Landscape(NamedCell Cell, FinishedTraining Training, LandscapeGrid Loss, LandscapeGrid Deviation, HessianSpectrum Hessian);

    private sealed record CellFigures(
        NamedCell Cell, double Accuracy, double Centre, double ShareLow, double MedianLoss, double Deviation, double Curvature, bool HasConverged);
}
