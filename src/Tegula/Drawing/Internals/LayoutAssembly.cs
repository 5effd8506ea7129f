using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>From ordered columns and heights to boxes and lines: widths of columns, rows, and where lines meet boxes.</summary>
internal sealed class LayoutAssembly
{
    private const double RowGap = 46;
    private const double ArrowRoom = 10;
    private const double LabelGap = 22;
    private const double PlainGap = 30;
    private const double MaxLabelSlopeGap = 60;
    private const double MaxPlainSlopeGap = 36;

    private readonly ArchitectureGraph _graph;
    private readonly LayeredGraph _layered;
    private readonly double[] _centres;
    private readonly bool _labelled;
    private readonly (double Start, double End)[] _ports;
    private readonly double[] _left;
    private readonly double[] _right;

    public LayoutAssembly(ArchitectureGraph graph, LayeredGraph layered, double[] centres, bool labelled)
    {
        _graph = graph;
        _layered = layered;
        _centres = centres;
        _labelled = labelled;
        _ports = Ports();
        (_left, _right) = Columns();
    }

    public GraphLayout Assemble(double rowWidth)
    {
        int[] breakable = [.. Enumerable.Range(0, _left.Length).Where(IsCut)];
        List<(int First, int Last)> rows = RowBreaks.Of(_left, _right, breakable, rowWidth);
        var nodes = new NodeBox[_graph.Nodes.Length];
        var edges = new EdgeRoute[_graph.Edges.Length];
        ILookup<int, int> leaving = Enumerable.Range(0, edges.Length).ToLookup(edge => _layered.Items[_graph.Edges[edge].Source].Column);
        var repeats = new List<NodeBox>();
        double top = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            (int first, int last) = rows[row];
            int[] items = [.. Enumerable.Range(first, last - first + 1).SelectMany(column => _layered.Columns[column])];
            double highest = items.Min(item => _centres[item] - (_layered.Items[item].Height / 2));
            double lowest = items.Max(item => _centres[item] + (_layered.Items[item].Height / 2));
            (double x, double y) = (-_left[first], top - highest);
            foreach (int node in items.Where(item => !_layered.Items[item].IsPassage))
            {
                if (row > 0 && _layered.Items[node].Column == first)
                    repeats.Add(Box(node, row, x, y));
                else
                    nodes[node] = Box(node, row, x, y);
            }

            foreach (int edge in Enumerable.Range(first, Math.Max(last - first, 1)).SelectMany(column => leaving[column]))
                edges[edge] = Route(edge, row, x, y);
            top += lowest - highest + RowGap;
        }

        double width = rows.Max(row => _right[row.Last] - _left[row.First]);
        return new([.. nodes], [.. repeats], [.. edges], rows.Count, width, top - RowGap, _labelled);
    }

    private bool IsCut(int column) => _layered.Columns[column] is [int only] && !_layered.Items[only].IsPassage;

    private NodeBox Box(int node, int row, double x, double y)
    {
        LayerItem item = _layered.Items[node];
        double left = (_left[item.Column] + _right[item.Column] - item.Width) / 2;
        return new(node, _layered.Layers[node], row, left + x, _centres[node] - (item.Height / 2) + y, item.Width, item.Height);
    }

    private EdgeRoute Route(int edge, int row, double x, double y)
    {
        int[] chain = _layered.Chains[edge];
        NodeBox source = Box(chain[0], row, x, y);
        NodeBox target = Box(chain[^1], row, x, y);
        double start = _centres[chain[0]] + _ports[edge].Start + y;
        double end = _centres[chain[^1]] + _ports[edge].End + y;
        LabelBox? label = null;
        var knots = new List<(double X, double Y)> { (source.Right, start), (_right[Column(chain[0])] + x, start) };
        foreach (int passage in chain[1..^1])
        {
            (double left, double right, double height) = (_left[Column(passage)] + x, _right[Column(passage)] + x, _centres[passage] + y);
            knots.Add((left, height));
            knots.Add((right, height));
            if (_layered.Items[passage] is { Label: { } text } item)
                label = new(text, ((left + right) - item.Width) / 2, height - (item.Height / 2), item.Width, item.Height);
        }

        knots.Add((_left[Column(chain[^1])] + x - ArrowRoom, end));
        knots.Add((target.X, end));
        return new(edge, row, Simplified(knots), label);
    }

    // Level pieces in a row are one piece.
    private static ImmutableArray<(double X, double Y)> Simplified(List<(double X, double Y)> knots)
    {
        var kept = new List<(double X, double Y)> { knots[0] };
        for (int index = 1; index < knots.Count; index++)
        {
            bool isLast = index == knots.Count - 1;
            bool levelBefore = knots[index].Y == kept[^1].Y;
            bool levelAfter = isLast || knots[index + 1].Y == knots[index].Y;
            bool inside = levelBefore && levelAfter && !isLast;
            if (!inside && knots[index] != kept[^1])
                kept.Add(knots[index]);
        }

        return [.. kept];
    }

    private int Column(int item) => _layered.Items[item].Column;

    // Lines share the side of a box from top to bottom in the order of where they go; a bundle has one place.
    private (double Start, double End)[] Ports()
    {
        int count = _graph.Edges.Length;
        var start = new double[count];
        var end = new double[count];
        foreach (IGrouping<int, int> edges in Enumerable.Range(0, count).GroupBy(edge => _graph.Edges[edge].Source))
            Spread(edges, edges.Key, edge => _layered.Chains[edge][1], start);
        foreach (IGrouping<int, int> edges in Enumerable.Range(0, count).GroupBy(edge => _graph.Edges[edge].Target))
            Spread(edges, edges.Key, edge => _layered.Chains[edge][^2], end);
        return [.. start.Zip(end)];
    }

    private void Spread(IEnumerable<int> edges, int node, Func<int, int> neighbour, double[] offsets)
    {
        IGrouping<(int Item, int Edge), int>[] lines = [.. edges
            .GroupBy(edge => (Item: neighbour(edge), Edge: _layered.Items[neighbour(edge)].IsPassage ? -1 : edge))
            .OrderBy(line => _layered.Position(line.Key.Item)).ThenBy(line => line.Key.Edge)];
        double?[] wishes = [.. lines.Select(line => StraightOffset(node, line.Key.Item, lines.Count(other => other.Key.Item == line.Key.Item)))];
        double[] places = NodeShape.Ports(_layered.Items[node].Height, wishes);
        for (int line = 0; line < lines.Length; line++)
        {
            foreach (int edge in lines[line])
                offsets[edge] = places[line];
        }
    }

    // Where a line must leave a node to run straight to a passage, or alone to a node of the same height.
    private double? StraightOffset(int node, int neighbour, int twins)
    {
        double offset = _centres[neighbour] - _centres[node];
        return _layered.Items[neighbour].IsPassage || (twins == 1 && Math.Abs(offset) < 0.5) ? offset : null;
    }

    // Between two columns there is the more room the steeper a line must climb.
    private (double[] Left, double[] Right) Columns()
    {
        int count = _layered.Columns.Length;
        var climb = new double[count];
        for (int edge = 0; edge < _layered.Chains.Length; edge++)
        {
            int[] chain = _layered.Chains[edge];
            for (int step = 1; step < chain.Length; step++)
            {
                double from = _centres[chain[step - 1]] + (step == 1 ? _ports[edge].Start : 0);
                double to = _centres[chain[step]] + (step == chain.Length - 1 ? _ports[edge].End : 0);
                climb[Column(chain[step])] = Math.Max(climb[Column(chain[step])], Math.Abs(to - from));
            }
        }

        var left = new double[count];
        var right = new double[count];
        for (int column = 0; column < count; column++)
        {
            bool holdsNodes = _layered.Columns[column].Exists(item => !_layered.Items[item].IsPassage);
            double gap = (_labelled ? LabelGap : PlainGap) + (holdsNodes ? ArrowRoom : 0);
            left[column] = column == 0 ? 0 : right[column - 1] + gap + Math.Min(_labelled ? MaxLabelSlopeGap : MaxPlainSlopeGap, Math.Round(climb[column] / 4));
            right[column] = left[column] + _layered.Columns[column].Select(item => _layered.Items[item].Width).DefaultIfEmpty(0).Max();
        }

        return (left, right);
    }
}
