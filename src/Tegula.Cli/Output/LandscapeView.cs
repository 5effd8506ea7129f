using System.Globalization;
using Tegula.Drawing;
using Tegula.Landscapes;

namespace Tegula.Cli.Output;

/// <summary>What <c>landscape</c> shows to people, writes for spreadsheets, and draws.</summary>
internal static class LandscapeView
{
    /// <summary>Columns of the numbers.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } = ["alpha", "beta", "loss", "gradient_deviation"];

    /// <summary>Prints the summaries.</summary>
    public static void Write(TextWriter output, LandscapeReport report)
    {
        output.WriteLine();
        output.WriteLine($"  {report.Architecture}");
        output.WriteLine(
            $"  {NumberText.Count(report.Parameters)} parameters after {report.Epochs:N0} {(report.Epochs == 1 ? "epoch" : "epochs")}, {report.Images:N0} {report.Split} images of {report.Data}");
        output.WriteLine();
        Write(output, "loss", report.Loss);
        Write(output, "deviation of the gradient", report.GradientDeviation);
        if (report.Hessian is not { } hessian)
            return;
        output.WriteLine($"  largest eigenvalue of the Hessian {Number(hessian.Largest)}, smallest found {Number(hessian.Smallest)}");
        output.WriteLine($"    residual {Number(hessian.Residual)} after {hessian.Products} products{(hessian.Converged ? "" : "; not converged, allow more --products")}");
        output.WriteLine();
    }

    /// <summary>One row per point.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(LandscapeReport report)
    {
        var any = report.Loss ?? report.GradientDeviation;
        for (var row = 0; row < any?.Coordinates.Count; row++)
        {
            for (var column = 0; column < any.Coordinates.Count; column++)
                yield return [any.Coordinates[column], any.Coordinates[row], report.Loss?.Rows[row][column], report.GradientDeviation?.Rows[row][column]];
        }
    }

    /// <summary>The drawings, by name, the first the one asked for; none where only the Hessian was measured.</summary>
    public static IReadOnlyList<(string Name, string Svg)> Draw(LandscapeReport report, LandscapeGrid? loss, LandscapeGrid? deviation, double? ceiling)
    {
        var caption = $"{report.Epochs:N0} epochs; {report.Images:N0} {report.Split} images of {report.Data}";
        var drawings = new List<(string Name, string Svg)>();
        if (loss is not null)
        {
            var panel = Panel(report.Architecture, loss);
            drawings.Add(("contour", ContourSvg.Write([[panel]], "Loss around the trained weights", caption, "alpha", "beta", ceiling)));
            drawings.Add(("surface", SurfaceSvg.Write([[panel]], "Loss around the trained weights", caption, "alpha", "beta", "loss", ceiling)));
        }

        if (deviation is not null)
        {
            const string title = "Deviation of the gradient around the trained weights";
            var panel = Panel(report.Architecture, deviation);
            drawings.Add(("variance", HeatMapSvg.Write([[panel]], title, caption, "alpha", "beta", ceiling)));
            drawings.Add(("variance-surface", SurfaceSvg.Write([[panel]], title, caption, "alpha", "beta", "deviation", ceiling)));
        }

        return drawings;
    }

    private static SurfacePanel Panel(string name, LandscapeGrid grid) => new(name, -grid.Radius, grid.Radius, -grid.Radius, grid.Radius, grid.Rows);

    private static void Write(TextWriter output, string name, LandscapeGridJson? grid)
    {
        if (grid is null)
            return;
        output.WriteLine($"  {name} {Number(grid.Centre)} at the trained weights, median {Number(grid.Median)} and mean {Number(grid.Mean)} over the plane");
        var doubling = grid.DoublingRadius is { } radius ? $"doubles at a distance of {Number(radius)}" : "does not double within the plane";
        var extreme = grid.Extreme > 0 ? $"; not finite at {grid.Extreme} points" : "";
        output.WriteLine($"    {doubling}; {grid.ShareNearCentre.ToString("P1", CultureInfo.InvariantCulture)} of the plane within 1 of it{extreme}");
        output.WriteLine();
    }

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "not finite";
}
