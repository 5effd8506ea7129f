using System.Collections.Immutable;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Benchmarks;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Drawing;
using Tegula.Indicators;

namespace Tegula.Cli.Reports;

/// <summary>The report of <c>rank</c>.</summary>
internal static class RankPage
{
    private const double LeastForLogarithm = 1_000;

    /// <summary>The file.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="sample">What it was found on.</param>
    /// <param name="typed">The command as it is typed.</param>
    /// <param name="seconds">Time it took.</param>
    public static string Write(RankReport report, ScoredSample sample, string typed, double seconds)
    {
        var best = report.Rows.Where(row => row.Kendall is not null).OrderByDescending(row => row.Kendall).FirstOrDefault();
        return ReportDocument.Write(new()
        {
            Title = $"How well indicators order architectures of {report.Space}",
            Summary = best is null
                ? "No indicator orders this sample at all."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"The best order is that of {best.Indicator} on {best.Dataset}: Kendall tau {best.Kendall:0.000} over {report.N:N0} architectures."),
            Command = typed,
            Sections =
            [
                new(
                    "Rank correlation",
                    "Kendall's tau compares the order of an indicator with that of the accuracies after training: 1 is the same order, 0 none, -1 the reverse. "
                        + "An indicator earns its time where it beats the best count that costs nothing.",
                    [
                        new(
                            "Kendall's tau of each indicator",
                            $"Lines are intervals that hold {Percent(report.Confidence)} of {Grouped(report.Resamples)} resamples.",
                            RankDrawing.Of(report),
                            new(RankCsv.Header, [.. report.Rows.Select(RankCsv.Fields)])),
                    ]),
                new("Sample", "Each point is an architecture: what an indicator says before training, and its accuracy after it.", [Scatter(report, sample)]),
            ],
            Facts =
            [
                ReportFacts.Version,
                ReportFacts.Seed(report.Seed),
                new("Table", report.Table),
                .. report.Scores is { } scores ? [new Fact("Scores", scores)] : ReportFacts.Data(report.Data!, sample.Data),
                .. report.Fidelity is { } fidelity ? [new Fact("Fidelity", fidelity)] : Array.Empty<Fact>(),
                new("Architectures",
                    string.Create(CultureInfo.InvariantCulture, $"{report.N:N0}{(report.Cancelled ? $" of {sample.Asked:N0}, cancelled" : "")}")),
                ReportFacts.Time(seconds),
            ],
        });
    }

    private static Figure Scatter(RankReport report, ScoredSample sample)
    {
        var dataset = report.Rows[0].Dataset;
        string[] indicators = [.. sample.Architectures.SelectMany(item => item.Score.Indicators.Keys).Distinct()];
        string[] datasets = [.. report.Rows.Select(row => row.Dataset).Distinct()];
        ScatterPanel[] panels = [.. indicators.Select(id => Panel(id, dataset, sample)).OfType<ScatterPanel>()];
        var table = new NumberTable(
            ["architecture", .. indicators, .. datasets.Select(name => $"{name} %")],
            [
                .. sample.Architectures.Select(item => (IReadOnlyList<object?>)
                [
                    item.Score.Architecture,
                    .. indicators.Select(id => ValueOf(item, id) is { } value ? (object?)value : null),
                    .. datasets.Select(name => item.Accuracy.TryGetValue(name, out var accuracy) ? (object?)accuracy : null),
                ]),
            ]);
        const string title = "Indicators and accuracy of the sample";
        return new(
            title,
            $"Accuracy on {dataset} in percent.",
            panels.Length == 0 ? null : ScatterPanelsSvg.Write(panels, title,
                string.Create(CultureInfo.InvariantCulture, $"{report.Space}, {report.N:N0} architectures")),
            table);
    }

    private static ScatterPanel? Panel(string id, string dataset, ScoredSample sample)
    {
        (double X, double Y)[] points =
            [.. sample.Architectures.Where(item => ValueOf(item, id) is not null && item.Accuracy.ContainsKey(dataset))
                .Select(item => (ValueOf(item, id)!.Value, item.Accuracy[dataset]))];
        if (!Array.Exists(points, point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
            return null;
        var isLogarithmic = points.Min(point => point.X) > 0 && points.Max(point => point.X) > LeastForLogarithm * points.Min(point => point.X);
        var name = IndicatorRegistry.All.FirstOrDefault(info => info.Id == id)?.Id ?? id;
        return new(
            name,
            isLogarithmic ? $"log10 of {name}" : name,
            $"accuracy on {dataset}, %",
            [new("architectures", isLogarithmic ? [.. points.Select(point => (Math.Log10(point.X), point.Y))] : [.. points])]);
    }

    private static double? ValueOf(ScoredArchitecture item, string id) => item.Score.Indicators.TryGetValue(id, out var value) ? value.Value : null;

    private static string Grouped(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => $"{(100 * share).ToString("0.#", CultureInfo.InvariantCulture)} %";
}
