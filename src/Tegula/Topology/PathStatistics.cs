using Tegula.Architectures.Graphs;

namespace Tegula.Topology;

/// <summary>
/// The paths from the inputs of a graph to its output, all inputs pooled; exact. Source: 000_47980149b45a68e2.txt, Definition 4.1, Eq. 13.
/// </summary>
/// <param name="Paths">P, the number of paths.</param>
/// <param name="ParameterizedPaths">Paths with at least one parameterised operation.</param>
/// <param name="TotalDepth">Sum over paths of their parameterised operations.</param>
/// <param name="LongestPath">Most edges on a path; 0 when there is none.</param>
/// <param name="LeastDepth">Fewest parameterised operations on a path, what the shallowest way through costs; null when there is no path.</param>
public sealed record PathStatistics(long Paths, long ParameterizedPaths, Int128 TotalDepth, int LongestPath, int? LeastDepth)
{
    private const int MaxOnStack = 64;

    /// <summary>
    /// Mean number of parameterised operations on a path, at least 0; 0 when there is no path. Neither direction is better: extremes are bad.
    /// </summary>
    public double EffectiveDepth => Paths == 0 ? 0 : (double)TotalDepth / Paths;

    /// <summary>Parameterised paths divided by the effective depth, at least 0; 0 when the depth is 0. Neither direction is better: extremes are bad.</summary>
    public double EffectiveWidth => TotalDepth == 0 ? 0 : ParameterizedPaths / EffectiveDepth;

    /// <summary>Counts by dynamic programming, in O(nodes + edges); null when there are more than 2^63 - 1 paths.</summary>
    public static PathStatistics? Of(ArchitectureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int count = graph.Nodes.Length;
        Span<Int128> paths = count <= MaxOnStack ? stackalloc Int128[count] : new Int128[count];
        Span<Int128> free = count <= MaxOnStack ? stackalloc Int128[count] : new Int128[count];
        Span<Int128> depth = count <= MaxOnStack ? stackalloc Int128[count] : new Int128[count];
        Span<int> longest = count <= MaxOnStack ? stackalloc int[count] : new int[count];
        Span<int> least = count <= MaxOnStack ? stackalloc int[count] : new int[count];
        for (int node = 0; node < count; node++)
        {
            (paths[node], free[node], depth[node], longest[node], least[node]) =
                graph.Nodes[node].Role == NodeRole.Input ? (1, 1, 0, 0, 0) : (0, 0, 0, -1, int.MaxValue);
        }

        Span<bool> used = count <= MaxOnStack ? stackalloc bool[count] : new bool[count];

        // A branch that leads nowhere may have more paths than can be counted; it must not matter.
        graph.MarkUsed(used);
        foreach (GraphEdge edge in graph.Edges)
        {
            (int source, int target) = (edge.Source, edge.Target);
            if (longest[source] < 0 || !used[target])
                continue;
            paths[target] += paths[source];
            if (paths[target] > long.MaxValue)
                return null;
            bool weights = edge.Operation.IsParameterized;
            free[target] += weights ? 0 : free[source];
            depth[target] += depth[source] + (weights ? paths[source] : 0);
            longest[target] = Math.Max(longest[target], longest[source] + 1);
            least[target] = Math.Min(least[target], least[source] + (weights ? 1 : 0));
        }

        int output = graph.Output;
        return new(
            (long)paths[output],
            (long)(paths[output] - free[output]),
            depth[output],
            Math.Max(longest[output], 0),
            paths[output] > 0 ? least[output] : null);
    }
}
