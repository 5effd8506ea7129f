using System.Diagnostics.CodeAnalysis;

namespace Tegula.Architectures.Internals;

/// <summary>Reads <c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>, character by character, and stops at the first that does not fit.</summary>
internal ref struct NasBench201CellParser
{
    private const string OperationEnds = "~|+";

    private readonly ReadOnlySpan<char> _text;
    private int _next;
    private ArchitectureFormatException? _error;

    private NasBench201CellParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads a whole text; exactly one of cell and error is not null afterwards.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out NasBench201Cell? cell,
        [NotNullWhen(false)] out ArchitectureFormatException? error)
    {
        var parser = new NasBench201CellParser(text);
        cell = parser.ReadCell();
        error = parser._error;
        return cell is not null;
    }

    private NasBench201Cell? ReadCell()
    {
        Span<NasBench201Operation> operations = stackalloc NasBench201Operation[NasBench201Cell.EdgeCount];
        int edge = 0;
        for (int target = 1; target < NasBench201Cell.NodeCount; target++)
        {
            if (target > 1 && !ReadCharacter('+', $"'+' and then node {target}"))
                return null;
            if (!ReadCharacter('|', $"'|' to open node {target}"))
                return null;
            for (int source = 0; source < target; source++)
            {
                if (!ReadOperation(out operations[edge++]) || !ReadCharacter('~', "'~' after the operation") || !ReadSource(source, target)
                    || !ReadCharacter('|', $"'|' after the edge {source}>{target}"))
                    return null;
            }
        }

        if (_next < _text.Length)
        {
            Fail(_next, $"the end of the text: a cell has {NasBench201Cell.NodeCount - 1} groups, with 1, 2 and 3 edges");
            return null;
        }

        return new NasBench201Cell(operations);
    }

    private bool ReadCharacter(char expected, string meaning)
    {
        if (_next < _text.Length && _text[_next] == expected)
        {
            _next++;
            return true;
        }

        return Fail(_next, meaning);
    }

    private bool ReadOperation(out NasBench201Operation operation)
    {
        int start = _next;
        int length = _text[start..].IndexOfAny(OperationEnds);
        ReadOnlySpan<char> name = length < 0 ? _text[start..] : _text.Slice(start, length);
        _next += name.Length;
        if (NasBench201Operations.TryParse(name, out operation))
            return true;

        string known = string.Join(", ", NasBench201Operations.Names);
        if (name.IsEmpty)
            return Fail(start, $"an operation: one of {known}");
        string nearest = EditDistance.Nearest(QuotedText.Shorten(name).ToString(), NasBench201Operations.Names);
        return Fail(start, $"'{QuotedText.Of(name)}'", $"an operation: one of {known}; the nearest is {nearest}");
    }

    private bool ReadSource(int source, int target)
    {
        int start = _next;
        while (_next < _text.Length && char.IsAsciiDigit(_text[_next]))
            _next++;

        ReadOnlySpan<char> digits = _text[start.._next];
        if (digits.Length == 1 && digits[0] == (char)('0' + source))
            return true;

        string expected = $"'{source}', the earlier node that edge {source + 1} of node {target} reads";
        return digits.IsEmpty ? Fail(start, expected) : Fail(start, $"'{QuotedText.Of(digits)}'", expected);
    }

    private bool Fail(int at, string expected) => Fail(at, QuotedText.At(_text, at), expected);

    private bool Fail(int at, string found, string expected)
    {
        _error = new ArchitectureFormatException(at + 1, $"NAS-Bench-201 arch string, character {at + 1}: found {found}, expected {expected}");
        return false;
    }
}
