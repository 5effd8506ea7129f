using System.CommandLine;
using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary>A known network: <c>--model NAME</c> and one option for each that any family has.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> _model = new("--model")
    {
        Description = $"A known network: {string.Join(", ", ModelRegistry.All.Select(family => family.Id))}",
        HelpName = "NAME",
    };

    private readonly IReadOnlyList<Option<string?>> _options =
    [
        .. ModelRegistry.All.SelectMany(family => family.Options.Select(option => (family, option))).GroupBy(pair => pair.option.Name).Select(group =>
            new Option<string?>($"--{group.Key}")
            {
                Description = $"With --model: {group.First().option.Description} ({string.Join(", ", Families(group.Select(pair => pair.family.Id)))})",
                HelpName = group.First().option.Values,
            }),
    ];

    /// <summary>Adds the options to a command.</summary>
    public ModelOptions AddTo(Command command)
    {
        command.Add(_model);
        foreach (var option in _options)
            command.Add(option);
        return this;
    }

    /// <summary>The network asked for, named by its spec; null when there is none.</summary>
    /// <exception cref="UsageException">An option is given without a model.</exception>
    /// <exception cref="ArchitectureFormatException">The model or an option is unknown, a needed one is missing, or a number is out of its range.</exception>
    public NamedArchitecture? Read(ParseResult result)
    {
        var given = _options.Where(option => result.GetValue(option) is not null).ToDictionary(option => option.Name[2..], option => result.GetValue(option)!);
        if (result.GetValue(_model) is not { } id)
        {
            return given.Count == 0
                ? null
                : throw new UsageException($"--{given.Keys.First()} belongs to a model; give --model NAME with it, or use a spec such as mobilenet-v2:1.4");
        }

        var model = id.Contains(':', StringComparison.Ordinal) && given.Count == 0 ? ModelRegistry.Parse(id) : ModelRegistry.Create(id, given);
        return new(model.ToString()!, model);
    }

    // resnet18, resnet34, ... are one family to the reader of a help text.
    private static IEnumerable<string> Families(IEnumerable<string> ids) => ids.Select(id => id.TrimEnd([.. "0123456789"])).Distinct();
}
