using Tegula.Indicators;

namespace Tegula.Search.Internals;

/// <summary>
/// The reward of a score: how much each term of the objective is better than in the score before, in units of the range met of late, times its weight.
/// </summary>
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

    /// <summary>The reward of the next score, within plus and minus the sum of the weights; 0 for the first.</summary>
    public double Next(ArchitectureScore score) => Next([score])[0];

    /// <summary>
    /// The rewards of scores that belong to one step: all are compared with the last score before, or with the first of them where there is none. The range
    /// covers all of them, also where they are more than the window.
    /// </summary>
    /// <param name="scores">At least one.</param>
    public double[] Next(IReadOnlyList<ArchitectureScore> scores)
    {
        var before = _rows.LastOrDefault();
        var rows = scores.Select(Row).ToArray();
        _rows.AddRange(rows.OfType<double[]>());
        if (_rows.Count == 0)
            return new double[scores.Count];
        var first = Math.Max(0, _rows.Count - Math.Max(window ?? int.MaxValue, scores.Count));
        var seen = _rows.Skip(first).ToList();
        double[] worst = [.. Enumerable.Range(0, objective.Terms.Count).Select(term => seen.Min(row => row[term]))];
        double[] best = [.. Enumerable.Range(0, objective.Terms.Count).Select(term => seen.Max(row => row[term]))];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is not null)
                continue;
            rows[i] = worst;
            _rows.Add(worst);
        }

        _rows.RemoveRange(0, Math.Max(0, _rows.Count - (window ?? int.MaxValue)));
        before ??= rows[0];
        return [.. rows.Select(row => Enumerable.Range(0, worst.Length).Sum(Gain(row!)))];

        Func<int, double> Gain(double[] row) =>
            term => objective.Terms[term].Weight * ((row[term] - before![term]) / (best[term] - worst[term] + SmallestRange));
    }

    private double[]? Row(ArchitectureScore score) => objective.HasFailed(score)
        ? null
        : [.. objective.Terms.Select(term => (term.Direction == Direction.HigherIsBetter ? 1 : -1) * score.Indicators[term.Indicator].Value!.Value)];
}
