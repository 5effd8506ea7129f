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
        text.AppendLine("| method | CIFAR-10 | CIFAR-100 | ImageNet16-120 | papers | evaluations | turned away | seconds |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<string, ResultRun> row in runs.GroupBy(run => run.Row))
        {
            NasBench201Cell[] cells = [.. row.Where(run => run.Architecture is not null).Select(run => NasBench201Cell.Parse(run.Architecture!))];
            IEnumerable<string> accuracies = TabularBenchmark.Datasets.Select(dataset => Spread([.. cells.Select(cell => table.Accuracy(cell, dataset))]));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Key} | {string.Join(" | ", accuracies)} | {Papers.GetValueOrDefault(row.Key, "")} | {Mean(row, run => run.Evaluations):F0} | {Mean(row, run => run.Filtered):F0} | {Mean(row, run => run.Seconds):F0} |");
        }

        text.AppendLine();
        text.AppendLine("| method | seed | cell | CIFAR-10 | CIFAR-100 | ImageNet16-120 | evaluations | seconds |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (ResultRun run in runs.OrderBy(run => run.Row, StringComparer.Ordinal).ThenBy(run => run.Seed))
        {
            IEnumerable<string> accuracies = TabularBenchmark.Datasets.Select(dataset =>
                run.Architecture is null ? "" : table.Accuracy(NasBench201Cell.Parse(run.Architecture), dataset).ToString("F2", CultureInfo.InvariantCulture));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {run.Row} | {run.Seed} | `{run.Architecture?.Replace("|", "\\|", StringComparison.Ordinal)}` | {string.Join(" | ", accuracies)} | {run.Evaluations} | {run.Seconds:F0} |");
        }

        return text.ToString();
    }

    private static double Mean(IEnumerable<ResultRun> runs, Func<ResultRun, double> value) => runs.Average(value);

    private static string Spread(double[] values)
    {
        double mean = values.Average();
        double variance = values.Length > 1 ? values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) : 0;
        return $"{mean.ToString("F2", CultureInfo.InvariantCulture)} ({Math.Sqrt(variance).ToString("F2", CultureInfo.InvariantCulture)})";
    }
}
