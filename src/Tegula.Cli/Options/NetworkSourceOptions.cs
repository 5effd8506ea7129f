using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Cli.Options;

/// <summary>Which network a command is about: one architecture, and what it leaves open.</summary>
/// <param name="verb">What is done with it, for messages.</param>
internal sealed class NetworkSourceOptions(string verb = "train")
{
    private readonly Argument<string?> _text = new("ARCH")
    {
        Description = "An arch string, a genotype, a DAG code, the name of a published cell, or a model spec; in quotes",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _dag = new("--dag") { Description = "A DAG code such as 2_02_002 (0 cut, 1 skip, 2 linear)", HelpName = "CODE" };
    private readonly Option<string?> _cell = new("--cell") { Description = $"A published cell: {PublishedCells.Ids}", HelpName = "NAME" };
    private readonly Option<string?> _model = new("--model")
    {
        Description = "A known network with its options, such as densenet-mlp:depth=16,tc=3; images and classes are those of the data",
        HelpName = "SPEC",
    };

    private readonly Option<string?> _space = SpaceOption.Create("Space of the architecture, for one of an own space", hasDefault: false);
    private readonly Option<int?> _channels = Limits.AtLeast(1, "--channels", "Channels C of the first cells (default 16; DARTS 36)");
    private readonly Option<int?> _cells = Limits.AtLeast(
        1, "--cells", "Cells of each of three stages (NAS-Bench-201, default 5) or of the whole network (DARTS, default 20)");
    private readonly Option<int?> _width = Limits.AtLeast(1, "--width", $"Neurons of every node of a DAG (default {new NetworkOptions().Width})");
    private readonly Option<string?> _activation = Limits.OneOf(["relu", "elu"], "--activation", "Activation of DAGs and DenseNet-type MLPs (default relu)");
    private readonly Option<string?> _scheme = Limits.OneOf(
        ["kaiming", "uniform"], "--init", "Random weights: normal with variance 2 / fan-in, or uniform within 1 / sqrt(fan-in), biases too (default kaiming)");

    /// <summary>Adds argument and options to a command.</summary>
    public NetworkSourceOptions AddTo(Command command)
    {
        command.Add(_text);
        foreach (var option in new Option[] { _dag, _cell, _model, _space, _channels, _cells, _width, _activation, _scheme })
            command.Add(option);
        return this;
    }

    /// <summary>Whether an architecture is given at all.</summary>
    public bool IsGiven(ParseResult result) =>
        result.GetValue(_text) is not null || result.GetValue(_dag) is not null || result.GetValue(_cell) is not null || result.GetValue(_model) is not null;

    /// <summary>Id of the space that the architecture is of; null where its text says enough.</summary>
    public string? Space(ParseResult result) => result.GetValue(_space);

    /// <summary>Reads the architecture.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    /// <exception cref="ArchitectureFormatException">The text names none.</exception>
    public NamedArchitecture Architecture(ParseResult result)
    {
        string?[] given = [result.GetValue(_text), result.GetValue(_dag), result.GetValue(_cell), result.GetValue(_model)];
        if (given.Count(text => text is not null) != 1)
        {
            throw new UsageException(
                given.All(text => text is null)
                    ? $"there is nothing to {verb}; give an architecture, --dag CODE, --cell NAME or --model SPEC"
                    : "there are several architectures; give one, either as it is or with --dag, --cell or --model");
        }

        if (result.GetValue(_dag) is { } code)
            return new(code, DagArchitecture.Parse(code));
        if (result.GetValue(_cell) is { } cell && !PublishedCells.TryGet(cell, out _))
        {
            var suggestion = Suggestion.For(cell, PublishedCells.All.Select(known => known.Id));
            throw new UsageException($"--cell '{cell}' is not available; available are {PublishedCells.Ids}{suggestion}");
        }

        return NamedArchitecture.Parse(given.First(text => text is not null)!, result.GetValue(_text) is null ? null : Space(result));
    }

    /// <summary>Reads what the architecture leaves open.</summary>
    public NetworkOptions Network(ParseResult result) => new()
    {
        Channels = result.GetValue(_channels),
        Cells = result.GetValue(_cells),
        Width = result.GetValue(_width) ?? new NetworkOptions().Width,
        Activation = result.GetValue(_activation) == "elu" ? Activation.Elu : Activation.Relu,
    };

    /// <summary>Reads how the weights are drawn.</summary>
    public WeightScheme Scheme(ParseResult result) => result.GetValue(_scheme) == "uniform" ? WeightScheme.UniformFanIn : WeightScheme.KaimingNormal;

    /// <summary>Builds the network for images and classes of some data.</summary>
    /// <returns>The architecture, with the sizes of the data where it has sizes of its own, and its network.</returns>
    /// <exception cref="UsageException">There is no such network.</exception>
    public static (IArchitecture Architecture, Graph Graph) Build(NamedArchitecture named, ImageDataset data, NetworkOptions options)
    {
        try
        {
            var fitted = ArchitectureNetwork.Fitted(named.Architecture, data.Shape, data.ClassCount);
            return (fitted, ArchitectureNetwork.Build(fitted, data.Shape, data.ClassCount, options));
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{named.Name}: {exception.Message}");
        }
    }
}
