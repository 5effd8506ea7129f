using System.Globalization;
using Tegula.Cli.Options;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>What <c>isometry --simulate</c> shows to people, writes for spreadsheets, and draws.</summary>
internal static class IsometrySimulationView
{
    /// <summary>Columns of <see cref="CsvRows"/>.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } =
        ["rows", "columns", "nn_mass", "mean_singular_value", "sd", "mean_square", "expected_square", "lower", "upper", "holds_bounds"];

    /// <summary>Prints a row for each size.</summary>
    public static void Write(TextWriter output, IsometrySimulationReport report)
    {
        var table = new TextTable(">size", ">NN-Mass", ">lower", ">mean", ">upper", ">mean square", ">q H");
        foreach (var matrix in report.Matrices)
        {
            table.Add(
                $"{matrix.Rows} x {matrix.Columns}",
                matrix.NnMass.ToString(CultureInfo.InvariantCulture),
                Number(matrix.Lower),
                Number(matrix.MeanSingularValue),
                Number(matrix.Upper),
                Number(matrix.MeanSquare),
                Number(matrix.ExpectedSquare));
        }

        output.WriteLine();
        output.WriteLine(table.ToString().TrimEnd());
        output.WriteLine();
        output.WriteLine(
            $"  {report.Matrices.Count(matrix => matrix.HoldsBounds)} of {report.Matrices.Count} mean singular values lie within the bounds of Proposition 2");
        output.WriteLine();
    }

    /// <summary>The rows for a spreadsheet.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(IsometrySimulationReport report) => report.Matrices.Select(matrix => new object?[]
    {
        matrix.Rows, matrix.Columns, matrix.NnMass, matrix.MeanSingularValue, matrix.Sd, matrix.MeanSquare, matrix.ExpectedSquare,
        matrix.Lower, matrix.Upper, matrix.HoldsBounds,
    });

    /// <summary>Fig. 1(b) or Fig. 8.</summary>
    public static string Drawing(IsometrySimulationReport report)
    {
        var matrices = report.Matrices;
        if (report.Simulation == IsometrySimulations.Mass)
        {
            BandCurve[] curves =
            [
                new("simulation", [.. matrices.Select(matrix => new BandPoint(matrix.NnMass, matrix.MeanSingularValue, matrix.Sd))]),
                new("lower bound", [.. matrices.Select(matrix => new BandPoint(matrix.NnMass, matrix.Lower))]),
                new("upper bound", [.. matrices.Select(matrix => new BandPoint(matrix.NnMass, matrix.Upper))]),
            ];
            return CurvePanelsSvg.Write(
                [new("Proposition 2", "NN-Mass m", "mean singular value", [.. curves])],
                "Mean singular value and NN-Mass",
                $"{report.Repeats} Gaussian matrices of (w + m/2) x w each, w = {matrices[0].Columns}, q = {Number(report.Variance)}");
        }

        var widths = matrices.GroupBy(matrix => matrix.Columns)
            .Select(group => new BandCurve($"W = {group.Key}", [.. group.Select(matrix => new BandPoint(matrix.Rows, matrix.MeanSquare))]));
        return CurvePanelsSvg.Write(
            [new("squares", "rows H", "mean squared singular value", [.. widths])],
            "The mean square depends on the rows alone",
            $"{report.Repeats} Gaussian matrices of H x W each; expected are q H, q = {Number(report.Variance)}");
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
