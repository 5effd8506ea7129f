using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>analyse exclusive</c> shows to people.</summary>
internal static class ExclusiveView
{
    /// <summary>Prints one row for the sample and one for each set.</summary>
    public static void Write(TextWriter output, ExclusiveReport report)
    {
        var operations = report.Sample.Operations.Keys.ToList();
        var datasets = report.Sample.Accuracy.Keys.ToList();
        var table = new TextTable(
        [
            "selected by", ">cells", ">selected",
            .. operations.Select(operation => $">{operation} %"),
            ">depth", ">effective", ">width",
            .. datasets.Select(dataset => $">{dataset} %"),
        ]);
        Add(ExclusiveReport.SampleName, "", report.Sample);
        foreach (var set in report.Sets)
            Add($"{set.Indicator} alone", $"{set.Selected}", set.Cells);
        output.WriteLine();
        output.Write(table);
        output.WriteLine();
        output.WriteLine(
            $"  each selects the best {Fixed(100 * report.Top, 0)} % of {report.Sample.Count} architectures; "
            + $"{report.Several} are selected by several, {report.None} by none");
        output.WriteLine("  depth: edges on the longest path; effective and width: effective depth and width; all are means");
        output.WriteLine();

        void Add(string name, string selected, CellSetJson cells) => table.Add(
        [
            name, $"{cells.Count}", selected,
            .. operations.Select(operation => cells.Operations.TryGetValue(operation, out var share) ? Fixed(100 * share, 1) : ""),
            Mean(cells.Depth), Mean(cells.EffectiveDepth), Mean(cells.EffectiveWidth),
            .. datasets.Select(dataset => Mean(cells.Accuracy.GetValueOrDefault(dataset))),
        ]);
    }

    private static string Mean(SpreadJson? numbers) => numbers is null ? "" : Fixed(numbers.Mean, 2);

    private static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
