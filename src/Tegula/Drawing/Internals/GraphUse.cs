using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>Which nodes and edges lie on a path from an input to the output.</summary>
internal sealed class GraphUse
{
    private readonly bool[] _reached;
    private readonly bool[] _useful;

    public GraphUse(ArchitectureGraph graph)
    {
        graph.MarkReached(_reached = new bool[graph.Nodes.Length]);
        graph.MarkUsed(_useful = new bool[graph.Nodes.Length]);
    }

    /// <summary>Whether there is nothing that no path uses; edges between used nodes are used.</summary>
    public bool All => _reached.All(reached => reached) && _useful.All(useful => useful);

    public bool Of(int node) => _reached[node] && _useful[node];

    public bool Of(GraphEdge edge) => _reached[edge.Source] && _useful[edge.Target];
}
