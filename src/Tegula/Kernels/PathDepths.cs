using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Kernels.Internals;

namespace Tegula.Kernels;

/// <summary>How many paths from the input to each node have 0, 1, 2, ... linear edges; exact. Source: d_p of 000_47980149b45a68e2.txt, Eq. 12.</summary>
/// <param name="Counts">Paths to the output by their number of linear edges; the last count is positive.</param>
/// <param name="MergeEqualDepths">
/// Whether all paths that meet in front of any linear edge have passed equally many linear edges, so that they carry one correlation.
/// </param>
/// <param name="MergeNothing">Whether only one path leads to any node that feeds a linear edge.</param>
public sealed record PathDepths(ImmutableArray<long> Counts, bool MergeEqualDepths, bool MergeNothing)
{
    /// <summary>P, the number of paths.</summary>
    public Int128 Paths => Counts.Aggregate((Int128)0, (sum, count) => sum + count);

    /// <summary>Counts by dynamic programming, in O(edges x depth); null when there are more than 2^63 - 1 paths of one depth.</summary>
    /// <exception cref="GraphException">The graph is not connected, has several inputs, or does something else than skipping, mapping and adding.</exception>
    public static PathDepths? Of(ArchitectureGraph graph)
    {
        DagForm.Require(graph);
        bool[] live = new bool[graph.Nodes.Length];
        graph.MarkUsed(live);
        var counts = new List<long>[graph.Nodes.Length];
        for (int node = 0; node < counts.Length; node++)
            counts[node] = graph.Nodes[node].Role == NodeRole.Input ? [1] : [];
        bool equal = true, single = true;
        foreach (GraphEdge edge in graph.Edges)
        {
            if (!live[edge.Target])
                continue;
            bool linear = edge.Operation.Kind == OperationKind.Linear;
            List<long> source = counts[edge.Source];
            if (linear)
            {
                equal &= source.Count(count => count > 0) == 1;
                single &= source.Sum(count => (decimal)count) == 1;
            }

            if (!TryAdd(counts[edge.Target], source, linear ? 1 : 0))
                return null;
        }

        return new([.. counts[graph.Output]], equal, single);
    }

    private static bool TryAdd(List<long> target, List<long> source, int shift)
    {
        while (target.Count < source.Count + shift)
            target.Add(0);
        for (int depth = 0; depth < source.Count; depth++)
        {
            if (source[depth] > long.MaxValue - target[depth + shift])
                return false;
            target[depth + shift] += source[depth];
        }

        return true;
    }
}
