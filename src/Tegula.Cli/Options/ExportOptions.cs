using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Models;
using Tegula.Cli.Errors;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Exchange;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Cli.Options;

/// <summary>Which network is exported: an architecture with sizes and a seed, or a checkpoint.</summary>
internal sealed class ExportOptions
{
    private static readonly ImageShape DefaultImage = new(3, 32, 32);

    private readonly NetworkSourceOptions _source = new("export");
    private readonly HashSet<string> _ofNetwork = [];
    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "The trained network of a file that 'tegula train --checkpoint' wrote",
        HelpName = "FILE",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Take the shape of the images and the classes from data: {string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax))}",
        HelpName = "DATA",
    };

    private readonly Option<string?> _image = new("--image")
    {
        Description = $"Channels, rows and columns of an image (default {DefaultImage}; of a model or an own space its own)",
        HelpName = "CxHxW",
    };

    private readonly Option<int?> _classes = Limits.AtLeast(1, "--classes", "Number of logits (default 10; of a model or an own space its own)");
    private readonly Option<string?> _stem = Limits.OneOf(["cifar", "imagenet"], "--stem", "What stands in front of the cells of DARTS (default cifar)");
    private readonly Option<ulong> _seed = Limits.Seed("--seed", "Fixes the random weights");

    /// <summary>Adds argument and options to a command.</summary>
    public ExportOptions AddTo(Command command)
    {
        _source.AddTo(command);
        _ofNetwork.UnionWith(command.Options.Select(option => option.Name).Except(["--dag", "--cell", "--model", "--space"]));
        foreach (var option in new Option[] { _data, _image, _classes, _stem, _seed })
        {
            command.Add(option);
            _ofNetwork.Add(option.Name);
        }

        command.Add(_checkpoint);
        return this;
    }

    /// <summary>Text of the architecture alone.</summary>
    /// <exception cref="UsageException">There is none or more than one, or something else is given that only a network has.</exception>
    /// <exception cref="ArchitectureFormatException">The text names none.</exception>
    /// <exception cref="CheckpointException">The checkpoint is no whole checkpoint.</exception>
    public string Text(ParseResult result)
    {
        if (GivenOfNetwork(result) is { } needless)
            throw new UsageException($"{needless} belongs to a network, and a genotype is text alone; leave one of them out");
        return Checkpoint(result) is { } checkpoint ? checkpoint.Setup.Architecture : _source.Architecture(result).Architecture.ToString()!;
    }

    /// <summary>The network with its numbers.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="require">Throws an <see cref="ArgumentException"/> for a network that cannot be written, before weights are drawn; null for none.</param>
    /// <exception cref="UsageException">There is no such network, or something is given that the checkpoint says already.</exception>
    /// <exception cref="ArchitectureFormatException">The text names no architecture.</exception>
    /// <exception cref="CheckpointException">The checkpoint is no whole checkpoint.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    public ExportedNetwork Network(ParseResult result, Action<Graph>? require)
    {
        if (Checkpoint(result) is { } checkpoint)
        {
            return GivenOfNetwork(result) is { } needless
                ? throw new UsageException($"{needless} belongs to a network without training, and --checkpoint is a trained one; leave one of them out")
                : ExportedNetwork.Trained(checkpoint, text => NamedArchitecture.Parse(text, _source.Space(result)).Architecture);
        }

        var named = _source.Architecture(result);
        var (image, classes) = Sizes(result, named.Architecture);
        var options = _source.Network(result) with { Stem = result.GetValue(_stem) == "imagenet" ? DartsStem.ImageNet : DartsStem.Cifar };
        try
        {
            var fitted = ArchitectureNetwork.Fitted(named.Architecture, image, classes);
            require?.Invoke(ArchitectureNetwork.Build(fitted, image, classes, options));
            return ExportedNetwork.Initialised(fitted, image, classes, options, _source.Scheme(result), result.GetValue(_seed));
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{named.Name}: {exception.Message}");
        }
    }

    private Checkpoint? Checkpoint(ParseResult result)
    {
        if (result.GetValue(_checkpoint) is not { } file)
            return null;
        if (_source.IsGiven(result))
            throw new UsageException("--checkpoint knows its architecture; leave the architecture out");
        return File.Exists(file)
            ? Training.Checkpoint.Read(file)
            : throw new UsageException($"--checkpoint '{file}' does not exist; name a file that 'tegula train --checkpoint' wrote");
    }

    private string? GivenOfNetwork(ParseResult result) => result.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(option => !option.Implicit && _ofNetwork.Contains(option.Option.Name))?.Option.Name;

    private (ImageShape Image, int Classes) Sizes(ParseResult result, IArchitecture architecture)
    {
        if (result.GetValue(_data) is { } text)
        {
            if (result.GetValue(_image) is not null || result.GetValue(_classes) is not null)
                throw new UsageException("--data knows the shape of its images and their classes; leave --image and --classes out");
            var data = DatasetSpec.Open(text);
            return (data.Shape, data.ClassCount);
        }

        var (image, classes) = architecture switch
        {
            ImageClassifier model => (new ImageShape(DefaultImage.Channels, model.Image, model.Image), model.Classes),
            DenseNetMlp model => (new ImageShape(model.Inputs, 1, 1), model.Classes),
            CustomCell { Definition.Skeleton: var skeleton } =>
                (new ImageShape(skeleton.Image.Channels, skeleton.Image.Height, skeleton.Image.Width), skeleton.Classes),
            _ => (DefaultImage, 10),
        };
        return (result.GetValue(_image) is { } sizes ? Shape(sizes) : image, result.GetValue(_classes) ?? classes);
    }

    private static ImageShape Shape(string text)
    {
        var sizes = text.Split('x').Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0).ToList();
        return sizes is [> 0 and <= 65_536, > 0 and <= 65_536, > 0 and <= 65_536]
            ? new(sizes[0], sizes[1], sizes[2])
            : throw new UsageException($"--image must be channels, rows and columns such as {DefaultImage}, not '{text}'");
    }
}
