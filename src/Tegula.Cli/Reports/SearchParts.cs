using System.Globalization;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Drawing;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Search;

namespace Tegula.Cli.Reports;

/// <summary>The parts of a report that belong to one search.</summary>
internal static class SearchParts
{
    private const int BestShown = 20;

    /// <summary>The parts.</summary>
    /// <param name="result">A result with an answer.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="table">Where to look up what cells reach once trained; null for nowhere.</param>
    /// <param name="prefix">What stands before each heading.</param>
    public static IEnumerable<ReportSection> Of(SearchResult<IArchitecture> result, SearchRequest request, TabularBenchmark? table, string prefix)
    {
        var steps = result.History.Select(trial => new CourseStep(trial.Key, trial.Score, trial.Cached, trial.Spread, trial.TurnedAway));
        var course = new SearchCourse([.. steps], request.Objective);
        yield return new($"{prefix}What was found", result.Answer!.Score.Architecture, [.. Cells(result), Cost(result)]);
        yield return new($"{prefix}Why this one",
            $"{SearchView.Why(request)} A rank is the place among everything scored; 1 is the best.", [Indicators(result, request)]);
        yield return new($"{prefix}How the search went", SearchView.Effort(result, request), [.. SearchCharts.Of(course, result, request)]);
        if (Best(course, request, table) is { } best)
            yield return new($"{prefix}The best",
                "Everything that was scored, ordered as the search orders it, and what nothing else beats in every indicator at once.", best);
    }

    private static IEnumerable<Figure> Cells(SearchResult<IArchitecture> result) => result.Answer!.Architecture is DartsGenotype genotype
        ?
        [
            new("Normal cell", "It keeps the size of its images.", GraphSvg.Write(genotype.Normal.ToGraph(), "Normal cell"), null),
            new("Reduction cell", "It halves the size of its images.", GraphSvg.Write(genotype.Reduce.ToGraph(), "Reduction cell"), null),
        ]
        : [new("The cell", "Nodes are sums of what arrives; edges are operations.",
            GraphSvg.Write(result.Answer.Architecture.ToGraph(), result.Answer.Score.Architecture), null)];

    private static Figure Cost(SearchResult<IArchitecture> result)
    {
        var cost = ArchitectureCost.Of(result.Answer!.Architecture)!;
        return new("Its cost", $"As {cost.Network}.", null, new(["parameters", "MACs of one image"], [[cost.Whole.Parameters, cost.Whole.Macs]]));
    }

    private static Figure Indicators(SearchResult<IArchitecture> result, SearchRequest request)
    {
        var ranks = result.Ranks.ToDictionary(rank => rank.Indicator);
        var rows = result.Answer!.Score.Indicators.Select(pair =>
        {
            var info = IndicatorRegistry.All.FirstOrDefault(item => item.Id == pair.Key);
            var direction = request.Objective?.Terms.FirstOrDefault(term => term.Indicator == pair.Key)?.Direction ?? info?.Direction;
            var rank = ranks.GetValueOrDefault(pair.Key);
            return (IReadOnlyList<object?>)
            [
                pair.Key, info?.Name, pair.Value.Value, pair.Value.Sd, IndicatorJson.StatusText(pair.Value.Status), rank?.Rank, rank?.Of,
                direction == Direction.LowerIsBetter ? "low" : "high",
            ];
        });
        return new(
            "Indicators of the answer", "sd: standard deviation over the repeated initialisations.", null,
            new(["indicator", "what it is", "mean", "sd", "status", "rank", "of", "better"], [.. rows]));
    }

    private static List<Figure>? Best(SearchCourse course, SearchRequest request, TabularBenchmark? table)
    {
        int[] order = [.. course.FirstSteps.Where(course.IsMeasured).OrderBy(step => course.Cost(step)).ThenBy(step => step)];
        if (order.Length == 0)
            return null;
        var figures = new List<Figure>();
        if (course.Front.Count > 0)
            figures.Add(Front(course, request, table));
        var few = order.Take(BestShown);
        figures.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"The best {Math.Min(BestShown, order.Length)}"),
            string.Create(CultureInfo.InvariantCulture,
                $"Of {order.Length:N0} distinct computations measured. Cost: what the search makes small, from ranks over all of them."),
            null,
            Members(course, table, few)));
        return figures;
    }

    private static Figure Front(SearchCourse course, SearchRequest request, TabularBenchmark? table)
    {
        var (across, up) = (request.Objective!.Terms[0].Indicator, request.Objective.Terms[1].Indicator);
        var front = course.Front.ToHashSet();
        var isLogarithmic = (Across: SearchCharts.IsLogarithmic(course.Column(across)!), Up: SearchCharts.IsLogarithmic(course.Column(up)!));
        (double X, double Y) Place(int step) => (
            SearchCharts.Scaled(course.Column(across)!.Values[step], isLogarithmic.Across),
            SearchCharts.Scaled(course.Column(up)!.Values[step], isLogarithmic.Up));
        int[] measured = [.. course.FirstSteps.Where(course.IsMeasured)];
        const string title = "Pareto front";
        var panel = new ScatterPanel(
            $"{across} and {up}",
            SearchCharts.AxisName(across, isLogarithmic.Across),
            SearchCharts.AxisName(up, isLogarithmic.Up),
            [new("beaten by another", [.. measured.Where(step => !front.Contains(step)).Select(Place)]), new("front", [.. course.Front.Select(Place)])]);
        return new(
            title,
            "Architectures that no other is better than in every indicator of the objective; the table lists them, all others stand in the table of steps.",
            ScatterPanelsSvg.Write([panel], title,
                string.Create(CultureInfo.InvariantCulture, $"{course.Front.Count} of {measured.Length:N0} computations measured")),
            Members(course, table, course.Front.OrderBy(step => course.Cost(step)).ThenBy(step => step)));
    }

    private static NumberTable Members(SearchCourse course, TabularBenchmark? table, IEnumerable<int> steps)
    {
        var datasets = table is null ? [] : TabularBenchmark.Datasets;
        return new(
            ["rank", "step", "architecture", "cost", .. course.Columns.Select(column => column.Indicator),
             .. datasets.Select(name => $"{name} %"), .. datasets.Select(name => $"{name} regret")],
            [
                .. steps.Select(step =>
                {
                    var text = course.Steps[step].Architecture;
                    var accuracy = NasBench201Cell.TryParse(text, out var cell) ? TableLookup.Accuracy(table, cell) : null;
                    return (IReadOnlyList<object?>)
                    [
                        course.Rank(step), step + 1, text, course.Cost(step), .. course.Columns.Select(column => (object?)column.Values[step]),
                        .. datasets.Select(name => (object?)accuracy?[name]),
                        .. datasets.Select(name => accuracy is null ? null : (object?)(table!.Best(name).Accuracy - accuracy[name])),
                    ];
                }),
            ]);
    }
}
