using Tegula.Compute;

namespace Tegula.Indicators;

/// <summary>Several indicators in one number, by the ranks that an architecture has in each of them within a group.</summary>
/// <remarks>
/// Each indicator sorts the group; equal values share the mean of the places they fill, so that the places of n architectures always add up to
/// n (n + 1) / 2. Architectures that an indicator could not be measured on share the mean of that indicator's last places, and keep their places in the others:
/// a cell without weights has no tangent kernel, and is still told from other such cells. A value says where an architecture stands within its group, so values
/// of two groups must not be compared; that of one architecture alone is defined against a reference group.
/// </remarks>
public sealed record IndicatorCombination
{
    /// <summary>Creates a combination.</summary>
    /// <param name="id">Stable id, as on the command line.</param>
    /// <param name="name">Name for people.</param>
    /// <param name="aggregation">How ranks become one number.</param>
    /// <param name="terms">The indicators; at least one, none twice.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="terms"/> is empty, names an indicator twice, or has a weight that is not positive and finite.
    /// </exception>
    public IndicatorCombination(string id, string name, Aggregation aggregation, params IReadOnlyList<CombinationTerm> terms)
    {
        if (terms.Count == 0) throw new ArgumentException("a combination needs at least one indicator", nameof(terms));
        if (terms.GroupBy(term => term.Indicator).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new ArgumentException($"indicator '{twice.Key}' stands twice in the combination; name each once", nameof(terms));
        if (terms.FirstOrDefault(term => !double.IsFinite(term.Weight) || term.Weight <= 0) is { } weightless)
            throw new ArgumentException($"the weight {weightless.Weight} of {weightless.Indicator} is not positive and finite", nameof(terms));
        (Id, Name, Aggregation, Terms) = (id, name, aggregation, [.. terms]);
    }

    /// <summary>Stable id, as on the command line; of a combination without a name of its own, the text that <see cref="Combinations.Parse"/> reads.</summary>
    public string Id { get; }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>How ranks become one number.</summary>
    public Aggregation Aggregation { get; }

    /// <summary>The indicators; at least one, none twice.</summary>
    public IReadOnlyList<CombinationTerm> Terms { get; }

    /// <summary>Ids of the indicators, in the order of the terms.</summary>
    public IEnumerable<string> Indicators => Terms.Select(term => term.Indicator);

    /// <summary>Whether one of the indicators is missing or could not be measured.</summary>
    public bool HasFailed(ArchitectureScore score) =>
        Terms.Any(term => !score.Indicators.TryGetValue(term.Indicator, out IndicatorValue? value) || !value.IsOk);

    /// <summary>One value per member of the group, in their order; higher is better.</summary>
    /// <param name="group">Scores to compare with each other; may be empty.</param>
    /// <returns>
    /// For the sum of ranks the weighted mean of r / n, in (0, 1]; for log-rank the weighted mean of ln(r / n), at most 0. r = n + 1 - place: n for the best.
    /// </returns>
    public double[] Values(IReadOnlyList<ArchitectureScore> group)
    {
        double[][] places = [.. Terms.Select(term => Places(group, term))];
        var (values, ranks) = (new double[group.Count], new double[places.Length]);
        for (int i = 0; i < values.Length; i++)
        {
            for (int term = 0; term < ranks.Length; term++) ranks[term] = group.Count + 1 - places[term][i];
            values[i] = Aggregate(ranks, group.Count);
        }

        return values;
    }

    /// <summary>The value of one architecture against a reference group: what <see cref="Values"/> would give it as a further member.</summary>
    /// <remarks>r = 1 + how many of the reference it beats + half of those it equals, out of n = reference + 1.</remarks>
    /// <param name="score">The architecture.</param>
    /// <param name="reference">The group it is held against, itself not counted; may be empty.</param>
    public double Value(ArchitectureScore score, IReadOnlyList<ArchitectureScore> reference)
    {
        return Aggregate([.. Terms.Select(Rank)], reference.Count + 1);

        double Rank(CombinationTerm term)
        {
            double own = Key(score, term);
            double rank = 1;
            foreach (ArchitectureScore member in reference)
            {
                double other = Key(member, term);
                rank += own < other ? 1 : own.Equals(other) ? 0.5 : 0;
            }

            return rank;
        }
    }

    /// <summary>
    /// The place of each member of the group in one indicator: 1 is best, equals share the mean of their places, failed ones that of the last.
    /// </summary>
    /// <param name="group">Scores to compare with each other.</param>
    /// <param name="term">The indicator to sort by.</param>
    public static double[] Places(IReadOnlyList<ArchitectureScore> group, CombinationTerm term)
    {
        var places = new double[group.Count];
        int[] members = [.. Enumerable.Range(0, group.Count)];
        double[] keys = Array.ConvertAll(members, i => Key(group[i], term));
        Array.Sort(keys, members);
        for (int first = 0, next; first < keys.Length; first = next)
        {
            for (next = first + 1; next < keys.Length && keys[next].Equals(keys[first]);) next++;
            foreach (int i in members.AsSpan(first, next - first)) places[i] = (first + 1 + next) / 2.0;
        }

        return places;
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    // Smaller is better; what could not be measured is worse than anything else.
    private static double Key(ArchitectureScore score, CombinationTerm term) =>
        score.Indicators.TryGetValue(term.Indicator, out IndicatorValue? measured) && measured.IsOk
            ? (term.Direction == Direction.LowerIsBetter ? 1 : -1) * measured.Value!.Value
            : double.PositiveInfinity;

    // Ranks are added before they are divided: halves of whole numbers add up exactly, so that equal sums stay equal.
    private double Aggregate(double[] ranks, int of)
    {
        bool isLog = Aggregation == Aggregation.LogRank;
        double sum = 0, weights = 0;
        for (int term = 0; term < ranks.Length; term++)
        {
            double weight = Terms[term].Weight;
            sum += weight * (isLog ? DeterministicMath.Log(ranks[term] / of) : ranks[term]);
            weights += weight;
        }

        return isLog ? sum / weights : sum / (weights * of);
    }
}
