using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Indicators;

namespace Tegula.Cli.Options;

/// <summary><c>--objective teg|default|sum:A+B|log:A+B|NAME[:low|high][,NAME...]</c>: what a search goes for.</summary>
internal static class ObjectiveOption
{
    private const string Name = "--objective";

    /// <summary>The option; null when it is not given.</summary>
    public static Option<IndicatorCombination?> Create() => new(Name)
    {
        Description = $"What to go for: {string.Join(" or ", Combinations.All.Select(named => named.Id))}, "
            + "indicators whose ranks are summed (A,B or sum:A+B) or whose logarithms of ranks are (log:A+B); pareto weighs them against each other "
            + $"(default {Combinations.Teg.Id}, that is {string.Join(',', Combinations.Teg.Indicators)}); known are "
            + $"{string.Join(", ", IndicatorRegistry.All.Select(info => info.Id))}; :low or :high turns one round",
        HelpName = "teg|default|NAME[:low|high][,NAME]|log:A+B",
        CustomParser = Parse,
    };

    private static IndicatorCombination? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Combinations.IsCombination(text))
            return Combination(text, result);
        var terms = new List<CombinationTerm>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (word == Combinations.Teg.Id)
                terms.AddRange(Combinations.Teg.Terms);
            else if (Term(word, result) is { } term)
                terms.Add(term);
            else
                return null;
        }

        if (terms.GroupBy(term => term.Indicator).FirstOrDefault(group => group.Skip(1).Any()) is not { } twice)
            return Combinations.Of(Aggregation.RankSum, terms);
        result.AddError($"{Name} '{text}' names {twice.Key} twice; name each indicator once");
        return null;
    }

    private static IndicatorCombination? Combination(string text, ArgumentResult result)
    {
        try
        {
            return Combinations.Parse(text);
        }
        catch (CombinationFormatException exception)
        {
            result.AddError($"{Name}: {exception.Message}");
            return null;
        }
    }

    private static CombinationTerm? Term(string word, ArgumentResult result)
    {
        if (Combinations.IsCombination(word))
        {
            result.AddError($"{Name}: {word} stands alone; give it without a list, or write log:A+B");
            return null;
        }

        var parts = word.Split(':');
        if (IndicatorRegistry.All.FirstOrDefault(info => info.Id == parts[0]) is not { } indicator)
        {
            var known = string.Join(", ", [.. Combinations.All.Select(named => named.Id), .. IndicatorRegistry.All.Select(info => info.Id)]);
            result.AddError($"{Name} '{parts[0]}' is not available; available are {known}");
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
