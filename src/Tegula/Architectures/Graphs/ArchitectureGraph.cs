using System.Collections.Immutable;

namespace Tegula.Architectures.Graphs;

/// <summary>
/// The connectivity of a cell or a whole network: feature maps as nodes, operations as edges. Immutable. Nodes stand in topological order, every
/// edge leads to a later node, and cut edges are simply absent.
/// </summary>
/// <remarks>Source of the form: 000_47980149b45a68e2.txt, Sec. 3.1. Make one with <see cref="ArchitectureGraphBuilder"/>.</remarks>
public sealed class ArchitectureGraph
{
    internal ArchitectureGraph(ImmutableArray<GraphNode> nodes, ImmutableArray<GraphEdge> edges, ImmutableArray<LayeredCell> cells)
    {
        Nodes = nodes;
        Edges = edges;
        LayeredCells = cells;
    }

    /// <summary>The nodes in topological order.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>The edges, ordered by target and then by the order in which they were added.</summary>
    public ImmutableArray<GraphEdge> Edges { get; }

    /// <summary>The layered cells of NN-Mass; empty where the notion does not apply.</summary>
    public ImmutableArray<LayeredCell> LayeredCells { get; }

    /// <summary>Indices of the nodes where data enters, at least one.</summary>
    public IEnumerable<int> Inputs => Enumerable.Range(0, Nodes.Length).Where(node => Nodes[node].Role == NodeRole.Input);

    /// <summary>Index of the output, always the last node.</summary>
    public int Output => Nodes.Length - 1;

    /// <summary>Trainable numbers of all edges, whether or not anything uses them.</summary>
    public long Parameters => Edges.Sum(edge => edge.Operation.Parameters);

    /// <summary>Multiply-accumulate operations of all edges for one input.</summary>
    public long Macs => Edges.Sum(edge => edge.Operation.Macs);

    /// <summary>The edges on a path from an input to the output, in their order.</summary>
    public IEnumerable<GraphEdge> LiveEdges()
    {
        var reached = new bool[Nodes.Length];
        var used = new bool[Nodes.Length];
        MarkReached(reached);
        MarkUsed(used);
        return Edges.Where(edge => reached[edge.Source] && used[edge.Target]);
    }

    /// <summary>Checks that every node is fed; the output then depends on an input.</summary>
    /// <returns>This graph.</returns>
    /// <exception cref="GraphException">A node other than an input has no incoming edge; the message also says when the output is out of reach.</exception>
    public ArchitectureGraph RequireConnected()
    {
        Span<bool> fed = new bool[Nodes.Length];
        for (int node = 0; node < Nodes.Length; node++)
            fed[node] = Nodes[node].Role == NodeRole.Input;
        foreach (GraphEdge edge in Edges)
            fed[edge.Target] = true;
        int unfed = fed.IndexOf(false);
        if (unfed < 0)
            return this;
        Span<bool> reached = new bool[Nodes.Length];
        MarkReached(reached);
        string disconnected = reached[Output] ? "" : $" and the graph is disconnected (no path leads from the input to the output {Nodes[Output].Name})";
        throw new GraphException(
            $"node {Nodes[unfed].Name} has no input{disconnected}; every node but the input needs an edge from an earlier node that is not cut");
    }

    /// <summary>Marks the nodes that depend on an input, the inputs among them.</summary>
    /// <param name="reached">One entry for each node; all of them are written.</param>
    internal void MarkReached(Span<bool> reached)
    {
        for (int node = 0; node < Nodes.Length; node++)
            reached[node] = Nodes[node].Role == NodeRole.Input;
        foreach (GraphEdge edge in Edges)
            reached[edge.Target] |= reached[edge.Source];
    }

    /// <summary>Marks the nodes on which the output depends, the output among them.</summary>
    /// <param name="used">One entry for each node; all of them are written.</param>
    internal void MarkUsed(Span<bool> used)
    {
        used.Clear();
        used[Output] = true;
        for (int index = Edges.Length - 1; index >= 0; index--)
            used[Edges[index].Source] |= used[Edges[index].Target];
    }
}
