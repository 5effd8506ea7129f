using System.Globalization;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Search;

namespace Tegula.Cli.Reports;

/// <summary>The report of <c>search</c>, of one method or of several compared.</summary>
internal static class SearchPage
{
    /// <summary>The file.</summary>
    /// <param name="found">Results with an answer, and what was asked for.</param>
    /// <param name="typed">The command as it is typed.</param>
    /// <param name="data">The data as the user wrote it.</param>
    /// <param name="images">The data.</param>
    /// <param name="table">Where to look up what the cells reach once trained; null for nowhere.</param>
    public static string Write(
        IReadOnlyList<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, string typed, string data,
        ImageDataset images, TabularBenchmark? table)
    {
        var isAlone = found.Count == 1;
        var (result, request) = found[0];
        ReportSection[] sections =
        [
            .. isAlone ? Array.Empty<ReportSection>() : [Comparison(found, table)],
            .. found.SelectMany(pair => SearchParts.Of(pair.Result, pair.Request, table, isAlone ? "" : $"{SearchMethods.Get(pair.Request.Method).Name}: ")),
            .. table is null ? [] : Regret(found, table),
        ];
        return ReportDocument.Write(new()
        {
            Title = isAlone ? $"Search on {request.Space}: {result.Answer!.Score.Architecture}" : $"{found.Count} search methods on {request.Space} compared",
            Summary = isAlone
                ? $"{(result.Cancelled ? "Stopped early; this is the best so far. " : "")}{SearchView.Why(request)}"
                : string.Join(' ', found.Select(pair => $"{pair.Request.Method}: {pair.Result.Answer!.Score.Architecture}.")),
            Command = typed,
            Sections = sections,
            Facts =
            [
                ReportFacts.Version,
                ReportFacts.Seed(request.Scoring.Seed),
                .. ReportFacts.Data(data, images),
                new("Objective", request.Objective?.Id ?? string.Join(',', request.Scoring.Indicators)),
                new("Fidelity", ScoringOptions.Name(request.Scoring.Fidelity)),
                .. found.Select(pair => new Fact(isAlone ? "Effort" : $"Effort of {pair.Request.Method}", SearchView.Effort(pair.Result, pair.Request))),
                ReportFacts.Time(found.Sum(pair => pair.Result.Elapsed.TotalSeconds)),
            ],
        });
    }

    private static ReportSection Comparison(IReadOnlyList<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark? table)
    {
        var indicators = found[0].Request.Scoring.Indicators;
        var datasets = table is null ? [] : TabularBenchmark.Datasets;
        var rows = found.Select(pair =>
        {
            var (result, request) = pair;
            var accuracy = TableLookup.Accuracy(table, result.Answer!.Architecture);
            var cost = ArchitectureCost.Of(result.Answer.Architecture)!.Whole;
            return (IReadOnlyList<object?>)
            [
                request.Method, result.Answer.Score.Architecture, result.History.Count,
                result.Evaluations, result.Borrowed, result.Filtered, result.Cost.TotalSeconds,
                .. indicators.Select(id => (object?)result.Answer.Score.Indicators[id].Value), cost.Parameters, cost.Macs,
                .. datasets.Select(dataset => (object?)accuracy?[dataset]),
                .. datasets.Select(dataset => accuracy is null ? null : (object?)(table!.Best(dataset).Accuracy - accuracy[dataset])),
            ];
        });
        var columns = new NumberTable(
            [
                "method", "architecture", "steps", "evaluations", "borrowed", "filtered", "seconds alone", .. indicators, "parameters", "MACs",
                .. datasets.Select(dataset => $"{dataset} %"), .. datasets.Select(dataset => $"{dataset} regret"),
            ],
            [.. rows]);
        return new(
            "Comparison",
            "One seed and one cache of scores for all; 'seconds alone' counts what was borrowed from a method before as if it had been measured.",
            [new("What each method found", "", null, columns)]);
    }

    private static IEnumerable<ReportSection> Regret(IReadOnlyList<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark table)
    {
        var replays = found
            .SelectMany(pair => TabularBenchmark.Datasets.Select(dataset => (pair.Request.Method, Replay: SearchReplay.Of(pair.Result, table, dataset))))
            .Where(pair => pair.Replay is not null)
            .Select(pair => (pair.Method, Replay: pair.Replay!))
            .ToList();
        if (replays.Count == 0)
        {
            yield return new("Accuracy once trained", "The table does not hold what was found.", []);
            yield break;
        }

        var points = replays.SelectMany(pair => pair.Replay.Curve.Select(point => (IReadOnlyList<object?>)
        [
            pair.Method, pair.Replay.Dataset, point.Step, point.Evaluations, point.Seconds, point.BestSoFar, point.Incumbent,
            pair.Replay.Optimum - (point.Incumbent ?? point.BestSoFar),
        ]));
        yield return new(
            "Accuracy once trained",
            "Test accuracy in percent after 200 epochs, as the table of trained cells has it; the search itself never looked at it. Regret is how "
                + "many points the answer stays behind the best cell of the table.",
            [
                new("Accuracy and regret of the answers", "", null, new(
                    ["method", "data set", "accuracy %", "best of the table %", "regret"],
                    [.. replays.Select(pair => (IReadOnlyList<object?>)
                        [pair.Method, pair.Replay.Dataset, pair.Replay.Accuracy, pair.Replay.Optimum, pair.Replay.Regret])])),
                new(
                    "Regret over evaluations",
                    "What the method would have answered had it been stopped there; where it had no answer yet, the best that it had seen.",
                    SearchDrawing.Regret([.. found], table),
                    new(["method", "data set", "step", "evaluations", "seconds", "best so far %", "answer so far %", "regret"], [.. points])),
            ]);
    }
}
