using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>The rows of a diagram, and the channels between its columns; which characters stand there is another matter.</summary>
internal sealed class DiagramPlan
{
    private readonly GraphPlacement _placement;
    private readonly HashSet<(int First, int Second)> _apart = [];

    public DiagramPlan(ArchitectureGraph graph, GraphPlacement placement)
    {
        _placement = placement;
        Nets = [.. Enumerable.Range(0, Layered.Columns.Length - 1).Select(column => NetsBehind(graph, column))];
        Rows = AssignRows();
        DiagramChannel?[] channels = Solve();
        while (Array.Exists(channels, channel => channel is null))
        {
            Rows = AssignRows();
            channels = Solve();
        }

        Channels = channels!;
    }

    /// <summary>The graph as chains of items.</summary>
    public LayeredGraph Layered => _placement.Layered;

    /// <summary>The row of each item.</summary>
    public int[] Rows { get; private set; }

    /// <summary>The channel behind each column but the last; hubs stand on its left behind a column of nodes, on its right in front of one.</summary>
    public DiagramChannel[] Channels { get; }

    private DiagramNet[][] Nets { get; }

    /// <summary>Whether a column holds nodes and what passes by them; the others hold names of operations.</summary>
    public static bool HoldsNodes(int column) => column % 2 == 0;

    private DiagramNet[] NetsBehind(ArchitectureGraph graph, int column)
    {
        (int Left, int Right)[] lines = [.. Enumerable.Range(0, graph.Edges.Length).SelectMany(edge => Layered.Chains[edge].Zip(Layered.Chains[edge].Skip(1)))
            .Where(line => Layered.Items[line.First].Column == column)];
        return HoldsNodes(column)
            ? [.. lines.GroupBy(line => line.Left, line => line.Right).Select(net => new DiagramNet(net.Key, [.. net]))]
            : [.. lines.GroupBy(line => line.Right, line => line.Left).Select(net => new DiagramNet(net.Key, [.. net]))];
    }

    // Heights become rows from the top down: a new row begins only where an item needs one.
    private int[] AssignRows()
    {
        var rows = new int[Layered.Items.Count];
        int[] last = [.. Layered.Columns.Select(_ => -1)];
        int current = 0;
        var placed = new HashSet<int>();
        foreach (int item in Enumerable.Range(0, rows.Length).OrderBy(item => _placement.Centres[item]))
        {
            int column = Layered.Items[item].Column;
            IEnumerable<int> others = _apart.Where(pair => pair.First == item || pair.Second == item)
                .Select(pair => pair.First == item ? pair.Second : pair.First);
            current = others.Where(placed.Contains).Select(other => rows[other] + 1).Append(last[column] + 1).Append(current).Max();
            rows[item] = current;
            last[column] = current;
            placed.Add(item);
        }

        return rows;
    }

    private DiagramChannel?[] Solve()
    {
        var channels = new DiagramChannel?[Nets.Length];
        for (int column = 0; column < channels.Length; column++)
        {
            channels[column] = DiagramChannel.Of(Nets[column], Rows, out (int First, int Second) clash);
            if (channels[column] is null)
                _apart.Add(clash);
        }

        return channels;
    }
}
