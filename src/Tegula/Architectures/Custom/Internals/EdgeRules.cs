using System.Collections.Immutable;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>What the nodes and edges of a space have to be.</summary>
internal static class EdgeRules
{
    /// <summary>The edges in order, each with the operations it can carry in the order of the space.</summary>
    /// <exception cref="CustomSpaceException">A node or an edge cannot be used.</exception>
    public static ImmutableArray<CustomEdge> Resolve(CustomCellShape cell, ImmutableArray<CustomOperation> operations)
    {
        bool concatenates = cell.Output == CellOutput.Concatenate;
        int fewest = concatenates ? 3 : 2;
        if (cell.Nodes < fewest || cell.Nodes > CustomCellShape.MaxNodes)
        {
            string where = concatenates ? " where inner nodes are concatenated" : "";
            throw new CustomSpaceException("cell.nodes", $"nodes is {cell.Nodes}; it has to be from {fewest} to {CustomCellShape.MaxNodes}{where}");
        }

        ImmutableArray<CustomEdge> edges = cell.AllEdges;
        var seen = new HashSet<(int Source, int Target)>();
        var resolved = new List<CustomEdge>(edges.Length);
        for (int index = 0; index < edges.Length; index++)
        {
            RequireNodes(edges[index], cell.Nodes, concatenates, $"cell.edges[{index}]");
            if (!seen.Add((edges[index].Source, edges[index].Target)))
                throw new CustomSpaceException(
                    $"cell.edges[{index}]", $"the edge from {edges[index].Source} to {edges[index].Target} is given twice; give it once");
            resolved.Add(edges[index] with { Operations = Candidates(edges[index], operations, $"cell.edges[{index}]") });
        }

        RequirePaths(seen, cell.Nodes, concatenates);
        return [.. resolved.OrderBy(edge => edge.Target).ThenBy(edge => edge.Source)];
    }

    private static void RequireNodes(CustomEdge edge, int nodes, bool concatenates, string place)
    {
        foreach (int node in (int[])[edge.Source, edge.Target])
        {
            if (node < 0 || node >= nodes)
                throw new CustomSpaceException(place, $"there is no node {node}; nodes are numbered from 0 to {nodes - 1}");
        }

        if (edge.Source >= edge.Target)
        {
            string right = edge.Source == edge.Target
                ? "an edge leads to a later node"
                : $"edges lead from a node to a later one: from {edge.Target} to {edge.Source}";
            throw new CustomSpaceException(place, $"the edge from {edge.Source} to {edge.Target} would make a cycle; {right}");
        }

        if (concatenates && edge.Target == nodes - 1)
            throw new CustomSpaceException(
                place, $"an edge leads to the output {edge.Target}, which concatenates the inner nodes; leave it out, or set output to last");
    }

    private static ImmutableArray<string> Candidates(CustomEdge edge, ImmutableArray<CustomOperation> operations, string place)
    {
        if (edge.Operations.IsDefault)
            return [.. operations.Select(operation => operation.Name)];
        if (edge.Operations.IsEmpty)
            throw new CustomSpaceException(
                $"{place}.operations", $"the edge from {edge.Source} to {edge.Target} can carry nothing; give it at least one operation, none to cut it");
        var seen = new HashSet<string>();
        for (int index = 0; index < edge.Operations.Length; index++)
        {
            string name = edge.Operations[index];
            if (!operations.Any(operation => operation.Name == name))
                throw new CustomSpaceException(
                    $"{place}.operations[{index}]", ResolvedOperation.Unknown("operation of this space", name, operations.Select(operation => operation.Name)));
            if (!seen.Add(name))
                throw new CustomSpaceException(
                    $"{place}.operations[{index}]", $"'{name}' stands twice on the edge from {edge.Source} to {edge.Target}; give it once");
        }

        return [.. operations.Select(operation => operation.Name).Where(seen.Contains)];
    }

    private static void RequirePaths(HashSet<(int Source, int Target)> edges, int nodes, bool concatenates)
    {
        for (int node = 1; node < nodes; node++)
        {
            bool isOutput = node == nodes - 1;
            if (!(isOutput && concatenates) && !edges.Any(edge => edge.Target == node))
                throw new CustomSpaceException(
                    "cell.edges", $"no edge leads to {(isOutput ? "the output, " : "")}node {node}; give it one from an earlier node");
            if (!isOutput && !concatenates && !edges.Any(edge => edge.Source == node))
                throw new CustomSpaceException("cell.edges", $"no edge leaves node {node}, so that nothing uses it; give it one to a later node");
        }
    }
}
