using System.Globalization;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>What <c>isometry</c> shows of a network, writes for spreadsheets, and draws.</summary>
internal static class IsometryView
{
    /// <summary>Columns of <see cref="CsvRows"/>.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } =
        ["layer", "outputs", "inputs", "mean_singular_value", "sd", "least", "greatest", "mean_deviation"];

    /// <summary>Prints the layers and what they came to.</summary>
    public static void Write(TextWriter output, IsometryReport report)
    {
        var table = new TextTable("layer", ">size", ">mean", ">sd", ">least", ">greatest", ">mean |s - 1|");
        foreach (var layer in report.Layers)
        {
            table.Add(
                layer.Layer,
                $"{layer.Outputs} x {layer.Inputs}",
                Number(layer.MeanSingularValue),
                Number(layer.Sd),
                Number(layer.Least),
                Number(layer.Greatest),
                Number(layer.MeanDeviation));
        }

        output.WriteLine();
        output.WriteLine($"  {report.Architecture}");
        output.WriteLine($"  {NumberText.Count(report.Parameters)} parameters, {Repeats(report)}, {report.Batch:N0} images of {report.Data}");
        output.WriteLine();
        output.WriteLine(table.ToString().TrimEnd());
        output.WriteLine();
        string all = $"{Number(report.MeanSingularValue)} ± {Number(report.Sd)}";
        output.WriteLine($"  mean singular value {all}, without first and last layer {Number(report.InnerMeanSingularValue)}");
        output.WriteLine($"  mean distance from 1: {Number(report.MeanDeviation)}");
        if (report.NnMass is { } mass)
            output.WriteLine($"  NN-Mass {Number(mass)}{Bounds(report)}");
        output.WriteLine();
    }

    /// <summary>The layers for a spreadsheet.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(IsometryReport report) => report.Layers.Select(layer => new object?[]
    {
        layer.Layer, layer.Outputs, layer.Inputs, layer.MeanSingularValue, layer.Sd, layer.Least, layer.Greatest, layer.MeanDeviation,
    });

    /// <summary>Mean, least and greatest singular value over the layers.</summary>
    public static string Drawing(IsometryReport report)
    {
        BandCurve[] curves =
        [
            new("mean", [.. report.Layers.Select((layer, index) => new BandPoint(index + 1, layer.MeanSingularValue, layer.Sd))]),
            new("greatest", [.. report.Layers.Select((layer, index) => new BandPoint(index + 1, layer.Greatest))]),
            new("least", [.. report.Layers.Select((layer, index) => new BandPoint(index + 1, layer.Least))]),
        ];
        return CurvePanelsSvg.Write(
            [new("layerwise Jacobians", "layer", "singular value", [.. curves])],
            report.Architecture,
            $"Singular values of {report.Layers.Count} layers: mean {Number(report.MeanSingularValue)}; {Repeats(report)}");
    }

    private static string Repeats(IsometryReport report) => report.Repeats == 1 ? "1 initialisation" : $"{report.Repeats} initialisations";

    private static string Bounds(IsometryReport report) => report.Bounds is { } bounds
        ? $"; Proposition 2 for linear layers: {Number(bounds.Lower)} to {Number(bounds.Upper)}"
        : "";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
