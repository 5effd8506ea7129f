using System.Globalization;

namespace Tegula.Architectures.Internals;

/// <summary>Reads a genotype part by part, and stops at the first that does not fit.</summary>
/// <param name="text">The whole text.</param>
internal ref struct DartsGenotypeParser(ReadOnlySpan<char> text)
{
    private const string TypeName = "Genotype";

    private readonly ReadOnlySpan<char> _text = text;
    private int _next;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ArchitectureFormatException">It is not a genotype.</exception>
    public DartsGenotype ReadGenotype()
    {
        int start = Here();
        ReadOnlySpan<char> word = ReadWord();
        if (!word.SequenceEqual(TypeName) && word.Length > 0 && TryRead('='))
        {
            start = Here();
            word = ReadWord();
        }

        if (!word.SequenceEqual(TypeName))
            throw Unexpected(start, word, $"'{TypeName}('");
        Read('(', $"'(' after {TypeName}");
        DartsCell normal = ReadCell(DartsGenotype.NormalName);
        Read(',', "',' and then the reduction cell");
        DartsCell reduce = ReadCell(DartsGenotype.ReduceName);
        TryRead(',');
        Read(')', "')' at the end of the genotype");
        int end = Here();
        return end == _text.Length ? new(normal, reduce) : throw Unexpected(end, "the end of the text");
    }

    private DartsCell ReadCell(string name)
    {
        ReadKeyword(name);
        List<DartsEdge> edges = ReadEdges(name);
        Read(',', $"',' and then {name}_concat");
        ReadKeyword($"{name}_concat");
        List<int> concatenated = [];
        if (Here() < _text.Length && char.IsAsciiLetter(_text[_next]))
            ReadRange(concatenated, DartsCellRules.LastNode(edges.Count));
        else
            ReadConcatenated(concatenated, name, DartsCellRules.LastNode(edges.Count));
        return new(edges, concatenated);
    }

    private List<DartsEdge> ReadEdges(string name)
    {
        var edges = new List<DartsEdge>();
        Read('[', $"'[' and the pairs of {name}");
        int close;
        while (!TryRead(']', out close))
        {
            Read('(', "'(' and a pair such as ('sep_conv_3x3', 0), or ']'");
            DartsOperation operation = ReadOperation();
            Read(',', "',' and the number of a node");
            int source = ReadNumber(out int at);
            Require(at, DartsCellRules.Source(DartsCell.TargetOf(edges.Count), source));
            Read(')', "')' after the pair");
            edges.Add(new(operation, source));
            if (!TryRead(',') && !IsNext(']'))
                throw Unexpected(_next, "',' or ']' after the pair");
        }

        Require(close, DartsCellRules.EdgeCount(edges.Count));
        return edges;
    }

    private DartsOperation ReadOperation()
    {
        int start = Here();
        string known = string.Join(", ", DartsOperations.Names);
        char quote = start < _text.Length ? _text[start] : default;
        if (quote is not ('\'' or '"'))
            throw Unexpected(start, $"an operation in quotes: one of {known}");
        int length = _text[(start + 1)..].IndexOf(quote);
        if (length < 0)
            throw Fail(start, $"the quote {quote} is not closed");
        ReadOnlySpan<char> name = _text.Slice(start + 1, length);
        _next = start + length + 2;
        if (DartsOperations.TryParse(name, out DartsOperation operation))
            return operation;
        string nearest = EditDistance.Nearest(QuotedText.Shorten(name).ToString(), DartsOperations.Names);
        throw Fail(start + 1, $"'{QuotedText.Of(name)}' is no operation; known are {known}; the nearest is {nearest}");
    }

    private void ReadConcatenated(List<int> nodes, string name, int lastNode)
    {
        Read('[', $"'[' and the nodes of {name}_concat, or range(2, {lastNode + 1})");
        int close;
        while (!TryRead(']', out close))
        {
            int node = ReadNumber(out int at);
            Add(nodes, node, at, lastNode);
            if (!TryRead(',') && !IsNext(']'))
                throw Unexpected(_next, "',' or ']' after the node");
        }

        Require(close, DartsCellRules.ConcatenatedCount(nodes.Count, lastNode));
    }

    private void ReadRange(List<int> nodes, int lastNode)
    {
        int start = Here();
        ReadOnlySpan<char> word = ReadWord();
        if (!word.SequenceEqual("range"))
            throw Unexpected(start, word, $"a list of nodes or range(2, {lastNode + 1})");
        Read('(', "'(' after range");
        int first = ReadNumber(out int at);
        Read(',', "',' and the end of the range");
        int end = ReadNumber(out int endAt);
        Read(')', "')' after the range");
        for (int node = first; node < end; node++)
            Add(nodes, node, node == first ? at : endAt, lastNode);
        Require(start, DartsCellRules.ConcatenatedCount(nodes.Count, lastNode));
    }

    private static void Add(List<int> nodes, int node, int at, int lastNode)
    {
        Require(at, DartsCellRules.Concatenated([.. nodes], node, lastNode));
        nodes.Add(node);
    }

    private void ReadKeyword(string name)
    {
        int start = Here();
        ReadOnlySpan<char> word = ReadWord();
        if (!word.SequenceEqual(name))
            throw Unexpected(start, word, $"{name}=");
        Read('=', $"'=' after {name}");
    }

    private ReadOnlySpan<char> ReadWord()
    {
        int start = Here();
        while (_next < _text.Length && (char.IsAsciiLetterOrDigit(_text[_next]) || _text[_next] == '_'))
            _next++;
        return _text[start.._next];
    }

    private int ReadNumber(out int at)
    {
        at = Here();
        if (_next < _text.Length && _text[_next] == '-')
            _next++;
        while (_next < _text.Length && char.IsAsciiDigit(_text[_next]))
            _next++;
        ReadOnlySpan<char> digits = _text[at.._next];
        if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return number;
        throw Unexpected(at, digits, "the number of a node");
    }

    private void Read(char expected, string meaning)
    {
        if (!TryRead(expected))
            throw Unexpected(_next, meaning);
    }

    private bool TryRead(char expected) => TryRead(expected, out _);

    private bool TryRead(char expected, out int at)
    {
        at = Here();
        bool found = IsNext(expected);
        _next += found ? 1 : 0;
        return found;
    }

    private readonly bool IsNext(char expected) => _next < _text.Length && _text[_next] == expected;

    /// <summary>Where the next part begins, behind spaces and line ends.</summary>
    private int Here()
    {
        while (_next < _text.Length && char.IsWhiteSpace(_text[_next]))
            _next++;
        return _next;
    }

    private static void Require(int at, string? problem)
    {
        if (problem is not null)
            throw Fail(at, problem);
    }

    private readonly ArchitectureFormatException Unexpected(int at, string expected) =>
        Fail(at, $"found {QuotedText.At(_text, at)}, expected {expected}");

    private readonly ArchitectureFormatException Unexpected(int at, ReadOnlySpan<char> found, string expected) =>
        found.IsEmpty ? Unexpected(at, expected) : Fail(at, $"found '{QuotedText.Of(found)}', expected {expected}");

    private static ArchitectureFormatException Fail(int at, string problem) => new(at + 1, $"genotype, character {at + 1}: {problem}");
}
