using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>analyse depth-width</c> shows to people.</summary>
internal static class DepthWidthView
{
    /// <summary>Prints one row for each group and the correlations below.</summary>
    public static void Write(TextWriter output, DepthWidthReport report)
    {
        var table = new TextTable([">depth", ">width", ">cells", .. report.Datasets.Select(dataset => $">{dataset.Dataset} %")]);
        foreach (var (index, row) in report.Datasets[0].Groups.Index())
        {
            table.Add(
            [
                Fixed(row.Depth, 2), Fixed(row.Width, 2), $"{row.Count}",
                .. report.Datasets.Select(dataset => $"{Fixed(dataset.Groups[index].Mean, 2)} ± {Fixed(dataset.Groups[index].Sd, 2)}"),
            ]);
        }

        output.WriteLine();
        output.Write(table);
        output.WriteLine();
        foreach (var dataset in report.Datasets)
        {
            output.WriteLine(
                $"  {dataset.Dataset}: multiple correlation with depth and width {Text(dataset.R)} over {dataset.Count} cells, "
                + $"{Text(dataset.GroupR)} over the means of {dataset.Groups.Count} groups");
        }

        output.WriteLine($"  {report.Datasets[0].WithoutDepth} further cells have no convolution on a path");
        output.WriteLine();
    }

    private static string Text(double? r) => r is { } value ? Fixed(value, 3) : "not defined";

    private static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
