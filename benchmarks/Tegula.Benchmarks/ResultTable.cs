using System.Globalization;
using System.Text;
using Tegula.Architectures;

namespace Tegula.Benchmarks;

/// <summary>Runs as a table in Markdown: mean and standard deviation over the seeds, beside what the papers report.</summary>
internal static class ResultTable
{
    private static readonly Dictionary<string, string> Papers = new(StringComparer.Ordinal)
    {
        ["WOT"] = "92.81 / 69.48 / 43.10",
        ["WOT + filter"] = "92.98 / 69.86 / 43.44",
        ["REINFORCE + TEG"] = "90.21 / 70.42 / 44.88",
        ["evolution + TEG"] = "91.00 / 70.10 / 44.45",
        ["FP-NAS + TEG"] = "93.73 / 70.36 / 46.03",
        ["pruning + TEG"] = "93.94 / 71.44 / 44.11",
        ["pruning + TEG + filter"] = "93.6 / 71.26 / 44.38",
    };

    public static string Markdown(IReadOnlyList<ResultRun> runs, TabularBenchmark table)
    {
        var text = new StringBuilder();
        text.AppendLine("| method | seeds | CIFAR-10 | CIFAR-100 | ImageNet16-120 | papers | evaluations | turned away | seconds |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<string, ResultRun> row in runs.GroupBy(run => run.Row))
        {
            NasBench201Cell[] cells = [.. row.Where(run => run.Architecture is not null).Select(run => NasBench201Cell.Parse(run.Architecture!))];
            IEnumerable<string> accuracies = TabularBenchmark.Datasets.Select(dataset => Spread([.. cells.Select(cell => table.Accuracy(cell, dataset))]));
            IEnumerable<string> effort =
                new[] { row.Average(run => run.Evaluations), row.Average(run => run.Filtered), row.Average(run => run.Seconds) }.Select(Whole);
            Row(text, [row.Key, $"{row.Count()}", .. accuracies, Papers.GetValueOrDefault(row.Key, ""), .. effort]);
        }

        text.AppendLine();
        text.AppendLine("| method | seed | cell | CIFAR-10 | CIFAR-100 | ImageNet16-120 | evaluations | seconds |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (ResultRun run in runs.OrderBy(run => run.Row, StringComparer.Ordinal).ThenBy(run => run.Seed))
        {
            IEnumerable<string> accuracies = TabularBenchmark.Datasets.Select(dataset =>
                run.Architecture is null ? "" : table.Accuracy(NasBench201Cell.Parse(run.Architecture), dataset).ToString("F2", CultureInfo.InvariantCulture));
            string cell = $"`{run.Architecture?.Replace("|", "\\|", StringComparison.Ordinal)}`";
            Row(text, [run.Row, $"{run.Seed}", cell, .. accuracies, $"{run.Evaluations}", Whole(run.Seconds)]);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");

    private static string Whole(double value) => value.ToString("F0", CultureInfo.InvariantCulture);

    private static string Spread(double[] values)
    {
        double mean = values.Average();
        double variance = values.Length > 1 ? values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) : 0;
        return $"{mean.ToString("F2", CultureInfo.InvariantCulture)} ({Math.Sqrt(variance).ToString("F2", CultureInfo.InvariantCulture)})";
    }
}
