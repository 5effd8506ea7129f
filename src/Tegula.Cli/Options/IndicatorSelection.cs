using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Cli.Errors;
using Tegula.Indicators;

namespace Tegula.Cli.Options;

/// <summary>Indicators to measure and combinations to form of them.</summary>
/// <param name="Indicators">Ids of everything to measure, those of the combinations included; none twice.</param>
/// <param name="Combinations">Combinations asked for; may be empty.</param>
internal sealed record IndicatorSelection(IReadOnlyList<string> Indicators, IReadOnlyList<IndicatorCombination> Combinations)
{
    /// <summary>The indicators of TEG, without their combination.</summary>
    public static IndicatorSelection Teg { get; } = new([.. Tegula.Indicators.Combinations.Teg.Indicators], []);

    /// <summary>Ids of the indicators that the combinations need; none twice.</summary>
    public IReadOnlyList<string> Combined => [.. Combinations.SelectMany(combination => combination.Indicators).Distinct()];

    /// <summary>An option that takes indicator ids and combinations separated by commas; null when it is not given.</summary>
    public static Option<IndicatorSelection?> Create(string name, string description) => new(name)
    {
        Description = $"{description}; combinations are {Names}; indicators are {Known}",
        HelpName = "NAME[,NAME]",
        CustomParser = result => Parse(name, result),
    };

    /// <summary>Refuses indicators that a space does not have.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void Require(string space, IEnumerable<string> indicators)
    {
        if (indicators.Select(IndicatorRegistry.Get).FirstOrDefault(indicator => !indicator.IsDefinedOn(space)) is not { } foreign)
            return;
        var known = IndicatorRegistry.All.Where(indicator => indicator.IsDefinedOn(space)).Select(indicator => indicator.Id);
        throw new UsageException($"space {space} has no {foreign.Id}; it has {string.Join(", ", known)}");
    }

    private static string Names => string.Join(", ", [.. Tegula.Indicators.Combinations.All.Select(named => named.Id), "sum:A+B", "log:A+B"]);

    private static string Known => string.Join(", ", IndicatorRegistry.All.Select(info => info.Id));

    private static IndicatorSelection? Parse(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        if (words.Length != words.Distinct().Count())
        {
            result.AddError($"{name} '{text}' names an indicator twice; name each once");
            return null;
        }

        var indicators = new List<string>();
        var combinations = new List<IndicatorCombination>();
        foreach (var word in words)
        {
            if (Tegula.Indicators.Combinations.IsCombination(word))
            {
                if (Combination(name, word, result) is not { } combination)
                    return null;
                combinations.Add(combination);
                indicators.AddRange(combination.Indicators.Except(indicators));
            }
            else if (IndicatorRegistry.All.Any(info => info.Id == word))
            {
                indicators.AddRange(new[] { word }.Except(indicators));
            }
            else
            {
                result.AddError($"{name} '{word}' is not available; available are {Names}, {Known}");
                return null;
            }
        }

        return new(indicators, combinations);
    }

    private static IndicatorCombination? Combination(string name, string word, ArgumentResult result)
    {
        try
        {
            return Tegula.Indicators.Combinations.Parse(word);
        }
        catch (CombinationFormatException exception)
        {
            result.AddError($"{name}: {exception.Message}");
            return null;
        }
    }
}
