namespace Tegula.Drawing.Internals;

/// <summary>
/// Heights of the items: each item stands level with the middle one of its neighbours where order allows it, and long edges run straight. Four
/// extreme alignments (to the left or right, pushed up or down) are balanced. Method: Brandes and Köpf, Fast and simple horizontal coordinate
/// assignment, 2001, with compaction over the graph of blocks.
/// </summary>
internal static class VerticalPlacement
{
    /// <summary>The centre of each item in pixels; the smallest upper side is at 0.</summary>
    public static double[] Of(LayeredGraph graph)
    {
        HashSet<(int From, int To)> crossing = LinesThatCrossPassages(graph);
        double[][] extremes =
        [
            Extreme(graph, crossing, rightwards: true, upwards: true),
            Extreme(graph, crossing, rightwards: true, upwards: false),
            Extreme(graph, crossing, rightwards: false, upwards: true),
            Extreme(graph, crossing, rightwards: false, upwards: false),
        ];
        (double Top, double Bottom)[] bounds = [.. extremes.Select(heights => Bounds(graph, heights))];
        (double top, double bottom) = bounds.MinBy(bound => bound.Bottom - bound.Top);
        for (int index = 0; index < extremes.Length; index++)
        {
            double shift = index % 2 == 0 ? top - bounds[index].Top : bottom - bounds[index].Bottom;
            extremes[index] = [.. extremes[index].Select(height => height + shift)];
        }

        double[] balanced = [.. Enumerable.Range(0, graph.Items.Count).Select(item => Middle([.. extremes.Select(heights => heights[item])]))];
        double origin = Bounds(graph, balanced).Top;
        return [.. balanced.Select(height => Math.Round(height - origin, 1))];
    }

    /// <summary>The least distance between the centres of two items, one right above the other.</summary>
    public static double Distance(LayerItem upper, LayerItem lower)
    {
        bool lines = upper is { IsPassage: true, Label: null } && lower is { IsPassage: true, Label: null };
        double gap = lines ? 10 : upper.IsPassage && lower.IsPassage ? 7 : upper.IsPassage || lower.IsPassage ? 14 : 20;
        return ((upper.Height + lower.Height) / 2) + gap;
    }

    private static double Middle(double[] four)
    {
        Array.Sort(four);
        return (four[1] + four[2]) / 2;
    }

    private static (double Top, double Bottom) Bounds(LayeredGraph graph, double[] heights) =>
        (heights.Select((height, item) => height - (graph.Items[item].Height / 2)).Min(),
            heights.Select((height, item) => height + (graph.Items[item].Height / 2)).Max());

    // A line that crosses the straight part of a long edge must not be made level at its cost.
    private static HashSet<(int From, int To)> LinesThatCrossPassages(LayeredGraph graph)
    {
        var crossing = new HashSet<(int From, int To)>();
        foreach (List<int> column in graph.Columns)
        {
            (int From, int To)[] lines = [.. column.SelectMany(from => graph.After[from].Select(to => (from, to)))];
            (int From, int To)[] straight = [.. lines.Where(line => graph.Items[line.From].IsPassage && graph.Items[line.To].IsPassage)];
            foreach ((int from, int to) in lines.Except(straight))
            {
                int above = graph.Position(from);
                int below = graph.Position(to);
                if (Array.Exists(straight, line => (graph.Position(line.From) - above) * (graph.Position(line.To) - below) < 0))
                    crossing.Add((from, to));
            }
        }

        return crossing;
    }

    private static double[] Extreme(LayeredGraph graph, HashSet<(int From, int To)> crossing, bool rightwards, bool upwards)
    {
        IEnumerable<List<int>> columns = rightwards ? graph.Columns : graph.Columns.Reverse();
        int[][] order = [.. columns.Select(column => upwards ? column.ToArray() : [.. column.AsEnumerable().Reverse()])];
        int[] roots = Blocks(graph, crossing, order, rightwards, upwards);
        double[] heights = Compact(graph, order, roots, upwards);
        return [.. roots.Select(root => upwards ? heights[root] : -heights[root])];
    }

    // Blocks of items that are to stand level; each is known by its first item.
    private static int[] Blocks(LayeredGraph graph, HashSet<(int From, int To)> crossing, int[][] order, bool rightwards, bool upwards)
    {
        int[] roots = [.. Enumerable.Range(0, graph.Items.Count)];
        foreach (int[] column in order)
        {
            int last = -1;
            foreach (int item in column)
            {
                List<int> all = rightwards ? graph.Before[item] : graph.After[item];
                int[] candidates = [.. all.Where(other => MayBeLevel(graph, item, other, rightwards)).Distinct().OrderBy(Place)];
                for (int middle = (candidates.Length - 1) / 2; candidates.Length > 0 && middle <= candidates.Length / 2; middle++)
                {
                    int other = candidates[middle];
                    if (Place(other) <= last || crossing.Contains(rightwards ? (other, item) : (item, other)))
                        continue;
                    roots[item] = roots[other];
                    last = Place(other);
                    break;
                }
            }
        }

        return roots;

        int Place(int item)
        {
            int position = graph.Position(item);
            return upwards ? position : graph.Columns[graph.Items[item].Column].Count - 1 - position;
        }
    }

    // Nodes stand level with nodes rather than with passages: what runs through all of them stays straight, and long edges make way. The way of a
    // bundle goes on straight, and what turns off makes way.
    private static bool MayBeLevel(LayeredGraph graph, int item, int other, bool rightwards)
    {
        bool itemPasses = graph.Items[item].IsPassage;
        if (itemPasses == graph.Items[other].IsPassage)
            return true;
        (List<int>[] back, List<int>[] ahead) = rightwards ? (graph.Before, graph.After) : (graph.After, graph.Before);
        (List<int> ofNode, List<int> ofPassage) = itemPasses ? (ahead[other], back[item]) : (back[item], ahead[other]);
        return !ofNode.Exists(next => !graph.Items[next].IsPassage) && !ofPassage.Exists(next => graph.Items[next].IsPassage);
    }

    private static double[] Compact(LayeredGraph graph, int[][] order, int[] roots, bool upwards)
    {
        var below = new List<(int Block, double Distance)>[roots.Length];
        var above = new int[roots.Length];
        for (int item = 0; item < roots.Length; item++)
            below[item] = [];
        foreach (int[] column in order)
        {
            foreach ((int upper, int lower) in column.Zip(column.Skip(1)))
            {
                (LayerItem first, LayerItem second) = (graph.Items[upper], graph.Items[lower]);
                below[roots[upper]].Add((roots[lower], upwards ? Distance(first, second) : Distance(second, first)));
                above[roots[lower]]++;
            }
        }

        var sorted = new Queue<int>(Enumerable.Range(0, roots.Length).Where(item => roots[item] == item && above[item] == 0));
        var done = new List<int>();
        var heights = new double[roots.Length];
        while (sorted.TryDequeue(out int block))
        {
            done.Add(block);
            foreach ((int next, double distance) in below[block])
            {
                heights[next] = Math.Max(heights[next], heights[block] + distance);
                if (--above[next] == 0)
                    sorted.Enqueue(next);
            }
        }

        // Blocks with room below move down to what holds them there.
        foreach (int block in done.AsEnumerable().Reverse().Where(block => below[block].Count > 0))
            heights[block] = Math.Max(heights[block], below[block].Min(next => heights[next.Block] - next.Distance));
        return heights;
    }
}
