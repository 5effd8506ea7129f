using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>One combination in JSON.</summary>
/// <param name="Value">Where the architecture stands against the reference sample; higher is better.</param>
/// <param name="Status"><c>ok</c>, or why the first of its indicators that failed did: the architecture is last in that indicator, not in the others.</param>
internal sealed record CombinationJson(double Value, string Status)
{
    /// <summary>A combination of a score.</summary>
    public static CombinationJson Of(double value, IndicatorCombination combination, ArchitectureScore score)
    {
        var failed = combination.Indicators.Select(id => score.Indicators[id].Status).FirstOrDefault(status => status != IndicatorStatus.Ok);
        return new(value, IndicatorJson.StatusText(failed));
    }
}
