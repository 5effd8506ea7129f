using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>
/// What each indicator adds to a search: one and the same method, guided by every non-empty subset of some indicators. Source: 003_fe8fa0e5c804e1de.txt,
/// Sec. 5.6 and Table 5.
/// </summary>
public static class IndicatorAblation
{
    /// <summary>Seeds where nothing else is asked for; the paper does not say how many it took.</summary>
    public const int DefaultSeeds = 3;

    /// <summary>Most indicators whose subsets are searched: 63 searches for each seed.</summary>
    public const int MaxIndicators = 6;

    /// <summary>Searches with every subset by the sum of ranks, the small subsets first.</summary>
    /// <param name="searches">Runs them.</param>
    /// <param name="request">Space, method, steps and scoring; which indicators it names does not matter.</param>
    /// <param name="indicators">Ids of one to <see cref="MaxIndicators"/> indicators, each going for the end that promises the better trained network.</param>
    /// <param name="seeds">Seeds, at least 1.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>One summary for each subset, named by its indicators.</returns>
    /// <exception cref="AnalysisException">There is no indicator, or too many, or one stands twice, or there is no seed.</exception>
    /// <exception cref="SearchRequestException">The parts of the request do not fit together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<SearchSummary> Run(
        RepeatedSearches searches, SearchRequest request, IReadOnlyList<string> indicators, int seeds = DefaultSeeds, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(searches);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(indicators);
        if (indicators.Count is < 1 or > MaxIndicators)
            throw new AnalysisException($"the subsets of {indicators.Count} indicators cannot be searched; name 1 to {MaxIndicators}");
        if (indicators.CountBy(id => id).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
            throw new AnalysisException($"indicator {twice} stands twice; name each once");
        CombinationTerm[] terms = [.. indicators.Select(id => new CombinationTerm(id, IndicatorRegistry.Get(id).Direction))];
        var scoring = request.Scoring with { Indicators = indicators };
        return searches.Run(
            [
                .. Subsets(terms).Select(subset => (
                    NameOf(subset), request with { Scoring = scoring, Objective = Combinations.Of(Aggregation.RankSum, subset) })),
            ],
            seeds,
            token);
    }

    /// <summary>Every non-empty subset, by size and then in the order of the items.</summary>
    internal static IReadOnlyList<IReadOnlyList<T>> Subsets<T>(IReadOnlyList<T> items) =>
    [
        .. Enumerable.Range(1, (1 << items.Count) - 1)
            .Select(bits => Enumerable.Range(0, items.Count).Where(index => (bits >> index & 1) == 1).ToArray())
            .OrderBy(indices => indices.Length)
            .ThenBy(indices => string.Concat(indices), StringComparer.Ordinal)
            .Select(indices => (IReadOnlyList<T>)[.. indices.Select(index => items[index])]),
    ];

    private static string NameOf(IEnumerable<CombinationTerm> subset) => string.Join(", ", subset.Select(term => term.Indicator));
}
