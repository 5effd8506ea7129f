using System.Collections.Immutable;

namespace Tegula.Architectures.Graphs;

/// <summary>Collects nodes and edges in any order and puts them into topological order. Used once.</summary>
public sealed class ArchitectureGraphBuilder
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];
    private readonly List<LayeredCell> _cells = [];
    private bool _ordered = true;

    /// <summary>Adds a node.</summary>
    /// <returns>Its handle, for <see cref="Connect"/>.</returns>
    public int Add(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>Adds a node with these properties.</summary>
    /// <returns>Its handle, for <see cref="Connect"/>.</returns>
    public int Add(string name, NodeRole role = NodeRole.Intermediate, NodeMerge merge = NodeMerge.Sum, int channels = 0) =>
        Add(new(name, role, merge, channels));

    /// <summary>Adds an edge; several may join the same two nodes.</summary>
    /// <param name="source">Handle of the node it reads.</param>
    /// <param name="target">Handle of the node it feeds; any order of adding will do, so long as no cycle arises.</param>
    /// <param name="operation">What it does.</param>
    /// <param name="channels">Channels of the source that it reads; null for all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">A handle is not one of this builder's.</exception>
    public void Connect(int source, int target, EdgeOperation operation, int? channels = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, _nodes.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, _nodes.Count);
        _ordered &= source < target && (_edges.Count == 0 || _edges[^1].Target <= target);
        _edges.Add(new(source, target, operation, channels ?? _nodes[source].Channels));
    }

    /// <summary>Declares a layered cell; its indices are handles of this builder.</summary>
    public void AddCell(LayeredCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        _cells.Add(cell);
    }

    /// <summary>The graph.</summary>
    /// <exception cref="GraphException">There is no input, not exactly one output, an edge into an input or out of the output, or a cycle.</exception>
    public ArchitectureGraph Build()
    {
        RequireRoles();
        if (_ordered && _nodes[^1].Role == NodeRole.Output)
            return new([.. _nodes], [.. _edges], [.. _cells]);
        int[] order = TopologicalOrder();
        var place = new int[order.Length];
        for (int index = 0; index < order.Length; index++)
            place[order[index]] = index;
        ImmutableArray<int> Placed(ImmutableArray<int> handles) => [.. handles.Select(handle => place[handle])];
        return new(
            [.. order.Select(handle => _nodes[handle])],
            [.. _edges.Select(edge => edge with { Source = place[edge.Source], Target = place[edge.Target] }).OrderBy(edge => edge.Target)],
            [.. _cells.Select(cell => cell with { Layers = Placed(cell.Layers), Joints = Placed(cell.Joints) })]);
    }

    private void RequireRoles()
    {
        int outputs = _nodes.Count(node => node.Role == NodeRole.Output);
        if (outputs != 1)
            throw new GraphException($"the graph has {outputs} outputs; it needs exactly one");
        if (!_nodes.Exists(node => node.Role == NodeRole.Input))
            throw new GraphException("the graph has no input; it needs at least one");
        foreach (GraphEdge edge in _edges)
        {
            if (_nodes[edge.Target].Role == NodeRole.Input)
                throw new GraphException($"an edge leads from {_nodes[edge.Source].Name} into the input {_nodes[edge.Target].Name}; inputs are not fed");
            if (_nodes[edge.Source].Role == NodeRole.Output)
                throw new GraphException($"an edge leads from the output {_nodes[edge.Source].Name} to {_nodes[edge.Target].Name}; the output is not read");
        }
    }

    // Among the nodes whose predecessors are all placed, the one added first comes next; the output comes last.
    private int[] TopologicalOrder()
    {
        var open = new int[_nodes.Count];
        foreach (GraphEdge edge in _edges)
            open[edge.Target]++;
        ILookup<int, int> targets = _edges.ToLookup(edge => edge.Source, edge => edge.Target);
        int Rank(int handle) => _nodes[handle].Role == NodeRole.Output ? int.MaxValue : handle;
        var ready = new PriorityQueue<int, int>(
            Enumerable.Range(0, _nodes.Count).Where(handle => open[handle] == 0).Select(handle => (handle, Rank(handle))));
        var order = new List<int>(_nodes.Count);
        while (ready.TryDequeue(out int handle, out _))
        {
            order.Add(handle);
            foreach (int target in targets[handle])
            {
                if (--open[target] == 0)
                    ready.Enqueue(target, Rank(target));
            }
        }

        return order.Count == _nodes.Count ? [.. order] : throw new GraphException(Cycle(open, order));
    }

    private string Cycle(int[] open, List<int> order)
    {
        HashSet<int> stuck = [.. Enumerable.Range(0, open.Length).Except(order)];

        // Every node that is stuck has a predecessor that is stuck: walking back must meet a node again.
        ILookup<int, int> sources = _edges.Where(edge => stuck.Contains(edge.Source)).ToLookup(edge => edge.Target, edge => edge.Source);
        var walk = new List<int> { stuck.First() };
        while (walk.IndexOf(walk[^1]) == walk.Count - 1)
            walk.Add(sources[walk[^1]].First());
        IEnumerable<int> cycle = walk[walk.IndexOf(walk[^1])..].AsEnumerable().Reverse();
        return $"the graph has a cycle: {string.Join(" -> ", cycle.Select(handle => _nodes[handle].Name))}; edges must lead from earlier nodes to later ones";
    }
}
