using System.Text;

namespace Tegula.Cli.Output;

/// <summary>Columns of text with a header and a rule; no blanks at the ends of lines, never broken into several.</summary>
/// <param name="headers">One per column; a header that begins with <c>></c> aligns its column to the right.</param>
internal sealed class TextTable(params string[] headers)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [[.. headers.Select(header => header.TrimStart('>'))]];

    /// <summary>Adds a row.</summary>
    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells]);

    /// <summary>The table, indented like everything that is shown to people.</summary>
    public override string ToString()
    {
        var widths = Enumerable.Range(0, headers.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => headers[column].StartsWith('>') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(Gap).AppendLine(string.Join(Gap, cells).TrimEnd());
            if (row == _rows[0])
                text.Append(Gap).AppendLine(string.Join(Gap, widths.Select(width => new string('─', width))));
        }

        return text.ToString();
    }
}
