using Tegula.Benchmarks;
using Tegula.Dashboard.Figures;
using Tegula.Drawing;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>What compared studies are worth by a table of trained architectures.</summary>
internal static class AccuracyFigures
{
    /// <summary>Accuracy of the answers, and of each data set the regret of the best so far.</summary>
    /// <param name="studies">The studies, all of the table's space.</param>
    /// <param name="ranking">The common ranking; null where there is none, and then no regret.</param>
    /// <param name="table">The table.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="BenchmarkFormatException">The table has no accuracies.</exception>
    public static IEnumerable<Figure> Of(IReadOnlyList<ComparedStudy> studies, CommonRanking? ranking, AccuracyTable table, string name)
    {
        var rows = table.Architectures.Index().ToDictionary(item => item.Item.ToString()!, item => item.Index);
        var columns = table.Accuracies();
        yield return new(
            "Accuracy of the answers once trained",
            $"In percent, from {name}; the regret is what the best of the table has more.",
            null,
            new(
                ["data set", "best of the table", .. studies.Select(study => study.Label), .. studies.Select(study => $"regret of {study.Letter}")],
                [
                    .. columns.Select(column => (IReadOnlyList<object?>)
                    [
                        column.Dataset,
                        column.Percent.Max(),
                        .. studies.Select(study => (object?)Accuracy(column, study.Answer)),
                        .. studies.Select(study => (object?)(column.Percent.Max() - Accuracy(column, study.Answer))),
                    ]),
                ]));
        if (ranking is null)
            yield break;
        foreach (var column in columns)
        {
            var best = column.Percent.Max();
            double? Regret(CommonPoint point) => best - Accuracy(column, point.Architecture);
            var isDrawable = ranking.Curves.Any(curve => curve.Any(point => Regret(point) is not null));
            yield return new(
                $"Regret on {column.Dataset}",
                "Percent points that the best so far, by the common ranking, stays behind the best of the table once trained; lower is better. "
                    + "A ranking without training may choose something worse, so a curve may rise.",
                isDrawable
                    ? CurvePanelsSvg.Write(
                        ComparisonFigures.Panels(studies, ranking.Curves, "regret", Regret), $"Regret on {column.Dataset}", $"percent points, from {name}")
                    : null,
                new(
                    ["study", "evaluation", "seconds", "regret", "architecture"],
                    [
                        .. studies.Zip(ranking.Curves).SelectMany(pair => pair.Second.Select(point => (IReadOnlyList<object?>)
                            [pair.First.Label, point.Evaluations, point.Seconds, Regret(point), point.Architecture])),
                    ]));
        }

        double? Accuracy(AccuracyColumn column, string? architecture) =>
            architecture is not null && rows.TryGetValue(architecture, out var row) ? column.Percent[row] : null;
    }
}
