using Tegula.Architectures;

namespace Tegula.Cli.Output;

/// <summary>A NAS-Bench-201 cell as text: nodes on one line, neighbours joined on it, the other edges as arcs above and below.</summary>
/// <remarks>
/// Cut edges are left out. Edges that no path from input to output uses are dotted. Six edges between four nodes never cross when 0>2 and 0>3 go
/// above and 1>3 below.
/// </remarks>
internal static class CellDiagram
{
    private const int Width = 76;
    private const int Height = 6;
    private const int NodeRow = 3;

    private static readonly (string Label, int Start)[] Nodes = [("(input)", 0), ("( 1 )", 24), ("( 2 )", 46), ("(output)", 68)];

    /// <summary>The drawing, line by line, each cut into pieces of one kind.</summary>
    public static IReadOnlyList<IReadOnlyList<DiagramPiece>> Lines(NasBench201Cell cell)
    {
        var canvas = new DiagramCanvas(Width, Height);
        DrawNodes(canvas, cell);
        for (var source = 0; source < NasBench201Cell.NodeCount - 1; source++)
            DrawNeighbours(canvas, cell, source);
        DrawArc(canvas, cell, (0, 3), from: 2, to: 71, row: 0);
        DrawArc(canvas, cell, (0, 2), from: 4, to: 48, row: 1);
        DrawArc(canvas, cell, (1, 3), from: 26, to: 71, row: 5);
        return canvas.Lines();
    }

    /// <summary>Whether some path from input to output uses the edge.</summary>
    internal static bool IsLive(NasBench201Cell cell, int source, int target)
    {
        return Carries(source, target) && Joined(0, source) && Joined(target, NasBench201Cell.NodeCount - 1);

        bool Carries(int from, int to) => cell[from, to] != NasBench201Operation.None;
        bool Joined(int from, int to) => from == to || Enumerable.Range(from + 1, to - from).Any(next => Carries(from, next) && Joined(next, to));
    }

    private static void DrawNodes(DiagramCanvas canvas, NasBench201Cell cell)
    {
        for (var node = 0; node < Nodes.Length; node++)
        {
            var used = node is 0 or NasBench201Cell.NodeCount - 1
                || Enumerable.Range(0, node).Any(source => IsLive(cell, source, node));
            canvas.Write(NodeRow, Nodes[node].Start, Nodes[node].Label, used ? DiagramStyle.Node : DiagramStyle.Dead);
        }
    }

    private static void DrawNeighbours(DiagramCanvas canvas, NasBench201Cell cell, int source)
    {
        var operation = cell[source, source + 1];
        if (operation == NasBench201Operation.None)
            return;
        var live = IsLive(cell, source, source + 1);
        var start = Nodes[source].Start + Nodes[source].Label.Length;
        var end = Nodes[source + 1].Start - 1;
        canvas.Line(NodeRow, start, end - 1, live);
        canvas.Write(NodeRow, end, "▶", live ? DiagramStyle.Line : DiagramStyle.Dead);
        Label(canvas, NodeRow, start, end - 1, operation, live);
    }

    private static void DrawArc(DiagramCanvas canvas, NasBench201Cell cell, (int Source, int Target) edge, int from, int to, int row)
    {
        var operation = cell[edge.Source, edge.Target];
        if (operation == NasBench201Operation.None)
            return;
        var live = IsLive(cell, edge.Source, edge.Target);
        var style = live ? DiagramStyle.Line : DiagramStyle.Dead;
        var above = row < NodeRow;
        canvas.Line(row, from + 1, to - 1, live);
        canvas.Write(row, from, above ? "┌" : "└", style);
        canvas.Write(row, to, above ? "┐" : "┘", style);
        for (var between = Math.Min(row, NodeRow) + 1; between < Math.Max(row, NodeRow); between++)
        {
            canvas.Write(between, from, live ? "│" : "┊", style);
            var atNode = above ? between == NodeRow - 1 : between == NodeRow + 1;
            canvas.Write(between, to, atNode ? (above ? "▼" : "▲") : (live ? "│" : "┊"), style);
        }

        Label(canvas, row, from, to, operation, live);
    }

    private static void Label(DiagramCanvas canvas, int row, int from, int to, NasBench201Operation operation, bool live)
    {
        var text = $" {operation.Name()} ";
        var start = from + ((to - from + 1 - text.Length) / 2);
        canvas.Write(row, start, text, live ? DiagramStyle.Operation : DiagramStyle.Dead);
    }
}
