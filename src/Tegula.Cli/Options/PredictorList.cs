using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Analysis;
using Tegula.Indicators;

namespace Tegula.Cli.Options;

/// <summary>An option that takes indicators and combinations of them, separated by commas.</summary>
internal static class PredictorList
{
    /// <summary>The option; null when it is not given.</summary>
    public static Option<IReadOnlyList<Predictor>?> Create(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        HelpName = "NAME[,NAME]|teg|default|sum:A+B|log:A+B",
        CustomParser = Parse,
    };

    private static List<Predictor> Parse(ArgumentResult result)
    {
        var name = ((OptionResult)result.Parent!).Option.Name;
        var text = result.Tokens[0].Value;
        var predictors = new List<Predictor>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Combinations.IsCombination(word) && IndicatorRegistry.All.All(indicator => indicator.Id != word))
            {
                var known = Combinations.All.Select(named => named.Id).Concat(IndicatorRegistry.All.Select(indicator => indicator.Id));
                result.AddError($"{name} '{word}' is not available; available are {string.Join(", ", known)}");
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
