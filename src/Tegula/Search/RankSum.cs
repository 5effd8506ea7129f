using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Combines indicators by the sum of their ranks within a group (TEG, 003_fe8fa0e5c804e1de.txt Sec. 4.2 and 5.2.2).</summary>
/// <remarks>
/// Each indicator sorts the group from its better end; the best has rank 1. Equal values share the mean of the places they fill, so that the ranks of
/// n architectures always add up to n (n + 1) / 2. Architectures with a failed indicator take no part in the sorting: they share the mean of the last
/// places in every indicator, which puts them behind everything that was measured.
/// </remarks>
public sealed class RankSum : IObjective
{
    /// <summary>Creates the objective.</summary>
    /// <param name="terms">The indicators with their directions; at least one, none twice.</param>
    /// <exception cref="ArgumentException"><paramref name="terms"/> is empty or names an indicator twice.</exception>
    public RankSum(params IReadOnlyList<ObjectiveTerm> terms)
    {
        if (terms.Count == 0)
            throw new ArgumentException("an objective needs at least one indicator", nameof(terms));
        var twice = terms.GroupBy(term => term.Indicator).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
            throw new ArgumentException($"indicator '{twice.Key}' stands twice in the objective; name each once", nameof(terms));
        Terms = terms;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ObjectiveTerm> Terms { get; }

    /// <summary>The objective over indicators named by id, each with the direction that a search goes for.</summary>
    /// <param name="indicators">Indicator ids, for example <c>kappa, regions, mse</c>.</param>
    /// <exception cref="ArgumentException">An id is unknown, stands twice, or there is none.</exception>
    public static RankSum Of(params IReadOnlyList<string> indicators) =>
        new([.. indicators.Select(id => new ObjectiveTerm(id, IndicatorRegistry.Get(id).ObjectiveDirection))]);

    /// <inheritdoc/>
    public bool HasFailed(ArchitectureScore score) => Terms.Any(term => !score.Indicators.TryGetValue(term.Indicator, out var value) || !value.IsOk);

    /// <inheritdoc/>
    public double[] Costs(IReadOnlyList<ArchitectureScore> group)
    {
        var costs = new double[group.Count];
        foreach (var ranks in Terms.Select(term => Ranks(group, term)))
        {
            for (var i = 0; i < costs.Length; i++)
                costs[i] += ranks[i];
        }

        return costs;
    }

    /// <summary>The rank of each member of the group in one indicator: 1 is best, equals share the mean of their places, failed ones that of the last.</summary>
    /// <param name="group">Scores to compare with each other.</param>
    /// <param name="term">The indicator to sort by; one of <see cref="Terms"/>.</param>
    public double[] Ranks(IReadOnlyList<ArchitectureScore> group, ObjectiveTerm term)
    {
        var ranks = new double[group.Count];
        var measured = Enumerable.Range(0, group.Count).Where(i => !HasFailed(group[i])).ToArray();
        var sign = term.Direction == Direction.LowerIsBetter ? 1.0 : -1.0;
        var keys = Array.ConvertAll(measured, i => sign * group[i].Indicators[term.Indicator].Value!.Value);
        Array.Sort(keys, measured);
        for (int first = 0, next; first < keys.Length; first = next)
        {
            for (next = first + 1; next < keys.Length && keys[next].Equals(keys[first]);)
                next++;
            foreach (var i in measured.AsSpan(first, next - first))
                ranks[i] = MeanPlace(first, next);
        }

        for (var i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] == 0)
                ranks[i] = MeanPlace(measured.Length, group.Count);
        }

        return ranks;
    }

    private static double MeanPlace(int first, int next) => (first + 1 + next) / 2.0;
}
