using System.Globalization;
using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>
/// How the radius of the depth-width filter matters: NAS-WOT's random search behind filters of several radii, and behind none. Source:
/// 000_47980149b45a68e2.txt, Sec. 5.3 and Table 3.
/// </summary>
/// <remarks>
/// The whole radius turns away only architectures without a parameterised operation on any path. A draw that the filter turns away is used up, as in the
/// paper, where it gets the worst score: what the filter gains, it gains with fewer evaluations.
/// </remarks>
public static class FilterRadiusAblation
{
    /// <summary>Architectures drawn by NAS-WOT.</summary>
    public const int DefaultDraws = 100;

    /// <summary>Seeds where nothing else is asked for: many, for one costs seconds and the spread is wide.</summary>
    public const int DefaultSeeds = 20;

    /// <summary>The paper's fractions of the radius, and none first.</summary>
    public static IReadOnlyList<double?> Fractions { get; } = [null, 1, 0.75, 0.5, 0.25];

    /// <summary>Searches behind each filter.</summary>
    /// <param name="searches">Runs them.</param>
    /// <param name="request">Space and scoring; the indicators are what the random search goes for (the paper: <c>naswot</c>).</param>
    /// <param name="fractions">Fractions of the radius in (0, 1], null for no filter.</param>
    /// <param name="draws">Architectures drawn by each search, those turned away included; at least 1.</param>
    /// <param name="seeds">Seeds, at least 1.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>One summary for each fraction.</returns>
    /// <exception cref="AnalysisException">There is no fraction, no draw or no seed.</exception>
    /// <exception cref="SearchRequestException">A filter keeps nothing, or the parts of the request do not fit together.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<SearchSummary> Run(
        RepeatedSearches searches,
        SearchRequest request,
        IReadOnlyList<double?> fractions,
        int draws = DefaultDraws,
        int seeds = DefaultSeeds,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(searches);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(fractions);
        if (fractions.Count == 0 || draws < 1)
            throw new AnalysisException($"{fractions.Count} radii of {draws} draws show nothing; at least one of each is needed");
        var random = request with { Method = SearchMethods.Random, Steps = draws, Draws = draws };
        var found = searches.Run([.. fractions.Select(fraction => (NameOf(fraction), random with { FilterFraction = fraction }))], seeds, token);

        // A filter goes on turning away until it finds one that would have been a draw too many; those beyond the last draw are not part of the search.
        return [.. found.Select(summary => summary with
        {
            TurnedAway = Math.Min(summary.TurnedAway, draws - summary.Evaluations),
            Spared = Math.Min(summary.Spared, draws - summary.Evaluations),
        })];
    }

    /// <summary>A fraction in words: <c>3/4 of the radius</c>, <c>no filter</c>.</summary>
    public static string NameOf(double? fraction) => fraction switch
    {
        null => "no filter",
        1 => "whole radius",
        0.75 => "3/4 of the radius",
        0.5 => "1/2 of the radius",
        0.25 => "1/4 of the radius",
        { } other => $"{other.ToString(CultureInfo.InvariantCulture)} of the radius",
    };
}
