using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tegula.Drawing;
using Tegula.Isometry;
using Tegula.Statistics;

namespace Tegula.Experiments;

/// <summary>
/// Singular values of Gaussian matrices: their mean grows with NN-Mass within the bounds of Proposition 2, and the mean of their squares depends on the rows
/// alone. Source: 001_20c8c2cd2fe38226.txt, Fig. 1(b) and 8, App. D.
/// </summary>
public sealed class IsometrySimulation : Experiment
{
    private const int MassWidth = 16;
    private const int LargestMass = 200;
    private const int MassStep = 8;
    private const double SquareTolerance = 0.02;

    private static readonly ImmutableArray<int> Widths = [20, 40, 80, 120, 160, 200];
    private static readonly ImmutableArray<int> Heights = [200, 400, 600, 800, 1_000, 1_200];

    /// <inheritdoc/>
    public override string Id => "isometry-simulation";

    /// <inheritdoc/>
    public override string Title => "Singular values of random matrices against NN-Mass, with the bounds of Proposition 2";

    /// <inheritdoc/>
    public override string Source => "001_20c8c2cd2fe38226.txt, Fig. 1(b) and 8";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = new() { Draws = 20 };

    /// <inheritdoc/>
    public override ExperimentSettings Paper => Quick;

    /// <inheritdoc/>
    public override string? BuiltInData => null;

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => [];

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        int draws = request.Settings.Draws!.Value;
        int[] masses = [.. Enumerable.Range(0, (LargestMass / MassStep) + 1).Select(step => step * MassStep)];
        (int Rows, int Columns)[] sizes =
        [
            .. masses.Select(mass => (MassWidth + (mass / 2), MassWidth)),
            .. Widths.SelectMany(width => Heights.Select(height => (height, width))),
        ];
        var matrices = new SimulatedMatrix[sizes.Length];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = token };
        Parallel.For(0, sizes.Length, options, index =>
        {
            (int rows, int columns) = sizes[index];
            matrices[index] = request.Memory.GetOrMake(
                "simulated matrices",
                () => new JsonObject { ["rows"] = rows, ["columns"] = columns, ["variance"] = 1, ["draws"] = draws, ["seed"] = request.Seed },
                ExperimentJson.Default.SimulatedMatrix,
                () => MatrixSimulation.Of(rows, columns, 1, draws, request.Seed));
            request.Progress?.Invoke(Interlocked.Increment(ref done), sizes.Length);
        });
        return Report(draws, [.. matrices.Take(masses.Length)], [.. matrices.Skip(masses.Length)]);
    }

    private static ExperimentResult Report(int draws, SimulatedMatrix[] overMasses, SimulatedMatrix[] overSizes)
    {
        int within = overMasses.Count(matrix => matrix.HoldsBounds);
        double? rho = SpearmanCorrelation.Rho(
            [.. overMasses.Select(matrix => (double)matrix.NnMass)], [.. overMasses.Select(matrix => matrix.MeanSingularValue)]);
        double worst = overSizes.Max(matrix => Math.Abs((matrix.MeanSquare / matrix.ExpectedSquare) - 1));
        ImmutableArray<Finding> findings =
        [
            new(
                "the mean singular value lies within the bounds of Proposition 2",
                "Fig. 1(b): within the bounds at every NN-Mass",
                $"within them for {within} of {overMasses.Length} masses from 0 to {LargestMass}",
                within == overMasses.Length),
            new(
                "the mean singular value grows with NN-Mass",
                "Fig. 1(b): rising",
                $"from {Words.Number(overMasses[0].MeanSingularValue)} to {Words.Number(overMasses[^1].MeanSingularValue)}, "
                    + $"rank correlation {Words.Number(rho ?? 0)}",
                rho > 0.99),
            new(
                "the mean square of the singular values is q H, whatever the width",
                "Fig. 8: nearly coinciding for widths 20 to 200",
                string.Create(CultureInfo.InvariantCulture, $"off by at most {100 * worst:F2} % for {Widths.Length} widths and {Heights.Length} heights"),
                worst < SquareTolerance),
        ];
        ResultTable rows = ResultTable.Of(
            [
                "figure", "rows", "columns", "nnMass", "meanSingularValue", "deviation", "lowerBound", "upperBound", "withinBounds", "meanSquare",
                "expectedSquare",
            ],
            overMasses.Select(matrix => Row("1b", matrix)).Concat(overSizes.Select(matrix => Row("8", matrix))));
        ResultTable summary = ResultTable.Of(
            ["nnMass", "lowerBound", "meanSingularValue", "upperBound"],
            overMasses.Where((_, index) => index % 5 == 0).Select(matrix =>
                ImmutableArray.Create<object?>(matrix.NnMass, matrix.Bounds.Lower, matrix.MeanSingularValue, matrix.Bounds.Upper)));
        string drawing = CurvePanelsSvg.Write(
            [
                new CurvePanel("Fig. 1(b): w = 16, q = 1", "NN-Mass", "singular value",
                [
                    new BandCurve(
                        "mean singular value", [.. overMasses.Select(matrix => new BandPoint(matrix.NnMass, matrix.MeanSingularValue, matrix.Deviation))]),
                    new BandCurve("lower bound", [.. overMasses.Select(matrix => new BandPoint(matrix.NnMass, matrix.Bounds.Lower))]),
                    new BandCurve("upper bound", [.. overMasses.Select(matrix => new BandPoint(matrix.NnMass, matrix.Bounds.Upper))]),
                ]),
            ],
            "Mean singular value of Gaussian matrices and the bounds of Proposition 2",
            $"{draws} matrices of each size");
        string squares = CurvePanelsSvg.Write(
            [
                new CurvePanel("Fig. 8: q = 1", "rows H", "mean square of the singular values",
                [
                    .. overSizes.GroupBy(matrix => matrix.Columns).Select(width =>
                        new BandCurve($"W = {width.Key}", [.. width.Select(matrix => new BandPoint(matrix.Rows, matrix.MeanSquare))])),
                ]),
            ],
            "Mean square of the singular values of Gaussian matrices",
            $"{draws} matrices of each size; q H for every width, so the curves coincide");
        return new ExperimentResult(findings, summary, rows, [new("bounds", drawing), new("squares", squares)]);
    }

    private static ImmutableArray<object?> Row(string figure, SimulatedMatrix matrix) =>
    [
        figure, matrix.Rows, matrix.Columns, matrix.NnMass, matrix.MeanSingularValue, matrix.Deviation, matrix.Bounds.Lower, matrix.Bounds.Upper,
        matrix.HoldsBounds, matrix.MeanSquare, matrix.ExpectedSquare,
    ];
}
