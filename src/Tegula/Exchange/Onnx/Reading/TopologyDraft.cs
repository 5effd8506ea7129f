using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>An edge into a node that is being made.</summary>
/// <param name="Source">Index of the node it leaves.</param>
/// <param name="Operation">What it does.</param>
/// <param name="Channels">Channels that it reads; 0 where they are not known.</param>
internal sealed record DraftEdge(int Source, EdgeOperation Operation, int Channels);

/// <summary>A node that is being made.</summary>
/// <param name="Node">Its name, role, merge and channels.</param>
internal sealed record DraftNode(GraphNode Node)
{
    /// <summary>Edges into it.</summary>
    public List<DraftEdge> Edges { get; } = [];
}

/// <summary>The topology of a file while it grows; every edge leads from an earlier node to a later one.</summary>
internal sealed class TopologyDraft(string file)
{
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, int> _uses = [];
    private long _parameters;
    private long _macs;

    /// <summary>Nodes in topological order.</summary>
    public List<DraftNode> Nodes { get; } = [];

    /// <summary>Adds a node.</summary>
    /// <returns>Its index.</returns>
    public int Add(string name, int channels, NodeRole role = NodeRole.Intermediate, NodeMerge merge = NodeMerge.Sum)
    {
        string unique = name;
        while (!_names.Add(unique))
        {
            _uses[name] = _uses.GetValueOrDefault(name, 1) + 1;
            unique = $"{name}#{_uses[name]}";
        }

        Nodes.Add(new(new(unique, role, merge, channels)));
        return Nodes.Count - 1;
    }

    /// <summary>Adds an edge.</summary>
    /// <exception cref="OnnxException">All edges together have more parameters or MACs than 64 bits can count.</exception>
    public void Connect(int source, int target, EdgeOperation operation, int? channels = null)
    {
        try
        {
            (_parameters, _macs) = checked((_parameters + operation.Parameters, _macs + operation.Macs));
        }
        catch (OverflowException)
        {
            throw new OnnxException($"{file}: the network has more parameters or multiply-accumulates than 64 bits can count");
        }

        Nodes[target].Edges.Add(new(source, operation, channels ?? Nodes[source].Node.Channels));
    }

    /// <summary>Leaves out nodes that lead nowhere, such as concatenations whose parts others took in; the output, the last node, and inputs stay.</summary>
    public void Prune()
    {
        var used = new bool[Nodes.Count];
        used[^1] = true;
        for (int node = Nodes.Count - 1; node >= 0; node--)
        {
            foreach (DraftEdge edge in used[node] ? Nodes[node].Edges : [])
                used[edge.Source] = true;
        }

        var place = new int[Nodes.Count];
        int next = 0;
        for (int node = 0; node < Nodes.Count; node++)
        {
            used[node] |= Nodes[node].Node.Role == NodeRole.Input;
            place[node] = used[node] ? next++ : -1;
        }

        List<DraftNode> kept = [.. Nodes.Where((_, node) => used[node])];
        foreach (List<DraftEdge> edges in kept.Select(node => node.Edges))
        {
            for (int index = 0; index < edges.Count; index++)
                edges[index] = edges[index] with { Source = place[edges[index].Source] };
        }

        Nodes.Clear();
        Nodes.AddRange(kept);
    }

    /// <summary>The finished graph.</summary>
    /// <param name="cells">Its layered cells, by indices of <see cref="Nodes"/>.</param>
    public ArchitectureGraph Build(IEnumerable<LayeredCell> cells)
    {
        var builder = new ArchitectureGraphBuilder();
        for (int node = 0; node < Nodes.Count; node++)
        {
            builder.Add(Nodes[node].Node);
            foreach (DraftEdge edge in Nodes[node].Edges)
                builder.Connect(edge.Source, node, edge.Operation, edge.Channels);
        }

        foreach (LayeredCell cell in cells)
            builder.AddCell(cell);
        return builder.Build();
    }
}
