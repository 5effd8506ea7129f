using System.Diagnostics.CodeAnalysis;

namespace Tegula.Architectures.Internals;

/// <summary>
/// Reads <c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>, character by character, and stops at the first that does not fit. In the text of a supernet, several
/// operations may stand in the place of one, with commas between them.
/// </summary>
internal ref struct NasBench201CellParser
{
    private const string OperationEnds = "~|+";
    private const char Separator = ',';

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _isSupernet;
    private int _next;
    private ArchitectureFormatException? _error;

    private NasBench201CellParser(ReadOnlySpan<char> text, bool isSupernet)
    {
        _text = text;
        _isSupernet = isSupernet;
    }

    /// <summary>Reads the whole text of a cell; exactly one of cell and error is not null afterwards.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out NasBench201Cell? cell,
        [NotNullWhen(false)] out ArchitectureFormatException? error)
    {
        Span<int> sets = stackalloc int[NasBench201Cell.EdgeCount];
        var parser = new NasBench201CellParser(text, isSupernet: false);
        cell = null;
        if (parser.ReadEdges(sets))
        {
            Span<NasBench201Operation> operations = stackalloc NasBench201Operation[NasBench201Cell.EdgeCount];
            for (int edge = 0; edge < operations.Length; edge++)
                operations[edge] = (NasBench201Operation)int.TrailingZeroCount(sets[edge]);
            cell = new NasBench201Cell(operations);
        }

        error = parser._error;
        return cell is not null;
    }

    /// <summary>Reads the whole text of a supernet; exactly one of supernet and error is not null afterwards.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        [NotNullWhen(true)] out NasBench201Supernet? supernet,
        [NotNullWhen(false)] out ArchitectureFormatException? error)
    {
        Span<int> sets = stackalloc int[NasBench201Cell.EdgeCount];
        var parser = new NasBench201CellParser(text, isSupernet: true);
        supernet = parser.ReadEdges(sets) ? NasBench201Supernet.FromSets(sets) : null;
        error = parser._error;
        return supernet is not null;
    }

    /// <summary>Reads all edges.</summary>
    /// <param name="sets">One for each edge; bit k stands for operation k.</param>
    private bool ReadEdges(scoped Span<int> sets)
    {
        int edge = 0;
        for (int target = 1; target < NasBench201Cell.NodeCount; target++)
        {
            if (target > 1 && !ReadCharacter('+', $"'+' and then node {target}"))
                return false;
            if (!ReadCharacter('|', $"'|' to open node {target}"))
                return false;
            for (int source = 0; source < target; source++)
            {
                if (!ReadOperations(out sets[edge++]) || !ReadCharacter('~', _isSupernet ? "',' or '~' after the operation" : "'~' after the operation")
                    || !ReadSource(source, target) || !ReadCharacter('|', $"'|' after the edge {source}>{target}"))
                    return false;
            }
        }

        return _next == _text.Length
            || Fail(_next, $"the end of the text: a cell has {NasBench201Cell.NodeCount - 1} groups, with 1, 2 and 3 edges");
    }

    private bool ReadOperations(out int set)
    {
        set = 0;
        do
        {
            int start = _next;
            if (!ReadOperation(out NasBench201Operation operation))
                return false;
            if ((set & (1 << (int)operation)) != 0)
                return Fail(start, $"'{operation.Name()}' a second time", "each operation of an edge once");
            set |= 1 << (int)operation;
        }
        while (_isSupernet && Skip(Separator));

        return true;
    }

    private bool Skip(char character)
    {
        bool found = _next < _text.Length && _text[_next] == character;
        _next += found ? 1 : 0;
        return found;
    }

    private bool ReadCharacter(char expected, string meaning) => Skip(expected) || Fail(_next, meaning);

    private bool ReadOperation(out NasBench201Operation operation)
    {
        int start = _next;
        ReadOnlySpan<char> rest = _text[start..];
        int length = rest.IndexOfAny(OperationEnds);
        ReadOnlySpan<char> name = length < 0 ? rest : rest[..length];
        if (_isSupernet && name.Contains(Separator))
            name = name[..name.IndexOf(Separator)];
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
        string subject = _isSupernet ? "supernet" : "arch string";
        _error = new ArchitectureFormatException(at + 1, $"NAS-Bench-201 {subject}, character {at + 1}: found {found}, expected {expected}");
        return false;
    }
}
