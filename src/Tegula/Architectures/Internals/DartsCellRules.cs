namespace Tegula.Architectures.Internals;

/// <summary>What makes a list of pairs a cell. Each rule gives the text of what is wrong, or null when it holds.</summary>
internal static class DartsCellRules
{
    /// <summary>The first rule that edges and concatenated nodes break.</summary>
    public static string? FirstProblem(ReadOnlySpan<DartsEdge> edges, ReadOnlySpan<int> concatenated)
    {
        if (EdgeCount(edges.Length) is { } count)
            return count;
        for (int edge = 0; edge < edges.Length; edge++)
        {
            if ((uint)edges[edge].Operation >= (uint)DartsOperations.Names.Length)
                return $"{edges[edge].Operation} is none of the operations {string.Join(", ", DartsOperations.Names)}";
            if (Source(DartsCell.TargetOf(edge), edges[edge].Source) is { } source)
                return source;
        }

        for (int place = 0; place < concatenated.Length; place++)
        {
            if (Concatenated(concatenated[..place], concatenated[place], LastNode(edges.Length)) is { } concatenation)
                return concatenation;
        }

        return ConcatenatedCount(concatenated.Length, LastNode(edges.Length));
    }

    /// <summary>The number of the last intermediate node.</summary>
    public static int LastNode(int edges) => DartsCell.InputCount + (edges / DartsCell.EdgesPerNode) - 1;

    /// <summary>A cell has an even number of edges, and at least two.</summary>
    public static string? EdgeCount(int edges) =>
        edges == 0 ? "the cell is empty; it needs at least one intermediate node, that is, two pairs (operation, node)"
        : edges % DartsCell.EdgesPerNode != 0 ? $"the cell has {edges} {Pairs(edges)}; each node takes two, so their number must be even"
        : null;

    /// <summary>An edge reads an earlier node.</summary>
    public static string? Source(int target, int source) =>
        source >= 0 && source < target ? null
        : (source == target ? $"node {target} reads itself, which would make a cycle"
            : source > target ? $"node {target} reads node {source}, which comes later, so that there could be a cycle"
            : $"node {target} reads node {source}, and there is none") + $"; node {target} can read nodes 0 to {target - 1}";

    /// <summary>The output concatenates an intermediate node, and none twice.</summary>
    public static string? Concatenated(ReadOnlySpan<int> earlier, int node, int lastNode) =>
        (node >= DartsCell.InputCount && node <= lastNode && !earlier.Contains(node) ? null
        : earlier.Contains(node) ? $"node {node} is concatenated twice"
        : node is 0 or 1 ? $"node {node} is an input and cannot be concatenated"
        : $"node {node} is concatenated, but there is none") is { } problem ? $"{problem}; {Choice(lastNode)}" : null;

    /// <summary>The output concatenates at least one node.</summary>
    public static string? ConcatenatedCount(int nodes, int lastNode) => nodes == 0 ? $"the output concatenates no node; {Choice(lastNode)}" : null;

    private static string Pairs(int count) => count == 1 ? "pair" : "pairs";

    private static string Choice(int lastNode) => lastNode == DartsCell.InputCount
        ? $"the only intermediate node is {lastNode}"
        : $"the intermediate nodes are {DartsCell.InputCount} to {lastNode}";
}
