using System.Globalization;
using Spectre.Console;

namespace Tegula.Cli.Output;

/// <summary>What <c>rank</c> shows to people: a table for each data set, the best first.</summary>
internal static class RankView
{
    /// <summary>Prints the rows.</summary>
    public static void Write(IAnsiConsole console, RankReport report)
    {
        foreach (var group in report.Rows.GroupBy(row => row.Dataset))
        {
            var baseline = group.First().Baseline;
            var table = new TextTable(
                "indicator", ">tau", "interval", $">lead over {baseline ?? "none"}", "interval", ">rho",
                $">regret@{report.K}", $">nDCG@{report.K}", ">failed", ">s each");
            foreach (var row in group.OrderByDescending(row => row.Kendall ?? double.NegativeInfinity))
            {
                table.Add(
                    row.Free ? $"{row.Indicator} (free)" : row.Indicator,
                    Number(row.Kendall),
                    Interval(row.Low, row.High),
                    Number(row.Lead, "+0.000;-0.000"),
                    Interval(row.LeadLow, row.LeadHigh),
                    Number(row.Spearman),
                    Number(row.Regret, "0.00"),
                    Number(row.Ndcg),
                    row.Failed.ToString(CultureInfo.InvariantCulture),
                    row.Seconds?.ToString("G2", CultureInfo.InvariantCulture) ?? "");
            }

            console.Write(new Text($"\n  {group.Key}: {report.N:N0} architectures, Kendall tau-b with intervals of {100 * report.Confidence:0.#}%\n\n{table}"));
        }

        console.Write(new Text("\n"));
    }

    private static string Number(double? value, string format = "0.000") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Interval(double? low, double? high) => low is null ? "" : $"{Number(low)} to {Number(high)}";
}
