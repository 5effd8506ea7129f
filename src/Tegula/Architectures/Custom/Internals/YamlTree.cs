using System.Collections.Immutable;
using Tegula.Architectures.Internals;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>Reads the one document of a YAML text into a tree; refuses what the file of a space has no use for: anchors, aliases, tags, deep nesting.</summary>
internal sealed class YamlTree
{
    private const int MostNodes = 20_000;
    private const int Deepest = 12;

    private readonly string _file;
    private readonly string _text;
    private readonly Parser _parser;
    private int _nodes;

    private YamlTree(string file, string text)
    {
        _file = file;
        _text = text;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The tree.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="CustomSpaceException">The text is no YAML, or has what is not used here.</exception>
    public static YamlNode Read(string file, string text)
    {
        var tree = new YamlTree(file, text);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException exception)
        {
            throw tree.Fault(exception.Start, $"this is no YAML: {OneLine(exception.Message)}");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            throw tree.Fault(Mark.Empty, $"this cannot be read as YAML: {OneLine(exception.Message)}");
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");

    private YamlNode ReadDocument()
    {
        Next();
        Next();
        if (_parser.Current is not DocumentStart)
            throw Fault(Mark.Empty, "the file is empty; it should define a space, beginning with its name");
        Next();
        YamlNode root = ReadNode(0);
        Next();
        return _parser.Current is DocumentStart second
            ? throw Fault(second.Start, "a second document begins here; a file defines one space")
            : root;
    }

    private void Next() => _parser.MoveNext();

    private YamlNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        if (++_nodes > MostNodes)
            throw Fault(current.Start, $"the file has more than {MostNodes} values; a space needs far fewer");
        if (depth > Deepest)
            throw Fault(current.Start, $"the file is nested more than {Deepest} deep; a space needs far less");
        if (current is AnchorAlias)
            throw Fault(current.Start, "an alias (*) stands here; write the value out");
        if (current is NodeEvent { Anchor.IsEmpty: false })
            throw Fault(current.Start, "an anchor (&) stands here; write values out wherever they are used");
        if (current is NodeEvent { Tag.IsEmpty: false })
            throw Fault(current.Start, "a tag (!) stands here; values have none");
        (int line, int column) = ((int)current.Start.Line, (int)current.Start.Column);
        switch (current)
        {
            case Scalar scalar:
                Next();
                return new YamlScalar(line, column, scalar.Value);
            case SequenceStart:
                return new YamlList(line, column, ReadItems(depth));
            case MappingStart:
                return new YamlMapping(line, column, ReadEntries(depth));
            default:
                throw Fault(current.Start, "a value is missing here");
        }
    }

    private ImmutableArray<YamlNode> ReadItems(int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        Next();
        while (_parser.Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        Next();
        return items.ToImmutable();
    }

    private ImmutableArray<(YamlScalar Key, YamlNode Value)> ReadEntries(int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        Next();
        while (_parser.Current is not MappingEnd)
        {
            YamlNode key = ReadNode(depth + 1);
            if (key is not YamlScalar name)
                throw new CustomSpaceException(_file, key.Line, key.Column, "", $"a key is {key.Kind}; keys are names");
            if (!lines.TryAdd(name.Text, key.Line))
                throw new CustomSpaceException(
                    _file,
                    key.Line,
                    key.Column,
                    "",
                    $"'{QuotedText.Of(name.Text)}' stands here a second time, first on line {lines[name.Text]}; give each key once");
            entries.Add((name, ReadNode(depth + 1)));
        }

        Next();
        return entries.ToImmutable();
    }

    // What is missing at the end of the text is reported on a line behind it.
    private (int Line, int Column) Place(Mark mark)
    {
        int lines = _text.Count(letter => letter == '\n') + 1;
        return mark.Line > lines ? (lines, _text.Length - _text.LastIndexOf('\n')) : ((int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));
    }

    private CustomSpaceException Fault(Mark mark, string fault)
    {
        (int line, int column) = Place(mark);
        return new(_file, line, column, "", fault);
    }
}
