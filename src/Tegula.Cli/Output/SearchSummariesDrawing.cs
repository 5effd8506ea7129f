using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>Kinds of search as means with their spread.</summary>
internal static class SearchSummariesDrawing
{
    /// <summary>The drawing.</summary>
    /// <exception cref="UsageException">No accuracy is known.</exception>
    public static string Of(SearchSummariesReport report, string title, string caption)
    {
        var datasets = SearchSummariesReport.Datasets(report);
        if (datasets.Count == 0)
            throw new UsageException("--svg: the table holds none of the architectures found");
        return SpreadSvg.Write(
            datasets,
            [
                .. report.Rows.Select(row => new SpreadRow(
                    row.Name,
                    [
                        .. datasets.Select(dataset =>
                            row.Accuracy.TryGetValue(dataset, out var accuracy) ? new SpreadPoint(accuracy.Mean, accuracy.Sd) : (SpreadPoint?)null),
                    ],
                    row.Evaluations.ToString("0.#", CultureInfo.InvariantCulture))),
            ],
            "accuracy in %",
            "evaluations",
            title,
            caption);
    }
}
