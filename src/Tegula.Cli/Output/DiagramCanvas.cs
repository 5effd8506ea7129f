namespace Tegula.Cli.Output;

/// <summary>A sheet of characters to draw on; later strokes cover earlier ones.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class DiagramCanvas(int width, int height)
{
    private readonly (char Character, DiagramStyle Style)[,] _sheet = new (char, DiagramStyle)[height, width];

    /// <summary>Writes text from a place to the right.</summary>
    public void Write(int row, int column, string text, DiagramStyle style)
    {
        for (var i = 0; i < text.Length; i++)
            _sheet[row, column + i] = (text[i], text[i] == ' ' ? DiagramStyle.Blank : style);
    }

    /// <summary>Draws a horizontal line, both ends included; dotted when it is not used.</summary>
    public void Line(int row, int from, int to, bool live) =>
        Write(row, from, new string(live ? '─' : '┈', to - from + 1), live ? DiagramStyle.Line : DiagramStyle.Dead);

    /// <summary>The rows that hold anything, without the blanks at their ends.</summary>
    public IReadOnlyList<IReadOnlyList<DiagramPiece>> Lines() => [.. Enumerable.Range(0, height).Select(Pieces).Where(line => line.Count > 0)];

    private List<DiagramPiece> Pieces(int row)
    {
        var pieces = new List<DiagramPiece>();
        var end = width;
        while (end > 0 && _sheet[row, end - 1].Style == DiagramStyle.Blank)
            end--;
        for (int start = 0, next; start < end; start = next)
        {
            var style = _sheet[row, start].Style;
            for (next = start + 1; next < end && _sheet[row, next].Style == style;)
                next++;
            var text = Enumerable.Range(start, next - start).Select(column => _sheet[row, column].Character is '\0' ? ' ' : _sheet[row, column].Character);
            pieces.Add(new(string.Concat(text), style));
        }

        return pieces;
    }
}
