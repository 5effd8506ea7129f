namespace Tegula.Architectures.Internals;

/// <summary>Reads a genotype part by part, and stops at the first that does not fit.</summary>
/// <param name="text">The whole text.</param>
internal ref struct DartsGenotypeParser(ReadOnlySpan<char> text)
{
    private const string TypeName = "Genotype";

    private PythonTextReader _reader = new(text, "genotype");

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ArchitectureFormatException">It is not a genotype.</exception>
    public DartsGenotype ReadGenotype()
    {
        int start = _reader.Here();
        ReadOnlySpan<char> word = _reader.ReadWord();
        if (!word.SequenceEqual(TypeName) && word.Length > 0 && _reader.TryRead('='))
        {
            start = _reader.Here();
            word = _reader.ReadWord();
        }

        if (!word.SequenceEqual(TypeName))
            throw _reader.Unexpected(start, word, $"'{TypeName}('");
        _reader.Read('(', $"'(' after {TypeName}");
        DartsCell normal = ReadCell(DartsGenotype.NormalName);
        _reader.Read(',', "',' and then the reduction cell");
        DartsCell reduce = ReadCell(DartsGenotype.ReduceName);
        _reader.TryRead(',');
        _reader.Read(')', "')' at the end of the genotype");
        _reader.ReadEnd();
        return new(normal, reduce);
    }

    private DartsCell ReadCell(string name)
    {
        _reader.ReadKeyword(name);
        List<DartsEdge> edges = ReadEdges(name);
        _reader.Read(',', $"',' and then {name}_concat");
        _reader.ReadKeyword($"{name}_concat");
        List<int> concatenated = [];
        if (_reader.IsAtLetter())
            ReadRange(concatenated, DartsCellRules.LastNode(edges.Count));
        else
            ReadConcatenated(concatenated, name, DartsCellRules.LastNode(edges.Count));
        return new(edges, concatenated);
    }

    private List<DartsEdge> ReadEdges(string name)
    {
        var edges = new List<DartsEdge>();
        char end = _reader.ReadOpening('[', $"'[' and the pairs of {name}");
        int close;
        while (!_reader.TryRead(end, out close))
        {
            char endOfPair = _reader.ReadOpening('(', $"'(' and a pair such as ('sep_conv_3x3', 0), or '{end}'");
            DartsOperation operation = ReadOperation();
            _reader.Read(',', "',' and the number of a node");
            int source = _reader.ReadNumber(out int at);
            _reader.Require(at, DartsCellRules.Source(DartsCell.TargetOf(edges.Count), source));
            _reader.Read(endOfPair, $"'{endOfPair}' after the pair");
            edges.Add(new(operation, source));
            _reader.ReadSeparator(end, "the pair");
        }

        _reader.Require(close, DartsCellRules.EdgeCount(edges.Count));
        return edges;
    }

    private DartsOperation ReadOperation()
    {
        string known = string.Join(", ", DartsOperations.Names);
        ReadOnlySpan<char> name = _reader.ReadQuoted($"an operation in quotes: one of {known}", out int at);
        if (DartsOperations.TryParse(name, out DartsOperation operation))
            return operation;
        string nearest = EditDistance.Nearest(QuotedText.Shorten(name).ToString(), DartsOperations.Names);
        throw _reader.Fail(at, $"'{QuotedText.Of(name)}' is no operation; known are {known}; the nearest is {nearest}");
    }

    private void ReadConcatenated(List<int> nodes, string name, int lastNode)
    {
        char end = _reader.ReadOpening('[', $"'[' and the nodes of {name}_concat, or range(2, {lastNode + 1})");
        int close;
        while (!_reader.TryRead(end, out close))
        {
            int node = _reader.ReadNumber(out int at);
            Add(nodes, node, at, lastNode);
            _reader.ReadSeparator(end, "the node");
        }

        _reader.Require(close, DartsCellRules.ConcatenatedCount(nodes.Count, lastNode));
    }

    private void ReadRange(List<int> nodes, int lastNode)
    {
        int start = _reader.Here();
        ReadOnlySpan<char> word = _reader.ReadWord();
        if (!word.SequenceEqual("range"))
            throw _reader.Unexpected(start, word, $"a list of nodes or range(2, {lastNode + 1})");
        _reader.Read('(', "'(' after range");
        int first = _reader.ReadNumber(out int at);
        _reader.Read(',', "',' and the end of the range");
        int end = _reader.ReadNumber(out int endAt);
        _reader.Read(')', "')' after the range");
        for (int node = first; node < end; node++)
            Add(nodes, node, node == first ? at : endAt, lastNode);
        _reader.Require(start, DartsCellRules.ConcatenatedCount(nodes.Count, lastNode));
    }

    private readonly void Add(List<int> nodes, int node, int at, int lastNode)
    {
        _reader.Require(at, DartsCellRules.Concatenated([.. nodes], node, lastNode));
        nodes.Add(node);
    }
}
