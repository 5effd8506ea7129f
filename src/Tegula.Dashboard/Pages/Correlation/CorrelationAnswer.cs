using System.Collections.Immutable;
using System.Globalization;
using Tegula.Analysis;
using Tegula.Benchmarks;
using Tegula.Dashboard.Figures;
using Tegula.Datasets;
using Tegula.Drawing;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Dashboard.Pages.Correlation;

/// <summary>How well what a study measured orders architectures as training does.</summary>
/// <param name="Datasets">Data sets of the table.</param>
/// <param name="Dataset">The one that is shown.</param>
/// <param name="Evaluated">Architectures of the study.</param>
/// <param name="Study">The comparison; null where the table holds too few of them, then <paramref name="Common"/> says how many.</param>
/// <param name="Common">Architectures of the study that the table holds.</param>
/// <param name="Figures">The comparison drawn, with its numbers.</param>
public sealed record CorrelationAnswer(
    IReadOnlyList<string> Datasets, string Dataset, int Evaluated, RankStudy? Study, int Common, IReadOnlyList<Figure> Figures)
{
    /// <summary>Steps of the study that it is of.</summary>
    public int Steps { get; init; }

    /// <summary>Fewest resamples behind an interval.</summary>
    public const int LeastResamples = 100;

    /// <summary>Most resamples behind an interval.</summary>
    public const int MostResamples = 1_000;

    // A second or so of two processors: rows of a sample, times predictors, times resamples.
    private const long Work = 12_000_000;
    private const int MostPoints = 400;
    private const double WideRange = 100;

    /// <summary>Compares a study with a table.</summary>
    /// <param name="course">What the study measured.</param>
    /// <param name="space">The space of both.</param>
    /// <param name="table">Trained architectures.</param>
    /// <param name="dataset">Data set of the table; null or one that is not there for the first.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="BenchmarkFormatException">The table has no accuracies.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CorrelationAnswer Of(SearchCourse course, SpaceInfo space, AccuracyTable table, string? dataset, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Accuracies();
        var column = columns.FirstOrDefault(item => item.Dataset == dataset) ?? columns[0];
        var rows = table.Architectures.Index().ToDictionary(item => item.Item.ToString()!, item => item.Index);
        CourseStep[] evaluated = [.. course.Steps.DistinctBy(step => step.Architecture)];
        ScoredArchitecture[] sample =
        [
            .. evaluated.Where(step => rows.ContainsKey(step.Architecture)).Select(step => new ScoredArchitecture(table.Architectures[rows[step.Architecture]], step.Score)
            {
                Accuracy = ImmutableDictionary<string, double>.Empty.Add(column.Dataset, column.Percent[rows[step.Architecture]]),
            }),
        ];
        string[] datasets = [.. columns.Select(item => item.Dataset)];
        if (sample.Length < AccuracyTable.LeastArchitectures)
            return new(datasets, column.Dataset, evaluated.Length, null, sample.Length, []) { Steps = course.Steps.Count };
        var predictors = Predictors(course, space);
        sample = Counted(sample, space, predictors, token);
        var resamples = (int)Math.Clamp(Work / ((long)sample.Length * predictors.Count), LeastResamples, MostResamples);
        var study = RankStudy.Of(sample, predictors, new() { Bootstrap = new() { Resamples = resamples } }, token);
        return new(
            datasets,
            column.Dataset,
            evaluated.Length,
            study,
            sample.Length,
            [Ranking(study, space, column.Dataset), Scatter(study, sample, column.Dataset)])
        {
            Steps = course.Steps.Count,
        };
    }

    /// <summary>What is compared: every indicator of the study, the combinations that these allow, and the counts that cost nothing.</summary>
    private static IReadOnlyList<Predictor> Predictors(SearchCourse course, SpaceInfo space)
    {
        string[] measured = [.. course.Columns.Select(column => column.Indicator).Where(id => IndicatorRegistry.All.Any(indicator => indicator.Id == id))];
        var combinations = Combinations.All.Where(combination => combination.Indicators.All(measured.Contains));
        IndicatorCombination[] own = course.Objective is { Terms.Count: > 1 } objective ? [objective] : [];
        return
        [
            .. measured.Select(Predictor.Parse)
                .Concat(own.Concat(combinations).Select(Predictor.Of))
                .Concat(Predictor.FreeBaselines(space.Id))
                .DistinctBy(predictor => predictor.Id),
        ];
    }

    // Counts need no images, and the scorer that makes them takes any.
    private static ScoredArchitecture[] Counted(ScoredArchitecture[] sample, SpaceInfo space, IReadOnlyList<Predictor> predictors, CancellationToken token)
    {
        string[] missing =
        [
            .. predictors.Where(predictor => predictor is { IsFree: true, Combination: null }).Select(predictor => predictor.Id)
                .Where(id => !sample.All(item => item.Score.Indicators.ContainsKey(id))),
        ];
        if (missing.Length == 0)
            return sample;
        using var scorer = SpaceScorer.Of(space.Id, DatasetSpec.Open(DatasetRegistry.All[0].Id), new() { Indicators = missing });
        var counts = scorer.Score([.. sample.Select(item => item.Architecture)], token);
        return
        [
            .. sample.Zip(counts, (item, count) => item with
            {
                Score = item.Score with { Indicators = count.Indicators.Concat(item.Score.Indicators).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value) },
            }),
        ];
    }

    private static Figure Ranking(RankStudy study, SpaceInfo space, string dataset)
    {
        RankStudyRow[] rows = [.. study.Rows.OrderByDescending(row => row.Kendall?.Value ?? -1)];
        var mark = study.BestFree.GetValueOrDefault(dataset);
        var percent = (100 * study.Options.Bootstrap.Confidence).ToString("0.#", CultureInfo.InvariantCulture);
        var svg = RankingSvg.Write(
            [.. rows.Select(row => new RankingRow(row.Predictor.Id, row.Predictor.IsFree))],
            [
                new(
                    dataset,
                    [.. rows.Select(row => new RankingBar(row.Kendall?.Value, row.Kendall?.Interval.Low ?? 0, row.Kendall?.Interval.High ?? 0))],
                    rows.FirstOrDefault(row => row.Predictor == mark)?.Kendall?.Value),
            ],
            "How well indicators order architectures as training does",
            $"{space.Id}, {study.Count.ToString("N0", CultureInfo.InvariantCulture)} architectures, intervals of {percent}% from {study.Options.Bootstrap.Resamples} resamples",
            "Kendall tau-b",
            ("measured on networks", "counted, free", "best of the free ones"));
        return new(
            "Rank correlation with the accuracy after training",
            $"1 means that an indicator puts all architectures in the order in which they train, 0 that it says nothing. Each line is an interval that holds {percent}% of "
                + $"{study.Options.Bootstrap.Resamples} resamples. Hollow bars cost nothing to count: an indicator is worth its time where it is above the best of them.",
            svg,
            new(
                ["predictor", "Kendall tau", "tau from", "tau to", "Spearman rho", "rho from", "rho to", "lead over the best count", "lead from", "lead to", "not measured"],
                [
                    .. rows.Select(row => (IReadOnlyList<object?>)
                    [
                        row.Predictor.Id, row.Kendall?.Value, row.Kendall?.Interval.Low, row.Kendall?.Interval.High, row.Spearman?.Value, row.Spearman?.Interval.Low,
                        row.Spearman?.Interval.High, row.Lead?.Value, row.Lead?.Interval.Low, row.Lead?.Interval.High, row.Failed,
                    ]),
                ]));
    }

    private static Figure Scatter(RankStudy study, ScoredArchitecture[] sample, string dataset)
    {
        var step = (sample.Length + MostPoints - 1) / MostPoints;
        ScoredArchitecture[] shown = [.. sample.Where((_, index) => index % step == 0)];
        Predictor[] indicators = [.. study.Rows.Select(row => row.Predictor).Where(predictor => predictor is { IsFree: false, Combination: null })];
        Predictor[] drawable = [.. indicators.Where(indicator => shown.Any(item => Value(item, indicator.Id) is not null))];
        var svg = drawable.Length == 0 ? null : ScatterPanelsSvg.Write(
            [.. drawable.Select(indicator => Panel(indicator, shown, dataset))],
            "Indicators against the accuracy after training",
            shown.Length < sample.Length ? $"every {step}th of {sample.Length:N0} architectures" : $"{sample.Length:N0} architectures");
        return new(
            "Indicators against accuracy",
            "One point for each architecture: what was measured before training across, the accuracy after training up.",
            svg,
            new(
                ["architecture", .. drawable.Select(indicator => indicator.Id), $"accuracy on {dataset}, %"],
                [
                    .. shown.Select(item => (IReadOnlyList<object?>)
                        [item.Score.Architecture, .. drawable.Select(indicator => (object?)Value(item, indicator.Id)), item.Accuracy[dataset]]),
                ]));
    }

    private static ScatterPanel Panel(Predictor indicator, ScoredArchitecture[] shown, string dataset)
    {
        (double X, double Y)[] points = [.. shown.Where(item => Value(item, indicator.Id) is not null).Select(item => (Value(item, indicator.Id)!.Value, item.Accuracy[dataset]))];
        var isLogarithmic = Array.TrueForAll(points, point => point.X > 0) && points.Max(point => point.X) >= WideRange * points.Min(point => point.X);
        return new(
            indicator.Name,
            isLogarithmic ? $"log10 of {indicator.Id}" : indicator.Id,
            "accuracy, %",
            [new("architectures", [.. points.Select(point => isLogarithmic ? (Math.Log10(point.X), point.Y) : point)])]);
    }

    private static double? Value(ScoredArchitecture item, string indicator) =>
        item.Score.Indicators.TryGetValue(indicator, out var value) && value.Value is { } number && double.IsFinite(number) ? number : null;
}
