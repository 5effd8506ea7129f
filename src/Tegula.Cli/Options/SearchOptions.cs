using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Cli.Options;

/// <summary>What is searched, how, and until when: the options of <c>search</c> beside those of scoring.</summary>
internal sealed class SearchOptions
{
    private const string MethodName = "--method";
    private static readonly SearchRequest Defaults = new();

    private readonly Option<string?> _space = SpaceOption.Create("Search space");

    private readonly Option<IReadOnlyList<string>?> _methods = new(MethodName)
    {
        Description = $"Search method, or several with commas, to compare them under one seed and one cache of scores (default {Defaults.Method})",
        HelpName = string.Join('|', SearchMethods.All.Select(info => info.Id)) + "[,...]",
        CustomParser = Methods,
    };

    private readonly Option<IndicatorCombination?> _objective = ObjectiveOption.Create();
    private readonly Option<int?> _steps = Limits.AtLeast(
        1,
        "--steps",
        "Architectures the method may ask for (default: "
            + $"{string.Join(", ", SearchMethods.All.Select(info => $"{info.Id} {info.DefaultSteps}"))})");

    private readonly Option<int?> _outstanding = Limits.AtLeast(
        1,
        "--outstanding",
        "Architectures asked for before the first of them is told; part of the search, and at least as many as workers are to be busy (default: 16 at "
            + "fast, 1 at reference and for reinforce and fp-nas)");

    private readonly Option<int?> _draws = Limits.AtLeast(1, "--draws", "Architectures that may be drawn, those turned away by the filter included");
    private readonly Option<double?> _seconds = Seconds("--seconds", "Time after which no further step begins");
    private readonly Option<int?> _patience = Limits.AtLeast(
        1, "--patience", "Stop when policy entropy or population diversity has had no new low for N steps (Table 1 of TEG)");

    private readonly Option<double> _filter = FilterOption.Create();
    private readonly Option<long?> _maxParameters = CountOption.Create("--max-params", "Most parameters of the CIFAR-10 network, such as 1M");
    private readonly Option<long?> _maxMacs = CountOption.Create("--max-macs", "Most multiply-accumulates of that network for one image, such as 100M");
    private readonly Option<int?> _epochs = Limits.AtLeast(1, "--epochs", "Epochs of truncated training for the objective trained-accuracy (default 1)");

    /// <summary>Adds the options to a command.</summary>
    public SearchOptions AddTo(Command command)
    {
        Option[] options =
        [
            _space, _methods, _objective, _steps, _outstanding, _draws, _seconds, _patience, _filter, _maxParameters, _maxMacs, _epochs,
        ];
        foreach (var option in options)
            command.Add(option);
        return this;
    }

    /// <summary>One request per method.</summary>
    public IReadOnlyList<SearchRequest> Read(ParseResult result, ScoringOptions scoring)
    {
        var objective = result.GetValue(_objective) ?? Combinations.Teg;
        var request = Defaults with
        {
            Space = result.GetValue(_space) ?? Defaults.Space,
            Steps = result.GetValue(_steps),
            Outstanding = result.GetValue(_outstanding),
            Draws = result.GetValue(_draws),
            Time = result.GetValue(_seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Patience = result.GetValue(_patience),
            Objective = objective,
            FilterFraction = FilterOption.Read(result, _filter),
            MaxParameters = result.GetValue(_maxParameters),
            MaxMacs = result.GetValue(_maxMacs),
            Scoring = scoring.Read(result, [.. objective.Indicators]) with { Epochs = result.GetValue(_epochs) ?? 1 },
        };
        return [.. (result.GetValue(_methods) ?? [Defaults.Method]).Select(method => request with { Method = method })];
    }

    private static string[] Methods(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var methods = text.Split(',', StringSplitOptions.TrimEntries);
        var known = SearchMethods.All.Select(info => info.Id).ToList();
        if (Array.Find(methods, method => !known.Contains(method)) is { } unknown)
            result.AddError($"{MethodName} '{unknown}' is not available; available are {string.Join(", ", known)}");
        else if (methods.Distinct().Count() < methods.Length)
            result.AddError($"{MethodName} '{text}' names a method twice; name each once");
        return methods;
    }

    private static Option<double?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Limits.Number(text) is > 0 and <= 1e9 and var seconds)
                return seconds;
            result.AddError($"{name} must be a number of seconds above 0, such as {60.ToString(CultureInfo.InvariantCulture)}, not '{text}'");
            return null;
        },
    };
}
