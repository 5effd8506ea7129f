using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Cli.Options;

/// <summary><c>--objective teg|NAME[:low|high][,NAME...]</c>: what a search goes for.</summary>
internal static class ObjectiveOption
{
    private const string Name = "--objective";

    /// <summary>The option; null when it is not given.</summary>
    public static Option<IReadOnlyList<ObjectiveTerm>?> Create() => new(Name)
    {
        Description = $"Indicators whose ranks are summed, or weighed against each other by pareto (default {IndicatorList.Teg}, that is "
            + $"{string.Join(',', IndicatorList.TegIndicators)}); known are {string.Join(", ", IndicatorRegistry.All.Select(info => info.Id))}; "
            + ":low or :high turns one round",
        HelpName = "teg|NAME[:low|high][,NAME]",
        CustomParser = Parse,
    };

    /// <summary>The terms of TEG.</summary>
    public static IReadOnlyList<ObjectiveTerm> Teg => RankSum.Of(IndicatorList.TegIndicators).Terms;

    private static List<ObjectiveTerm> Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var terms = new List<ObjectiveTerm>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (word == IndicatorList.Teg)
                terms.AddRange(Teg);
            else if (Term(word, result) is { } term)
                terms.Add(term);
            else
                return [];
        }

        if (terms.GroupBy(term => term.Indicator).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            result.AddError($"{Name} '{text}' names {twice.Key} twice; name each indicator once");
        return terms;
    }

    private static ObjectiveTerm? Term(string word, ArgumentResult result)
    {
        var parts = word.Split(':');
        if (IndicatorRegistry.All.FirstOrDefault(info => info.Id == parts[0]) is not { } indicator)
        {
            var known = string.Join(", ", IndicatorRegistry.All.Select(info => info.Id));
            result.AddError($"{Name} '{parts[0]}' is not available; available are {IndicatorList.Teg}, {known}");
            return null;
        }

        switch (parts)
        {
            case [_]:
                return new(indicator.Id, indicator.ObjectiveDirection);
            case [_, "low"]:
                return new(indicator.Id, Direction.LowerIsBetter);
            case [_, "high"]:
                return new(indicator.Id, Direction.HigherIsBetter);
            default:
                result.AddError($"{Name} '{word}' must end with :low or :high, or without either, such as {indicator.Id}:low");
                return null;
        }
    }
}
