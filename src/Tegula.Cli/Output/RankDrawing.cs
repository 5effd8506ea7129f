using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>The picture of <c>rank</c>: a bar for each tau, those of free counts hollow, the best of these as a line.</summary>
internal static class RankDrawing
{
    /// <summary>The drawing; rows by falling mean tau.</summary>
    public static string Of(RankReport report)
    {
        var datasets = report.Rows.Select(row => row.Dataset).Distinct().ToList();
        var order = report.Rows.GroupBy(row => row.Indicator)
            .OrderByDescending(group => group.Average(row => row.Kendall ?? -1))
            .Select(group => group.ToDictionary(row => row.Dataset))
            .ToList();
        var panels = datasets.Select(dataset => new RankingPanel(
            dataset,
            [.. order.Select(rows => Bar(rows[dataset]))],
            report.Rows.FirstOrDefault(row => row.Dataset == dataset && row.Indicator == row.Baseline)?.Kendall));
        return RankingSvg.Write(
            [.. order.Select(rows => new RankingRow(rows[datasets[0]].Indicator, rows[datasets[0]].Free))],
            [.. panels],
            "How well indicators order architectures as training does",
            $"{report.Space}, {report.N:N0} architectures, intervals of {100 * report.Confidence:0.#}% from {report.Resamples:N0} resamples",
            "Kendall tau-b",
            ("measured on networks", "counted, free", "best of the free ones"));
    }

    private static RankingBar Bar(RankRowJson row) => new(row.Kendall, row.Low ?? 0, row.High ?? 0);
}
