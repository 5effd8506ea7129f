using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary>Which architectures a command looks at: arguments, a file, standard input, DAG codes, published cells, or a model with its options.</summary>
internal sealed class ArchitectureSourceOptions
{
    private readonly Argument<string[]> _texts = new("ARCH")
    {
        Description = "Arch strings, genotypes, DAG codes, names of published cells, model specs; in quotes",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly ArchitectureFiles _files = new();
    private readonly Option<string[]> _dags = new("--dag")
    {
        Description = "A DAG code such as 2_02_002 (0 cut, 1 skip, 2 linear); may be repeated",
        HelpName = "CODE",
    };

    private readonly Option<string[]> _cells = new("--cell") { Description = $"A published cell: {PublishedCells.Ids}; may be repeated", HelpName = "NAME" };
    private readonly Option<string?> _space = SpaceOption.Create("Space of the architectures, for those of an own one", hasDefault: false);
    private readonly ModelOptions _model = new();
    private readonly OnnxSourceOptions _onnx = new();

    /// <summary>Adds argument and options to a command.</summary>
    public ArchitectureSourceOptions AddTo(Command command)
    {
        command.Add(_texts);
        _files.AddTo(command);
        foreach (var option in new Option[] { _space, _dags, _cells })
            command.Add(option);
        _model.AddTo(command);
        _onnx.AddTo(command);
        return this;
    }

    /// <summary>Reads them, in the order of arguments, DAGs, cells, model, file, standard input.</summary>
    /// <exception cref="UsageException">There is nothing to look at.</exception>
    /// <exception cref="ArchitectureFormatException">A text names no architecture.</exception>
    public IReadOnlyList<NamedArchitecture> Read(ParseResult result)
    {
        var items = new List<NamedArchitecture>();
        var space = result.GetValue(_space);
        items.AddRange((result.GetValue(_texts) ?? []).Select(text => NamedArchitecture.Parse(text, space)));
        items.AddRange((result.GetValue(_dags) ?? []).Select(code => new NamedArchitecture(code, DagArchitecture.Parse(code))));
        items.AddRange(_onnx.Read(result));
        items.AddRange((result.GetValue(_cells) ?? []).Select(name => new NamedArchitecture(name, Cell(name))));
        if (_model.Read(result) is { } model)
            items.Add(model);
        items.AddRange(_files.Read(result, text => NamedArchitecture.Parse(text, space)));
        return items.Count > 0
            ? items
            : throw new UsageException(
                "there is nothing to look at; give architectures, --dag CODE, --cell NAME, --model NAME, --onnx FILE, --file FILE or --stdin");
    }

    private static DartsGenotype Cell(string name)
    {
        if (PublishedCells.TryGet(name, out var cell))
            return cell.Genotype;
        var suggestion = Suggestion.For(name, PublishedCells.All.Select(known => known.Id));
        throw new UsageException($"--cell '{name}' is not available; available are {PublishedCells.Ids}{suggestion}");
    }
}
