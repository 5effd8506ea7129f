using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

/// <summary>Reads the edges of a diagram back from its characters, knowing nothing of how it was laid out.</summary>
internal sealed class DiagramReader
{
    private const int Up = 1;
    private const int Right = 2;
    private const int Down = 4;
    private const int Left = 8;
    private const string Corners = " ╵╶└╷│┌├╴┘─┴┐┤┬┼";

    private readonly string[] _rows;
    private readonly string[] _nodes;
    private readonly Dictionary<string, string> _operations;
    private readonly HashSet<(string Source, int Row, int Column, string Operation, string Target)> _found = [];

    /// <summary>Reads a diagram of one sheet.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="nodes">Names of the nodes.</param>
    /// <param name="operations">Names of the operations that have labels.</param>
    public DiagramReader(GraphDiagram diagram, IEnumerable<string> nodes, IEnumerable<string> operations)
    {
        ILookup<bool, string> lines = diagram.Lines
            .ToLookup(line => line.Any(piece => piece.Look == DiagramLook.Note), line => string.Concat(line.Select(piece => piece.Text)));
        string[] drawn = [.. lines[false]];
        string key = string.Join(' ', lines[true].Select(line => line.Trim()));
        _rows = [.. drawn.Select(row => row.PadRight(drawn.Max(other => other.Length) + 1))];
        _nodes = [.. nodes];
        _operations = operations.ToDictionary(name => Short(key, name), name => name);
    }

    /// <summary>All edges, such as <c>0 conv 1</c>, in order; links without a label have an empty name.</summary>
    public string[] Edges()
    {
        foreach (string node in _nodes)
        {
            (int row, int column, int length) = Place(node);
            if (Exits(row, column + length) is var exits && (exits & Left) != 0)
                Follow(row, column + length, Right, node, (-1, -1), "");
        }

        return [.. _found.Select(edge => $"{edge.Source} {edge.Operation} {edge.Target}").Order(StringComparer.Ordinal)];
    }

    private static string Short(string key, string name)
    {
        int place = key.IndexOf($" = {name}", StringComparison.Ordinal);
        return place < 0 ? name : key[(key.LastIndexOf(' ', place - 1) + 1)..place];
    }

    private (int Row, int Column, int Length) Place(string node)
    {
        (int Row, int Column)[] places = [.. _rows.Index()
            .SelectMany(row => new[] { $"({node})", $"[{node}]" }.Select(text => (row.Index, row.Item.IndexOf(text, StringComparison.Ordinal))))
            .Where(place => place.Item2 >= 0)];
        places.Length.ShouldBe(1, $"node {node} is there once in{Environment.NewLine}{string.Join('\n', _rows)}");
        return (places[0].Row, places[0].Column, node.Length + 2);
    }

    private int Exits(int row, int column) => _rows[row][column] switch
    {
        '┈' => Left | Right,
        '┊' => Up | Down,
        '▶' or '▷' => Left,
        ' ' => Label(row, column) is null ? 0 : Left | Right,
        var character => Math.Max(0, Corners.IndexOf(character)),
    };

    private string? Label(int row, int column) =>
        _operations.Keys.FirstOrDefault(name => string.CompareOrdinal(_rows[row], column, $" {name} ", 0, name.Length + 2) == 0);

    // Lines lead to the right, up or down; where one is met that goes the other way, it is crossed.
    private void Follow(int row, int column, int heading, string source, (int Row, int Column) label, string operation)
    {
        char character = _rows[row][column];
        if (character is '▶' or '▷')
        {
            string target = _nodes.First(node => _rows[row][(column + 1)..].StartsWith($"({node})", StringComparison.Ordinal)
                || _rows[row][(column + 1)..].StartsWith($"[{node}]", StringComparison.Ordinal));
            _found.Add((source, label.Row, label.Column, operation, target));
            return;
        }

        if (character == ' ')
        {
            string name = Label(row, column)
                ?? throw new InvalidOperationException($"a line ends nowhere in row {row}, column {column} of\n{string.Join('\n', _rows)}");
            operation.ShouldBeEmpty($"one label a line in{Environment.NewLine}{string.Join('\n', _rows)}");
            Follow(row, column + name.Length + 2, Right, source, (row, column), _operations[name]);
            return;
        }

        int exits = Exits(row, column);
        int back = heading switch { Up => Down, Down => Up, _ => Left };
        if ((exits & back) == 0)
            exits = heading | back;
        if ((exits & Right) != 0)
            Follow(row, column + 1, Right, source, label, operation);
        if ((exits & Up) != 0 && heading != Down)
            Follow(row - 1, column, Up, source, label, operation);
        if ((exits & Down) != 0 && heading != Up)
            Follow(row + 1, column, Down, source, label, operation);
    }
}
