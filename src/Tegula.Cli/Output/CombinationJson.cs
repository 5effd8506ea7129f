using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>One combination in JSON.</summary>
/// <param name="Value">Where the architecture stands against the reference sample; higher is better.</param>
/// <param name="Status"><c>ok</c>, or why one of the indicators failed: the architecture then ranks last in all.</param>
internal sealed record CombinationJson(double Value, string Status)
{
    /// <summary>A combination of a score.</summary>
    public static CombinationJson Of(double value, IndicatorCombination combination, ArchitectureScore score)
    {
        var failed = combination.Indicators.Select(id => score.Indicators[id].Status).FirstOrDefault(status => status != IndicatorStatus.Ok);
        return new(value, IndicatorJson.StatusText(failed));
    }
}
