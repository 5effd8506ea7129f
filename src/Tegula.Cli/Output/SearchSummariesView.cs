using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>analyse ablation</c> and <c>analyse radius</c> show to people.</summary>
internal static class SearchSummariesView
{
    /// <summary>Prints one row for each kind of search.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="kind">What the names of the rows are.</param>
    public static void Write(TextWriter output, SearchSummariesReport report, string kind)
    {
        var datasets = SearchSummariesReport.Datasets(report);
        var filtered = report.Rows.Any(row => row.TurnedAway > 0);
        string[] turned = filtered ? [">turned away"] : [];
        var table = new TextTable([kind, .. datasets.Select(dataset => $">{dataset} %"), ">evaluations", .. turned, ">seconds"]);
        foreach (var row in report.Rows)
        {
            string[] away = filtered ? [Fixed(row.TurnedAway)] : [];
            table.Add(
            [
                row.Name,
                .. datasets.Select(dataset => row.Accuracy.GetValueOrDefault(dataset)?.ToString() ?? ""),
                Fixed(row.Evaluations),
                .. away,
                Fixed(row.Seconds),
            ]);
        }

        output.WriteLine();
        output.Write(table);
        output.WriteLine();
        output.WriteLine(
            $"  {report.Method}, {report.Steps} steps, {report.Seeds} seeds from {report.Seed}, {report.Fidelity} fidelity; "
            + "means ± standard deviations over the seeds");
        output.WriteLine();
    }

    private static string Fixed(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
