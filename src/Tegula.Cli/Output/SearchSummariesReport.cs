using Tegula.Analysis;
using Tegula.Cli.Options;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>analyse ablation</c> and <c>analyse radius</c>.</summary>
/// <param name="Space">Id of the space.</param>
/// <param name="Method">Id of the search method.</param>
/// <param name="Steps">Architectures that each search may ask for.</param>
/// <param name="Seed">The first seed.</param>
/// <param name="Seeds">Searches of each kind.</param>
/// <param name="Fidelity">How was measured.</param>
/// <param name="Rows">One for each kind of search.</param>
internal sealed record SearchSummariesReport(
    string Space, string Method, int Steps, ulong Seed, int Seeds, string Fidelity, IReadOnlyList<SearchSummaryJson> Rows)
{
    /// <summary>The document.</summary>
    public static SearchSummariesReport Of(IEnumerable<SearchSummary> found, SearchRequest request, int seeds) => new(
        request.Space,
        request.Method,
        request.EffectiveSteps,
        request.Scoring.Seed,
        seeds,
        ScoringOptions.Name(request.Scoring.Fidelity),
        [
            .. found.Select(summary => new SearchSummaryJson(
                summary.Name,
                SpreadJson.Of(summary.Accuracy),
                summary.Evaluations,
                summary.TurnedAway,
                summary.Spared,
                summary.Seconds,
                summary.Answers)),
        ]);

    /// <summary>The data sets for which some accuracy is known.</summary>
    public static IReadOnlyList<string> Datasets(SearchSummariesReport report) => [.. report.Rows.SelectMany(row => row.Accuracy.Keys).Distinct()];

    /// <summary>The columns of the CSV.</summary>
    public static IReadOnlyList<string> CsvHeader(SearchSummariesReport report) =>
    [
        "search", .. Datasets(report).SelectMany(dataset => new[] { dataset, $"{dataset}_sd" }), "evaluations", "turned_away", "spared", "seconds",
    ];

    /// <summary>The rows of the CSV.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(SearchSummariesReport report)
    {
        var datasets = Datasets(report);
        return report.Rows.Select(IReadOnlyList<object?> (row) =>
        [
            row.Name,
            .. datasets.SelectMany(dataset =>
                row.Accuracy.TryGetValue(dataset, out var accuracy) ? new object?[] { accuracy.Mean, accuracy.Sd } : [null, null]),
            row.Evaluations, row.TurnedAway, row.Spared, row.Seconds,
        ]);
    }
}

/// <summary>One kind of search over all seeds.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Accuracy">Mean and spread of the answers' accuracies in percent by data set.</param>
/// <param name="Evaluations">Mean number of computations measured.</param>
/// <param name="TurnedAway">Mean number of architectures that the filter turned away.</param>
/// <param name="Spared">Mean number of distinct computations among them.</param>
/// <param name="Seconds">Mean time that one search would have taken alone, with all the indicators that were measured together.</param>
/// <param name="Answers">What each search chose; null where nothing could be measured.</param>
internal sealed record SearchSummaryJson(
    string Name,
    Dictionary<string, SpreadJson> Accuracy,
    double Evaluations,
    double TurnedAway,
    double Spared,
    double Seconds,
    IReadOnlyList<string?> Answers);
