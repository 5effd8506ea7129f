using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Analysis;
using Tegula.Indicators;

namespace Tegula.Cli.Options;

/// <summary>An option that takes indicators and combinations of them, separated by commas.</summary>
internal static class PredictorList
{
    /// <summary>How the help shows a value.</summary>
    public const string HelpName = "NAME[,NAME]|teg|default|sum:A+B|log:A+B";

    /// <summary>Everything that can be named.</summary>
    public static string Known => string.Join(
        ", ", [.. Combinations.All.Select(named => named.Id), "sum:A+B", "log:A+B", .. IndicatorRegistry.All.Select(indicator => indicator.Id)]);

    /// <summary>The option; null when it is not given.</summary>
    public static Option<IReadOnlyList<Predictor>?> Create(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        HelpName = HelpName,
        CustomParser = Parse,
    };

    /// <summary>Reads the option; what is wrong with it becomes an error of the result.</summary>
    public static IReadOnlyList<Predictor> Parse(ArgumentResult result)
    {
        var name = ((OptionResult)result.Parent!).Option.Name;
        var text = result.Tokens[0].Value;
        var predictors = new List<Predictor>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Combinations.IsCombination(word) && IndicatorRegistry.All.All(indicator => indicator.Id != word))
            {
                result.AddError($"{name} '{word}' is not available; available are {Known}");
                return predictors;
            }

            try
            {
                predictors.Add(Predictor.Parse(word));
            }
            catch (CombinationFormatException exception)
            {
                result.AddError($"{name}: {exception.Message}");
                return predictors;
            }
        }

        if (predictors.GroupBy(predictor => predictor.Id).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            result.AddError($"{name} '{text}' names {twice.Key} twice; name each once");
        return predictors;
    }
}
