using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>
/// Breaks the edges of a graph into chains of neighbouring items. With labels, every second column holds them, and each edge goes its own way;
/// without, edges of one operation that leave the same node share their way until they turn off.
/// </summary>
internal sealed class LayeredGraphBuilder(ArchitectureGraph graph, bool labelled)
{
    private readonly int[] _layers = LayerAssignment.Of(graph);
    private readonly List<LayerItem> _items = [];
    private readonly Dictionary<(int Source, EdgeStyle Style, int Twin, int Column), int> _shared = [];

    public LayeredGraph Build()
    {
        int[] height = Strands();
        for (int node = 0; node < graph.Nodes.Length; node++)
            _items.Add(NodeShape.Item(node, graph.Nodes[node], Column(node), height[node]));
        int[] labels = labelled ? LabelColumns() : [];
        int[] twins = Twins();
        var chains = new int[graph.Edges.Length][];
        for (int edge = 0; edge < chains.Length; edge++)
            chains[edge] = [graph.Edges[edge].Source, .. Passages(edge, twins[edge], labelled ? labels[edge] : -1), graph.Edges[edge].Target];
        return new(_items, chains, _layers);
    }

    private int Column(int node) => labelled ? 2 * _layers[node] : _layers[node];

    private IEnumerable<int> Passages(int index, int twin, int labelColumn)
    {
        GraphEdge edge = graph.Edges[index];
        for (int column = Column(edge.Source) + 1; column < Column(edge.Target); column++)
        {
            string? label = column == labelColumn && LabelShape.Needs(edge.Operation) ? LabelShape.Text(edge.Operation) : null;
            var passage = new LayerItem(-1, column, label is null ? 0 : LabelShape.Width(label), label is null ? 0 : LabelShape.Height, label);
            (int Source, EdgeStyle Style, int Twin, int Column) key = (edge.Source, EdgeStyles.Of(edge.Operation), twin, column);
            if (labelled || !_shared.TryGetValue(key, out int item))
            {
                item = _items.Count;
                _items.Add(passage);
                _shared[key] = item;
            }

            yield return item;
        }
    }

    // Short edges have no choice; the longer ones then take the emptiest column near their middle.
    private int[] LabelColumns()
    {
        var chosen = new int[graph.Edges.Length];
        var load = new int[(2 * _layers.Max()) + 1];
        foreach (int index in Enumerable.Range(0, graph.Edges.Length).OrderBy(index => Span(graph.Edges[index])))
        {
            (int first, int last) = (Column(graph.Edges[index].Source) + 1, Column(graph.Edges[index].Target) - 1);
            chosen[index] = Enumerable.Range(0, Span(graph.Edges[index])).Select(step => first + (2 * step))
                .MinBy(column => load[column] + (Math.Abs(column - ((first + last) / 2.0)) / 4));
            load[chosen[index]] += LabelShape.Needs(graph.Edges[index].Operation) ? 1 : 0;
        }

        return chosen;
    }

    private int Span(GraphEdge edge) => _layers[edge.Target] - _layers[edge.Source];

    // Among edges of one style between the same two nodes: the how-manieth. Twins must not share their way.
    private int[] Twins()
    {
        var seen = new Dictionary<(int Source, int Target, EdgeStyle Style), int>();
        return [.. graph.Edges.Select(edge => Next(seen, (edge.Source, edge.Target, EdgeStyles.Of(edge.Operation))))];
    }

    private static int Next<TKey>(Dictionary<TKey, int> seen, TKey key)
        where TKey : notnull
    {
        int count = seen.GetValueOrDefault(key);
        seen[key] = count + 1;
        return count;
    }

    // Lines that reach or leave a node on its busier side.
    private int[] Strands()
    {
        var incoming = new int[graph.Nodes.Length];
        var outgoing = new int[graph.Nodes.Length];
        foreach (GraphEdge edge in graph.Edges)
        {
            incoming[edge.Target]++;
            outgoing[edge.Source] += labelled || Span(edge) == 1 ? 1 : 0;
        }

        return [.. incoming.Zip(outgoing, Math.Max)];
    }
}
