namespace Tegula.Architectures.Internals;

/// <summary>
/// Reads <c>Supernet(normal=[('max_pool_3x3,skip_connect', 0, 2), ...], reduce=[...])</c> part by part, and stops at the first that does not fit.
/// </summary>
/// <param name="text">The whole text.</param>
internal ref struct DartsSupernetParser(ReadOnlySpan<char> text)
{
    /// <summary>The word at the beginning.</summary>
    public const string TypeName = "Supernet";

    private static readonly string[] Known = [.. DartsOperations.Candidates.Select(operation => operation.Name())];

    private PythonTextReader _reader = new(text, "supernet");

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ArchitectureFormatException">It is not a supernet.</exception>
    public DartsSupernet ReadSupernet()
    {
        int start = _reader.Here();
        ReadOnlySpan<char> word = _reader.ReadWord();
        if (!word.SequenceEqual(TypeName))
            throw _reader.Unexpected(start, word, $"'{TypeName}('");
        _reader.Read('(', $"'(' after {TypeName}");
        DartsSupernetCell normal = ReadCell(DartsGenotype.NormalName);
        _reader.Read(',', "',' and then the reduction cell");
        DartsSupernetCell reduce = ReadCell(DartsGenotype.ReduceName);
        _reader.TryRead(',');
        _reader.Read(')', "')' at the end of the supernet");
        _reader.ReadEnd();
        return new(normal, reduce);
    }

    private DartsSupernetCell ReadCell(string name)
    {
        var edges = new List<DartsSupernetEdge>();
        _reader.ReadKeyword(name);
        _reader.Read('[', $"'[' and the edges of {name}");
        int close;
        while (!_reader.TryRead(']', out close))
        {
            edges.Add(ReadEdge(edges));
            _reader.ReadSeparator(']', "the edge");
        }

        _reader.Require(close, DartsSupernetCell.FirstProblem(edges));
        return new(edges);
    }

    private DartsSupernetEdge ReadEdge(List<DartsSupernetEdge> earlier)
    {
        _reader.Read('(', "'(' and an edge such as ('max_pool_3x3,skip_connect', 0, 2), or ']'");
        List<DartsOperation> operations = ReadOperations();
        _reader.Read(',', "',' and the number of the node that the edge reads");
        int source = _reader.ReadNumber(out int at);
        _reader.Read(',', "',' and the number of the node that the edge feeds");
        int target = _reader.ReadNumber(out int targetAt);
        if (target is < DartsCell.InputCount or > DartsSupernetCell.LastNode)
            throw _reader.Fail(targetAt, $"node {target} is none of the intermediate nodes {DartsCell.InputCount} to {DartsSupernetCell.LastNode}");
        _reader.Require(at, DartsCellRules.Source(target, source));
        if (earlier.Exists(edge => edge.Target == target && edge.Source == source))
            throw _reader.Fail(at, $"node {target} reads node {source} twice; put all operations into one edge");
        _reader.Read(')', "')' after the edge");
        return new(target, source, operations);
    }

    private List<DartsOperation> ReadOperations()
    {
        ReadOnlySpan<char> names = _reader.ReadQuoted($"operations in quotes, with commas between them, out of {string.Join(", ", Known)}", out int at);
        var operations = new List<DartsOperation>();
        foreach (Range part in names.Split(','))
        {
            ReadOnlySpan<char> name = names[part];
            int start = at + part.Start.GetOffset(names.Length);
            if (!DartsOperations.TryParse(name, out DartsOperation operation) || !DartsOperations.Candidates.Contains(operation))
            {
                string nearest = name.IsEmpty ? "" : $"; the nearest is {EditDistance.Nearest(QuotedText.Shorten(name).ToString(), Known)}";
                throw _reader.Fail(start, $"'{QuotedText.Of(name)}' is no operation of a supernet; known are {string.Join(", ", Known)}{nearest}");
            }

            if (operations.Contains(operation))
                throw _reader.Fail(start, $"{operation.Name()} stands on one edge twice");
            operations.Add(operation);
        }

        return operations;
    }
}
