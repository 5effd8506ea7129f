using Tegula.Architectures.Graphs;

namespace Tegula.Topology;

/// <summary>
/// Depth and width of a cell whose output concatenates intermediate nodes. Source: 002_18e5d33089871091.txt, Sec. 3.2.
/// </summary>
/// <param name="Depth">Most edges on a path from an input to the output. Lower makes training faster and smoother, not generalisation better.</param>
/// <param name="Width">
/// Sum over the intermediate nodes on which the output depends of the share of their incoming edges that come from inputs, in units of c, the width of
/// one node. Higher makes training faster and smoother, not generalisation better.
/// </param>
public sealed record CellShape(int Depth, double Width)
{
    /// <summary>Depth and width; null for a graph that is not such a cell, or in which no path leads to the output.</summary>
    public static CellShape? Of(ArchitectureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Nodes[graph.Output].Merge != NodeMerge.Concatenate || graph.LayeredCells.Length > 0)
            return null;
        int count = graph.Nodes.Length;
        var longest = new int[count];
        var incoming = new int[count];
        var fromInputs = new int[count];
        for (int node = 0; node < count; node++)
            longest[node] = graph.Nodes[node].Role == NodeRole.Input ? 0 : -1;
        foreach (GraphEdge edge in graph.Edges)
        {
            if (longest[edge.Source] >= 0)
                longest[edge.Target] = Math.Max(longest[edge.Target], longest[edge.Source] + 1);
            incoming[edge.Target]++;
            fromInputs[edge.Target] += graph.Nodes[edge.Source].Role == NodeRole.Input ? 1 : 0;
        }

        if (longest[graph.Output] < 0)
            return null;

        // A node that leads nowhere adds nothing to the cell: so Fig. 25 gives AmoebaNet, adapted, the width of the three nodes that it concatenates.
        var used = new bool[count];
        graph.MarkUsed(used);
        double width = 0;
        for (int node = 0; node < graph.Output; node++)
            width += used[node] && incoming[node] > 0 ? (double)fromInputs[node] / incoming[node] : 0;
        return new(longest[graph.Output], width);
    }
}
