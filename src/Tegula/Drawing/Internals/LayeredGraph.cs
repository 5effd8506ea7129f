namespace Tegula.Drawing.Internals;

/// <summary>A graph in which every edge is a chain of items in neighbouring columns.</summary>
internal sealed class LayeredGraph
{
    private readonly int[] _position;

    /// <summary>Takes over items in their columns; those added first stand on top.</summary>
    /// <param name="items">Nodes first, in their order; then passages.</param>
    /// <param name="chains">For each edge the items from its source to its target, one a column.</param>
    /// <param name="layers">The layer of each node.</param>
    public LayeredGraph(IReadOnlyList<LayerItem> items, int[][] chains, int[] layers)
    {
        Items = items;
        Chains = chains;
        Layers = layers;
        int columns = items.Max(item => item.Column) + 1;
        Columns = [.. Enumerable.Range(0, columns).Select(_ => new List<int>())];
        Before = [.. items.Select(_ => new List<int>())];
        After = [.. items.Select(_ => new List<int>())];
        for (int item = 0; item < items.Count; item++)
            Columns[items[item].Column].Add(item);
        _position = new int[items.Count];
        foreach (List<int> column in Columns)
            Renumber(column);
        foreach ((int from, int to) in chains.SelectMany(chain => chain.Zip(chain.Skip(1))))
        {
            // A passage shared by a bundle of edges is one line; direct edges between two nodes are as many lines as there are edges.
            if ((items[from].IsPassage || items[to].IsPassage) && After[from].Contains(to))
                continue;
            After[from].Add(to);
            Before[to].Add(from);
        }
    }

    public IReadOnlyList<LayerItem> Items { get; }

    public int[][] Chains { get; }

    public int[] Layers { get; }

    /// <summary>The items of each column from top to bottom.</summary>
    public List<int>[] Columns { get; }

    /// <summary>For each item its neighbours in the column on the left.</summary>
    public List<int>[] Before { get; }

    /// <summary>For each item its neighbours in the column on the right.</summary>
    public List<int>[] After { get; }

    /// <summary>The place of an item in its column.</summary>
    public int Position(int item) => _position[item];

    /// <summary>Takes over a new order of a column.</summary>
    public void Reorder(int column, IEnumerable<int> order)
    {
        Columns[column] = [.. order];
        Renumber(Columns[column]);
    }

    /// <summary>Swaps two neighbours in a column.</summary>
    public void Swap(int column, int upper)
    {
        List<int> items = Columns[column];
        (items[upper], items[upper + 1]) = (items[upper + 1], items[upper]);
        _position[items[upper]] = upper;
        _position[items[upper + 1]] = upper + 1;
    }

    private void Renumber(List<int> column)
    {
        for (int place = 0; place < column.Count; place++)
            _position[column[place]] = place;
    }
}
