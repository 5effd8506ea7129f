using Tegula.Indicators;

namespace Tegula.Search.Internals;

/// <summary>The reward of a score: how much each term of the objective is better than in the score before, in units of the range met of late.</summary>
/// <remarks>
/// Source: 003_fe8fa0e5c804e1de.txt Eq. 16-18. A failed score counts as the worst of the window in every term; while nothing has been measured it earns 0
/// and is not remembered.
/// </remarks>
/// <param name="objective">The terms and their directions.</param>
/// <param name="window">Scores that the range looks back on, the new one included; null for all.</param>
/// <param name="saved">Scores remembered before.</param>
internal sealed class ImprovementReward(IObjective objective, int? window, IReadOnlyList<IReadOnlyList<double>> saved)
{
    // Keeps a range of zero from dividing by zero; the published code's value.
    private const double SmallestRange = 1e-6;

    private readonly List<IReadOnlyList<double>> _rows = [.. saved];

    /// <summary>The scores remembered, oldest first; one value for each term, larger is better.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rows => [.. _rows];

    /// <summary>The reward of the next score, within plus and minus the number of terms; 0 for the first.</summary>
    public double Next(ArchitectureScore score)
    {
        var hasFailed = objective.HasFailed(score);
        if (hasFailed && _rows.Count == 0)
            return 0;
        var before = _rows.LastOrDefault();
        double[] row = hasFailed
            ? [.. Enumerable.Range(0, objective.Terms.Count).Select(term => _rows.Min(other => other[term]))]
            : [.. objective.Terms.Select(term => (term.Direction == Direction.HigherIsBetter ? 1 : -1) * score.Indicators[term.Indicator].Value!.Value)];
        _rows.Add(row);
        if (_rows.Count > window)
            _rows.RemoveAt(0);
        return before is null ? 0 : Enumerable.Range(0, row.Length).Sum(Gain);

        double Gain(int term) => (row[term] - before[term]) / (_rows.Max(other => other[term]) - _rows.Min(other => other[term]) + SmallestRange);
    }
}
