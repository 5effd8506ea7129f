using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>Puts a plan on sheets of characters, one for each row of the layout.</summary>
internal sealed class DiagramPainter
{
    // A sheet that goes on below ends with this mark, and the next one begins with it.
    private const string Continued = "»";
    private const int MarkRoom = 2;

    private readonly ArchitectureGraph _graph;
    private readonly DiagramPlan _plan;
    private readonly DiagramNames _names;
    private readonly GraphUse _use;
    private readonly int _width;
    private readonly int[] _left;
    private readonly int[] _end;
    private readonly List<(int First, int Last)> _sheets;
    private bool _hasCrossings;

    public DiagramPainter(ArchitectureGraph graph, DiagramPlan plan, DiagramNames names, int width)
    {
        (_graph, _plan, _names, _use, _width) = (graph, plan, names, new(graph), width);
        (_left, _end) = Columns();
        int[] breakable = [.. Enumerable.Range(1, Math.Max(0, _left.Length - 2)).Where(IsCut)];
        double[] left = [.. _left.Select(place => (double)place)];
        double[] right = [.. _end.Select(place => (double)place)];
        bool isWhole = right[^1] <= width || breakable.Length == 0;
        _sheets = isWhole ? [(0, left.Length - 1)] : RowBreaks.Of(left, right, breakable, width - (2 * MarkRoom));
        Width = _sheets.Max(SheetWidth);
    }

    /// <summary>Columns that the drawing takes.</summary>
    public int Width { get; }

    private LayeredGraph Layered => _plan.Layered;

    /// <summary>The drawing and its explanations.</summary>
    public ImmutableArray<ImmutableArray<DiagramPiece>> Paint()
    {
        var lines = new List<ImmutableArray<DiagramPiece>>();
        foreach ((int First, int Last) sheet in _sheets)
        {
            if (lines.Count > 0)
                lines.Add([]);
            lines.AddRange(PaintSheet(sheet));
        }

        IEnumerable<ImmutableArray<DiagramPiece>> notes =
            Notes().SelectMany(note => TextWrap.Of(note, _width)).Select(line => ImmutableArray.Create(new DiagramPiece(line, DiagramLook.Note)));
        return [.. lines, .. notes];
    }

    private bool IsCut(int column) => Layered.Columns[column] is [int only] && !Layered.Items[only].IsPassage;

    private int SheetWidth((int First, int Last) sheet) => _end[sheet.Last] - _left[sheet.First] + Before(sheet) + After(sheet);

    private static int Before((int First, int Last) sheet) => sheet.First > 0 ? MarkRoom : 0;

    private int After((int First, int Last) sheet) => sheet.Last < _left.Length - 1 ? MarkRoom : 0;

    private (int[] Left, int[] End) Columns()
    {
        int count = Layered.Columns.Length;
        var left = new int[count];
        var end = new int[count];
        int[] edges = EdgesOfPassages();
        for (int column = 0; column < count; column++)
        {
            // A line that reaches a node ends with an arrow head; one that leaves it shows at least a dash.
            left[column] = column == 0 ? 0
                : DiagramPlan.HoldsNodes(column) ? end[column - 1] + Math.Max(2, _plan.Channels[column - 1].Tracks + 1)
                : end[column - 1] + Math.Max(1, _plan.Channels[column - 1].Tracks + Lead(column - 1));
            end[column] = left[column] + Layered.Columns[column].Select(item => Room(item, edges)).DefaultIfEmpty(1).Max();
        }

        return (left, end);
    }

    private int[] EdgesOfPassages()
    {
        var edges = new int[Layered.Items.Count];
        for (int edge = 0; edge < Layered.Chains.Length; edge++)
        {
            foreach (int passage in Layered.Chains[edge][1..^1])
                edges[passage] = edge;
        }

        return edges;
    }

    private int Room(int item, int[] edges) => Layered.Items[item] switch
    {
        { IsPassage: false } => _names.Of(_graph.Nodes[item]).Length,
        { Label: not null } => Label(edges[item]).Length,
        _ => 1,
    };

    private string Label(int edge) => $" {_names.Operations[_graph.Edges[edge].Operation.Name]} ";

    private ImmutableArray<DiagramPiece>[] PaintSheet((int First, int Last) sheet)
    {
        int[] items = [.. Enumerable.Range(sheet.First, sheet.Last - sheet.First + 1).SelectMany(column => Layered.Columns[column])];
        int top = items.Min(item => _plan.Rows[item]);
        int height = items.Max(item => _plan.Rows[item]) - top + 1;
        int shift = Before(sheet) - _left[sheet.First];
        var canvas = new DiagramCanvas(SheetWidth(sheet), height);
        for (int edge = 0; edge < _graph.Edges.Length; edge++)
        {
            if (Layered.Items[_graph.Edges[edge].Source].Column >= sheet.First && Layered.Items[_graph.Edges[edge].Target].Column <= sheet.Last)
                PaintEdge(canvas, edge, top, shift);
        }

        foreach (int node in items.Where(item => !Layered.Items[item].IsPassage))
        {
            DiagramLook look = _use.Of(node) ? DiagramLook.Node : DiagramLook.Unused;
            canvas.Write(_plan.Rows[node] - top, Left(node) + shift, _names.Of(_graph.Nodes[node]), look);
            GraphEdge[] incoming = Layered.Items[node].Column == sheet.First ? [] : [.. _graph.Edges.Where(edge => edge.Target == node)];
            bool isUsed = Array.Exists(incoming, _use.Of);
            if (incoming.Length > 0)
                canvas.Write(_plan.Rows[node] - top, Left(node) - 1 + shift, isUsed ? "▶" : "▷", isUsed ? DiagramLook.Line : DiagramLook.Unused);
        }

        if (Before(sheet) > 0)
            canvas.Write(_plan.Rows[Layered.Columns[sheet.First][0]] - top, 0, Continued, DiagramLook.Line);
        if (After(sheet) > 0)
            canvas.Write(_plan.Rows[Layered.Columns[sheet.Last][0]] - top, SheetWidth(sheet) - 1, Continued, DiagramLook.Line);
        ImmutableArray<DiagramPiece>[] lines = [.. canvas.Lines()];
        _hasCrossings |= canvas.HasCrossings;
        return lines;
    }

    private void PaintEdge(DiagramCanvas canvas, int edge, int top, int shift)
    {
        GraphEdge own = _graph.Edges[edge];
        bool isUsed = _use.Of(own);
        DiagramLook look = LookOf(own.Operation);
        int[] chain = Layered.Chains[edge];
        foreach ((int from, int to) in chain.Zip(chain.Skip(1)))
        {
            (int hub, DiagramChannel channel, int track) = TrackBetween(from, to);
            var stroke = new DiagramStroke(1 + (hub * 2) + (hub == from ? 0 : 1), look, isUsed);
            (int start, int end) = (_plan.Rows[from] - top, _plan.Rows[to] - top);
            int turn = channel.TrackOf(hub) < 0 ? Right(from) : track;
            canvas.Level(start, Right(from) + shift, turn + shift, stroke);
            canvas.Upright(turn + shift, start, end, stroke);
            canvas.Level(end, turn + shift, Left(to) + shift, stroke);
        }

        foreach (int passage in chain[1..^1])
        {
            var stroke = new DiagramStroke(-1 - passage, look, isUsed);
            canvas.Level(_plan.Rows[passage] - top, Left(passage) + shift, Right(passage) + shift, stroke);
            if (Layered.Items[passage].Label is null)
                continue;
            string label = Label(edge);
            int place = Left(passage) + ((Right(passage) - Left(passage) + 1 - label.Length) / 2);
            canvas.Write(_plan.Rows[passage] - top, place + shift, label, isUsed ? look : DiagramLook.Unused);
        }
    }

    private (int Hub, DiagramChannel Channel, int Track) TrackBetween(int from, int to)
    {
        int column = Layered.Items[from].Column;
        DiagramChannel channel = _plan.Channels[column];
        if (DiagramPlan.HoldsNodes(column))
            return (from, channel, _end[column] + Lead(column) + channel.TrackOf(from));

        // In front of nodes tracks are counted from the right, where the arrow heads stand.
        return (to, channel, _left[column + 1] - 2 - channel.TrackOf(to));
    }

    // Room for a dash where another line would cross right behind a node.
    private int Lead(int column) => _plan.Channels[column].IsCrossedAtOnce ? 1 : 0;

    private int Left(int item) => _left[Layered.Items[item].Column];

    // The last cell of an item: a node's name may be shorter than its column.
    private int Right(int item) =>
        Layered.Items[item].IsPassage ? _end[Layered.Items[item].Column] - 1 : Left(item) + _names.Of(_graph.Nodes[item]).Length - 1;

    private IEnumerable<string> Notes()
    {
        if (_names.Key() is { Length: > 0 } key)
            yield return key;
        if (_graph.Nodes.Any(node => node.Merge == NodeMerge.Concatenate))
            yield return "[ ] joins what it reads, ( ) adds it";
        if (_hasCrossings)
            yield return "lines join at ├ ┤ ┬ ┴ ┼; a │ in a line only crosses it";
        if (_sheets.Count > 1)
            yield return "» goes on below";
        if (!_use.All)
            yield return $"dotted: {GraphText.Unused}";
    }

    private static DiagramLook LookOf(EdgeOperation operation) => EdgeStyles.Of(operation) switch
    {
        EdgeStyle.Convolution => DiagramLook.Convolution,
        EdgeStyle.Linear => DiagramLook.Linear,
        EdgeStyle.Pooling => DiagramLook.Pooling,
        EdgeStyle.Identity => DiagramLook.Identity,
        _ => DiagramLook.Concatenation,
    };
}
