using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>Which nodes and edges lie on a path from an input to the output.</summary>
internal sealed class GraphUse
{
    private readonly bool[] _reached;
    private readonly bool[] _useful;

    public GraphUse(ArchitectureGraph graph)
    {
        _reached = [.. graph.Nodes.Select(node => node.Role == NodeRole.Input)];
        _useful = [.. graph.Nodes.Select(node => node.Role == NodeRole.Output)];
        foreach (GraphEdge edge in graph.Edges)
            _reached[edge.Target] |= _reached[edge.Source];
        foreach (GraphEdge edge in graph.Edges.Reverse())
            _useful[edge.Source] |= _useful[edge.Target];
    }

    /// <summary>Whether there is nothing that no path uses; edges between used nodes are used.</summary>
    public bool All => _reached.All(reached => reached) && _useful.All(useful => useful);

    public bool Of(int node) => _reached[node] && _useful[node];

    public bool Of(GraphEdge edge) => _reached[edge.Source] && _useful[edge.Target];
}
