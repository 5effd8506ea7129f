using System.CommandLine;
using Tegula.Analysis;
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
        Description = $"{description}; there are {PredictorList.Known}",
        HelpName = PredictorList.HelpName,
        CustomParser = result => Of(PredictorList.Parse(result)),
    };

    /// <summary>Refuses indicators that a space does not have.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void Require(string space, IEnumerable<string> indicators)
    {
        if (IndicatorRegistry.ObjectionOf(space, indicators) is { } objection)
            throw new UsageException(objection);
    }

    private static IndicatorSelection? Of(IReadOnlyList<Predictor> predictors) => predictors.Count == 0
        ? null
        : new(
            [.. predictors.SelectMany(predictor => predictor.Indicators).Distinct()],
            [.. predictors.Select(predictor => predictor.Combination).OfType<IndicatorCombination>()]);
}
