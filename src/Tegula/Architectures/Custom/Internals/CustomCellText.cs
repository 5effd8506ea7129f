using System.Collections.Immutable;
using System.Text;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>Reads and writes the text of a cell or supernet of an own space. One object reads one text.</summary>
/// <param name="definition">The space.</param>
/// <param name="text">The text.</param>
/// <param name="allowsSeveral">Whether an edge can have several operations.</param>
internal sealed class CustomCellText(CustomSpaceDefinition definition, string text, bool allowsSeveral)
{
    private int _position;

    /// <summary>Writes a text.</summary>
    /// <param name="definition">The space.</param>
    /// <param name="operations">What stands on each edge.</param>
    public static string Of(CustomSpaceDefinition definition, Func<int, string> operations)
    {
        var text = new StringBuilder();
        for (int edge = 0; edge < definition.Edges.Length; edge++)
        {
            if (edge == 0 || definition.Edges[edge].Target != definition.Edges[edge - 1].Target)
                text.Append(edge == 0 ? "|" : "+|");
            text.Append($"{operations(edge)}~{definition.Edges[edge].Source}|");
        }

        return text.ToString();
    }

    /// <summary>The indices of the operations of each edge.</summary>
    /// <exception cref="ArchitectureFormatException">The text deviates from the form in any character.</exception>
    public ImmutableArray<ImmutableArray<int>> Read()
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(text);
        var edges = ImmutableArray.CreateBuilder<ImmutableArray<int>>(definition.Edges.Length);
        for (int edge = 0; edge < definition.Edges.Length; edge++)
        {
            if (edge == 0 || definition.Edges[edge].Target != definition.Edges[edge - 1].Target)
                Expect(edge == 0 ? "|" : "+|");
            edges.Add(ReadOperations(edge));
            Expect($"~{definition.Edges[edge].Source}|");
        }

        return _position == text.Length
            ? edges.MoveToImmutable()
            : throw Error($"expected the end of the text, found {QuotedText.At(text, _position)}");
    }

    private ImmutableArray<int> ReadOperations(int edge)
    {
        var operations = new List<int>();
        while (true)
        {
            int start = _position;
            while (_position < text.Length && text[_position] is not ('~' or ',' or '|' or '+'))
                _position++;
            string name = text[start.._position];
            int operation = definition.IndexOf(name);
            if (operation < 0 || !definition.Candidates[edge].Contains(operation))
            {
                _position = start;
                (int source, int target, ImmutableArray<string> expected) = definition.Edges[edge];
                throw Error($"'{QuotedText.Of(name)}' is no operation of the edge from {source} to {target}, expected {string.Join(", ", expected)}");
            }

            if (operations.Contains(operation))
            {
                _position = start;
                throw Error($"'{name}' stands twice on this edge");
            }

            operations.Add(operation);
            if (!allowsSeveral || _position >= text.Length || text[_position] != ',')
                return [.. operations.Order()];
            _position++;
        }
    }

    private void Expect(string expected)
    {
        if (string.CompareOrdinal(text, _position, expected, 0, expected.Length) != 0)
            throw Error($"expected '{expected}', found {QuotedText.At(text, _position)}");
        _position += expected.Length;
    }

    private ArchitectureFormatException Error(string message) =>
        new(_position + 1, $"character {_position + 1}: {message} (a cell of the space {definition.Name})");
}
