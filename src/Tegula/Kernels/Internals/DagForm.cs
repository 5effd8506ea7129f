using Tegula.Architectures.Graphs;

namespace Tegula.Kernels.Internals;

/// <summary>What a graph must be so that its infinite-width limit is that of 000_47980149b45a68e2.txt, Sec. 3.1.</summary>
internal static class DagForm
{
    /// <summary>Checks it.</summary>
    /// <exception cref="GraphException">The graph is not connected, has several inputs, or does something else than skipping, mapping and adding.</exception>
    public static void Require(ArchitectureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        graph.RequireConnected();
        if (graph.Inputs.Count() > 1)
            throw new GraphException($"the graph has {graph.Inputs.Count()} inputs; a kernel in the infinite-width limit needs exactly one");
        foreach (GraphNode node in graph.Nodes)
        {
            if (node.Merge != NodeMerge.Sum)
                throw new GraphException($"node {node.Name} concatenates; a kernel in the infinite-width limit needs nodes that add");
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            if (edge.Operation.Kind is not (OperationKind.Identity or OperationKind.Linear))
            {
                throw new GraphException(
                    $"edge {graph.Nodes[edge.Source].Name} to {graph.Nodes[edge.Target].Name} is {edge.Operation.Name}; "
                    + "a kernel in the infinite-width limit needs skip connections and linear maps only");
            }
        }
    }
}
