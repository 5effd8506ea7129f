using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>Something that orders architectures before they are trained: an indicator, or a combination of several.</summary>
public sealed class Predictor
{
    private readonly IndicatorInfo? _indicator;

    private Predictor(string id, string name, IReadOnlyList<string> indicators, IndicatorInfo? indicator, IndicatorCombination? combination)
    {
        (Id, Name, Indicators) = (id, name, indicators);
        (_indicator, Combination) = (indicator, combination);
        IsFree = indicators.All(CountedIndicators.Ids.Contains);
    }

    /// <summary>Stable id, as on the command line.</summary>
    public string Id { get; }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>The combination; null where a single indicator predicts.</summary>
    public IndicatorCombination? Combination { get; }

    /// <summary>Ids of the indicators that must be measured for it.</summary>
    public IReadOnlyList<string> Indicators { get; }

    /// <summary>Whether it is counted on the description of an architecture, without a network: nothing else earns its time that orders no better.</summary>
    public bool IsFree { get; }

    /// <summary>The predictor with an id.</summary>
    /// <param name="id">An indicator of <see cref="IndicatorRegistry"/>, or a combination as <see cref="Combinations.Parse"/> reads it.</param>
    /// <exception cref="ArgumentException">There is no such indicator.</exception>
    /// <exception cref="CombinationFormatException">The combination is malformed.</exception>
    public static Predictor Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Combinations.IsCombination(id) ? Of(Combinations.Parse(id)) : Of(IndicatorRegistry.Get(id));
    }

    /// <summary>An indicator, by the end of it that promises accuracy.</summary>
    public static Predictor Of(IndicatorInfo indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return new(indicator.Id, indicator.Name, [indicator.Id], indicator, null);
    }

    /// <summary>A combination.</summary>
    public static Predictor Of(IndicatorCombination combination)
    {
        ArgumentNullException.ThrowIfNull(combination);
        return new(combination.Id, combination.Name, [.. combination.Indicators], null, combination);
    }

    /// <summary>The counts that a space gives away: parameters, MACs and depths, as far as it has them.</summary>
    /// <param name="space">Id of the space.</param>
    public static IReadOnlyList<Predictor> FreeBaselines(string space) =>
        [.. CountedIndicators.Ids.Select(IndicatorRegistry.Get).Where(indicator => indicator.IsDefinedOn(space)).Select(Of)];

    /// <summary>Whether one of its indicators is missing or could not be measured.</summary>
    public bool HasFailed(ArchitectureScore score) =>
        Indicators.Any(id => !score.Indicators.TryGetValue(id, out IndicatorValue? value) || !value.IsOk);

    /// <summary>One number for each architecture, in their order; higher promises more accuracy.</summary>
    /// <remarks>
    /// What an indicator could not measure has negative infinity, and so shares its last place; a combination puts it last in that indicator alone
    /// (<see cref="IndicatorCombination.Values"/>).
    /// </remarks>
    /// <param name="scores">The architectures; a combination ranks them against each other.</param>
    public double[] Promise(IReadOnlyList<ArchitectureScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (Combination is not null)
            return Combination.Values(scores);
        int sign = _indicator!.Direction == Direction.LowerIsBetter ? -1 : 1;
        return [.. scores.Select(score => HasFailed(score) ? double.NegativeInfinity : sign * score.Indicators[Id].Value!.Value)];
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
