using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>What every objective can answer once it can give costs.</summary>
public static class ObjectiveExtensions
{
    /// <summary>Index of the member with the smallest cost, the earliest of equals; null when the group is empty or all of it failed.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="group">Scores to compare with each other.</param>
    public static int? Best(this IObjective objective, IReadOnlyList<ArchitectureScore> group)
    {
        var costs = objective.Costs(group);
        int? best = null;
        for (var i = 0; i < costs.Length; i++)
        {
            if (!objective.HasFailed(group[i]) && (best is not { } b || costs[i] < costs[b]))
                best = i;
        }

        return best;
    }
}
