namespace Tegula.Drawing.Internals;

/// <summary>
/// Orders the items within each column so that few lines cross: sweeps by barycentre from both sides, then swaps of neighbours, from two starting
/// orders; the best one stays. Deterministic.
/// </summary>
internal static class LayerOrdering
{
    private const int Sweeps = 10;
    private const int MaxSwapRounds = 8;

    public static void Apply(LayeredGraph graph)
    {
        List<int>[] best = Snapshot(graph);
        int fewest = int.MaxValue;
        foreach (bool reversed in (ReadOnlySpan<bool>)[false, true])
        {
            StartDepthFirst(graph, reversed);
            for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
            {
                SweepOnce(graph, rightwards: sweep % 2 == 0);
                SwapNeighbours(graph);
                int crossings = Crossings(graph);
                if (crossings >= fewest)
                    continue;
                fewest = crossings;
                best = Snapshot(graph);
            }
        }

        for (int column = 0; column < best.Length; column++)
            graph.Reorder(column, best[column]);
    }

    /// <summary>Pairs of lines between neighbouring columns that cross.</summary>
    public static int Crossings(LayeredGraph graph)
    {
        int crossings = 0;
        for (int column = 0; column + 1 < graph.Columns.Length; column++)
            crossings += Inversions(graph, graph.Columns[column], graph.Columns[column + 1].Count);
        return crossings;
    }

    // Inversions of the targets when sources are walked downwards, counted in a Fenwick tree.
    private static int Inversions(LayeredGraph graph, List<int> column, int targets)
    {
        int[] tree = new int[targets + 1];
        int inversions = 0;
        int placed = 0;
        foreach (int item in column)
        {
            foreach (int next in graph.After[item])
            {
                inversions += placed;
                for (int index = graph.Position(next) + 1; index > 0; index -= index & -index)
                    inversions -= tree[index];
            }

            foreach (int next in graph.After[item])
            {
                placed++;
                for (int index = graph.Position(next) + 1; index < tree.Length; index += index & -index)
                    tree[index]++;
            }
        }

        return inversions;
    }

    private static List<int>[] Snapshot(LayeredGraph graph) => [.. graph.Columns.Select(column => new List<int>(column))];

    private static void StartDepthFirst(LayeredGraph graph, bool reversed)
    {
        var seen = new bool[graph.Items.Count];
        List<int>[] order = [.. graph.Columns.Select(_ => new List<int>())];
        var open = new Stack<int>(Enumerable.Range(0, graph.Items.Count).Where(item => graph.Before[item].Count == 0).Reverse());
        while (open.TryPop(out int item))
        {
            if (seen[item])
                continue;
            seen[item] = true;
            order[graph.Items[item].Column].Add(item);
            IEnumerable<int> next = graph.After[item];
            foreach (int neighbour in reversed ? next : next.Reverse())
                open.Push(neighbour);
        }

        for (int column = 0; column < order.Length; column++)
            graph.Reorder(column, order[column]);
    }

    private static void SweepOnce(LayeredGraph graph, bool rightwards)
    {
        for (int step = 1; step < graph.Columns.Length; step++)
        {
            int column = rightwards ? step : graph.Columns.Length - 1 - step;
            List<int>[] neighbours = rightwards ? graph.Before : graph.After;
            double Centre(int item) =>
                neighbours[item].Count > 0 ? neighbours[item].Average(other => (double)graph.Position(other)) : graph.Position(item);
            graph.Reorder(column, [.. graph.Columns[column].OrderBy(Centre)]);
        }
    }

    private static void SwapNeighbours(LayeredGraph graph)
    {
        bool improved = true;
        for (int round = 0; improved && round < MaxSwapRounds; round++)
        {
            improved = false;
            for (int column = 0; column < graph.Columns.Length; column++)
            {
                for (int upper = 0; upper + 1 < graph.Columns[column].Count; upper++)
                {
                    if (Gain(graph, graph.Columns[column][upper], graph.Columns[column][upper + 1]) <= 0)
                        continue;
                    graph.Swap(column, upper);
                    improved = true;
                }
            }
        }
    }

    private static int Gain(LayeredGraph graph, int upper, int lower) =>
        Gain(graph, graph.Before[upper], graph.Before[lower]) + Gain(graph, graph.After[upper], graph.After[lower]);

    private static int Gain(LayeredGraph graph, List<int> upper, List<int> lower)
    {
        int gain = 0;
        foreach (int first in upper)
        {
            foreach (int second in lower)
                gain += Math.Sign(graph.Position(first) - graph.Position(second));
        }

        return gain;
    }
}
