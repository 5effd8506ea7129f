using Tegula.Indicators;

namespace Tegula.Search.Internals;

/// <summary>Ranks without weighing objectives against each other, as NSGA-II does (Deb et al., IEEE TEC 6, 2002, Sec. III).</summary>
internal static class Dominance
{
    /// <summary>The values of a measured score in the objective's terms, with signs such that smaller is better.</summary>
    public static double[] Values(IObjective objective, ArchitectureScore score) =>
        [.. objective.Terms.Select(term => (term.Direction == Direction.LowerIsBetter ? 1 : -1) * score.Indicators[term.Indicator].Value!.Value)];

    /// <summary>Whether one point is nowhere worse than another and somewhere better.</summary>
    public static bool Dominates(double[] one, double[] other)
    {
        var isBetter = false;
        for (var term = 0; term < one.Length; term++)
        {
            if (one[term] > other[term])
                return false;
            isBetter |= one[term] < other[term];
        }

        return isBetter;
    }

    /// <summary>The front of each point: 0 when none dominates it, 1 when only such do, and so on (fast non-dominated sorting).</summary>
    public static int[] Fronts(IReadOnlyList<double[]> points)
    {
        var fronts = new int[points.Count];
        var dominators = new int[points.Count];
        for (var i = 0; i < points.Count; i++)
            dominators[i] = points.Count(other => Dominates(other, points[i]));
        var front = Enumerable.Range(0, points.Count).Where(i => dominators[i] == 0).ToList();
        for (var number = 0; front.Count > 0; number++)
        {
            var next = new List<int>();
            foreach (var i in front)
            {
                fronts[i] = number;
                next.AddRange(Enumerable.Range(0, points.Count).Where(j => Dominates(points[i], points[j]) && --dominators[j] == 0));
            }

            front = next;
        }

        return fronts;
    }

    /// <summary>
    /// The crowding distance of each point within its front: the sum over the terms of the gap between its two neighbours, in units of the front's range;
    /// infinite at either end of a term.
    /// </summary>
    public static double[] Crowding(IReadOnlyList<double[]> points, IReadOnlyList<int> fronts)
    {
        var distances = new double[points.Count];
        foreach (var front in Enumerable.Range(0, points.Count).GroupBy(i => fronts[i]))
        {
            for (var term = 0; term < points[0].Length; term++)
            {
                var sorted = front.OrderBy(i => points[i][term]).ToArray();
                var range = points[sorted[^1]][term] - points[sorted[0]][term];
                distances[sorted[0]] = distances[sorted[^1]] = double.PositiveInfinity;
                for (var place = 1; place < sorted.Length - 1 && range > 0; place++)
                    distances[sorted[place]] += (points[sorted[place + 1]][term] - points[sorted[place - 1]][term]) / range;
            }
        }

        return distances;
    }
}
