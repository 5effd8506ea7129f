using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Indicators;

/// <summary>Ids of the indicators that are counted on the description of an architecture, without a network.</summary>
internal static class CountedIndicators
{
    public const string Parameters = "params";
    public const string LiveParameters = "live-params";
    public const string Macs = "macs";
    public const string EffectiveDepth = "effective-depth";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Ids { get; } = [Parameters, LiveParameters, Macs, EffectiveDepth];
}

/// <summary>Counts parameters, MACs and effective depth of architectures: exact, free, without repeats.</summary>
/// <remarks>
/// Parameters and MACs are those of the trained CIFAR-10 network (<see cref="ArchitectureCost"/>); the effective depth is that of the cell, of a DARTS
/// genotype of its normal cell (000_47980149b45a68e2.txt Eq. 13).
/// </remarks>
/// <typeparam name="TArchitecture">What is counted.</typeparam>
/// <param name="options">Says which are asked for.</param>
internal sealed class CountedIndicators<TArchitecture>(IndicatorOptions options) : IIndicatorPart<TArchitecture>
    where TArchitecture : class
{
    /// <inheritdoc/>
    public void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token)
    {
        var known = (IArchitecture)architecture;
        ArchitectureCost? cost = null;
        foreach (string id in options.Indicators.Intersect(CountedIndicators.Ids))
        {
            double value = id == CountedIndicators.EffectiveDepth
                ? PathStatistics.Of(known.ToGraph())?.EffectiveDepth ?? 0
                : Counted(id, cost ??= ArchitectureCost.Of(known)!);
            values[id] = new IndicatorValue(value, 0, IndicatorStatus.Ok);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static double Counted(string id, ArchitectureCost cost) => id switch
    {
        CountedIndicators.Parameters => cost.Whole.Parameters,
        CountedIndicators.Macs => cost.Whole.Macs,
        _ => cost.Live!.Parameters,
    };
}
