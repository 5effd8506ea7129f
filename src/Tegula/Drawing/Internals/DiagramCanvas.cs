using System.Collections.Immutable;

namespace Tegula.Drawing.Internals;

/// <summary>
/// A sheet of characters. Lines are drawn as steps from cell to cell, from which each cell's character follows; texts cover them.
/// </summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class DiagramCanvas(int width, int height)
{
    // Indexed by the directions in which a line leaves the cell: 1 up, 2 right, 4 down, 8 left.
    private const string Corners = " ╵╶└╷│┌├╴┘─┴┐┤┬┼";
    private const int Up = 1;
    private const int Right = 2;
    private const int Down = 4;
    private const int Left = 8;

    private readonly Cell[,] _cells = new Cell[height, width];

    /// <summary>Whether lines cross somewhere without touching.</summary>
    public bool HasCrossings { get; private set; }

    /// <summary>Draws a level line between the middles of two cells of a row, the left one first.</summary>
    public void Level(int row, int from, int to, DiagramStroke stroke)
    {
        for (int column = from; column < to; column++)
        {
            Step(row, column, Right, stroke);
            Step(row, column + 1, Left, stroke);
        }
    }

    /// <summary>Draws an upright line between the middles of two cells of a column.</summary>
    public void Upright(int column, int from, int to, DiagramStroke stroke)
    {
        for (int row = Math.Min(from, to); row < Math.Max(from, to); row++)
        {
            Step(row, column, Down, stroke);
            Step(row + 1, column, Up, stroke);
        }
    }

    /// <summary>Writes text over whatever is there.</summary>
    public void Write(int row, int column, string text, DiagramLook look)
    {
        for (int index = 0; index < text.Length; index++)
            (_cells[row, column + index].Text, _cells[row, column + index].TextLook) = (text[index], look);
    }

    /// <summary>The rows without the blanks at their ends, cut into pieces of one look.</summary>
    public IEnumerable<ImmutableArray<DiagramPiece>> Lines() => Enumerable.Range(0, height).Select(Pieces);

    private void Step(int row, int column, int direction, DiagramStroke stroke)
    {
        ref Cell cell = ref _cells[row, column];
        if ((direction & (Up | Down)) != 0)
            cell.UprightNet = stroke.Net;
        else
            (cell.LeftNet, cell.RightNet) = direction == Left ? (stroke.Net, cell.RightNet) : (cell.LeftNet, stroke.Net);
        cell.Directions |= direction;
        if (!stroke.IsUsed)
            return;
        cell.Look = cell.Used == 0 || cell.Look == stroke.Look ? stroke.Look : DiagramLook.Line;
        cell.Used |= direction;
    }

    private ImmutableArray<DiagramPiece> Pieces(int row)
    {
        (char Character, DiagramLook Look)[] shown = [.. Enumerable.Range(0, width).Select(column => Shown(ref _cells[row, column]))];
        int end = shown.Length;
        while (end > 0 && shown[end - 1].Look == DiagramLook.Blank)
            end--;
        var pieces = new List<DiagramPiece>();
        for (int start = 0, next; start < end; start = next)
        {
            for (next = start + 1; next < end && shown[next].Look == shown[start].Look;)
                next++;
            pieces.Add(new(string.Concat(shown[start..next].Select(entry => entry.Character)), shown[start].Look));
        }

        return [.. pieces];
    }

    private (char Character, DiagramLook Look) Shown(ref Cell cell)
    {
        if (cell.Text == ' ' || (cell.Text == '\0' && cell.Directions == 0))
            return (' ', DiagramLook.Blank);
        if (cell.Text != '\0')
            return (cell.Text, cell.TextLook);
        bool isCrossing = cell.Directions == (Up | Right | Down | Left) && cell.LeftNet == cell.RightNet && cell.LeftNet != cell.UprightNet;
        HasCrossings |= isCrossing;
        bool isUsed = cell.Used != 0;
        int directions = !isCrossing ? cell.Directions : isUsed && (cell.Used & Up) == 0 ? Left | Right : Up | Down;
        isUsed &= !isCrossing || (cell.Used & directions) != 0;
        DiagramLook look = isUsed ? cell.Look : DiagramLook.Unused;
        return (isUsed ? Corners[directions] : directions switch { Left | Right => '┈', Up | Down => '┊', _ => Corners[directions] }, look);
    }

    private struct Cell
    {
        public int Directions;
        public int Used;
        public int UprightNet;
        public int LeftNet;
        public int RightNet;
        public DiagramLook Look;
        public char Text;
        public DiagramLook TextLook;
    }
}
