namespace Tegula.Analysis;

/// <summary>Points that no other point beats in everything.</summary>
public static class ParetoFront
{
    /// <summary>Most objectives of <see cref="Of"/>.</summary>
    public const int MostObjectives = 3;

    /// <summary>
    /// The points that none dominates: none is nowhere larger and somewhere smaller. Equal points share their fate. n points take n log n steps: in rising
    /// order of the first objective whatever dominates a point comes before it, so that a point is on the front when no point so far that is at most as large
    /// in the second objective is at most as large in the third.
    /// </summary>
    /// <param name="points">Points of one to three objectives, finite numbers, smaller is better.</param>
    /// <returns>Indexes of those on the front, rising.</returns>
    /// <exception cref="ArgumentException">A point has no objective, more than three, or another number of them than the first.</exception>
    public static int[] Of(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.FirstOrDefault(point => point.Length is < 1 or > MostObjectives || point.Length != points[0].Length) is { } odd)
        {
            throw new ArgumentException(
                $"a point of {odd.Length} objectives among those of {points[0].Length}: give all the same number of them, 1 to {MostObjectives}");
        }

        var order = Rising(points);
        double[] seconds = [.. points.Select(point => At(point, 1))];
        Array.Sort(seconds);
        seconds = Different(seconds);
        var least = new PrefixMinimum(seconds.Length);
        var front = new List<int>();
        for (int first = 0, next; first < order.Length; first = next)
        {
            var point = points[order[first]];
            for (next = first + 1; next < order.Length && points[order[next]].AsSpan().SequenceEqual(point);)
                next++;
            var place = Array.BinarySearch(seconds, At(point, 1));
            if (least.UpTo(place) <= At(point, 2))
                continue;
            front.AddRange(order.AsSpan(first, next - first));
            least.Lower(place, At(point, 2));
        }

        front.Sort();
        return [.. front];
    }

    // By the first objective, equals by the others.
    private static int[] Rising(IReadOnlyList<double[]> points)
    {
        int[] order = [.. Enumerable.Range(0, points.Count)];
        double[] firsts = [.. points.Select(point => point[0])];
        Array.Sort(firsts, order);
        for (int first = 0, next; first < order.Length; first = next)
        {
            for (next = first + 1; next < order.Length && firsts[next].Equals(firsts[first]);)
                next++;
            if (next > first + 1)
                order.AsSpan(first, next - first).Sort((one, other) => points[one].AsSpan().SequenceCompareTo(points[other]));
        }

        return order;
    }

    private static double[] Different(double[] rising)
    {
        var count = 0;
        for (var index = 0; index < rising.Length; index++)
        {
            if (index == 0 || !rising[index].Equals(rising[count - 1]))
                rising[count++] = rising[index];
        }

        return rising[..count];
    }

    private static double At(double[] point, int objective) => objective < point.Length ? point[objective] : 0;

    // A Fenwick tree of minima: place i holds the least of a run of places that ends there.
    private sealed class PrefixMinimum
    {
        private readonly double[] _least;

        public PrefixMinimum(int count) => Array.Fill(_least = new double[count + 1], double.PositiveInfinity);

        public double UpTo(int place)
        {
            var least = double.PositiveInfinity;
            for (var at = place + 1; at > 0; at -= at & -at)
                least = Math.Min(least, _least[at]);
            return least;
        }

        public void Lower(int place, double value)
        {
            for (var at = place + 1; at < _least.Length; at += at & -at)
                _least[at] = Math.Min(_least[at], value);
        }
    }
}
