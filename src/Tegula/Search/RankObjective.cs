using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Goes for the highest value of a combination of indicators within the group (003_fe8fa0e5c804e1de.txt Sec. 4.2 and 5.2.2 for TEG).</summary>
/// <param name="combination">The indicators, their directions and weights, and how their ranks become one number.</param>
public sealed class RankObjective(IndicatorCombination combination) : IObjective
{
    /// <summary>What is gone for.</summary>
    public IndicatorCombination Combination { get; } = combination;

    /// <inheritdoc/>
    public IReadOnlyList<CombinationTerm> Terms => Combination.Terms;

    /// <summary>The sum of ranks of indicators named by id, each in the direction that a search goes for.</summary>
    /// <param name="indicators">Indicator ids, for example <c>kappa, regions, mse</c>.</param>
    /// <exception cref="ArgumentException">An id is unknown, stands twice, or there is none.</exception>
    public static RankObjective SumOf(params IReadOnlyList<string> indicators) =>
        new(Combinations.Of(Aggregation.RankSum, [.. indicators.Select(id => new CombinationTerm(id, IndicatorRegistry.Get(id).ObjectiveDirection))]));

    /// <inheritdoc/>
    public bool HasFailed(ArchitectureScore score) => Combination.HasFailed(score);

    /// <inheritdoc/>
    public double[] Costs(IReadOnlyList<ArchitectureScore> group)
    {
        int[] measured = [.. Enumerable.Range(0, group.Count).Where(i => !HasFailed(group[i]))];
        double[] values = Combination.Values([.. measured.Select(i => group[i])]);
        var costs = new double[group.Count];
        Array.Fill(costs, 1 - values.DefaultIfEmpty(0).Min());
        for (int n = 0; n < measured.Length; n++) costs[measured[n]] = -values[n];
        return costs;
    }
}
