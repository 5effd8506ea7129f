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
    public const string LeastDepth = "least-depth";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Ids { get; } = [Parameters, LiveParameters, Macs, EffectiveDepth, LeastDepth];
}

/// <summary>Counts parameters, MACs and effective depth of architectures: exact, free, without repeats.</summary>
/// <remarks>
/// Parameters and MACs are those of the trained CIFAR-10 network (<see cref="ArchitectureCost"/>); the depths are those of the cell, of a DARTS
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
        PathStatistics? paths = null;
        foreach (string id in options.Indicators.Intersect(CountedIndicators.Ids))
        {
            double? value = id switch
            {
                CountedIndicators.EffectiveDepth => Paths().EffectiveDepth,
                CountedIndicators.LeastDepth => Paths().LeastDepth,
                CountedIndicators.Parameters => Cost().Whole.Parameters,
                CountedIndicators.Macs => Cost().Whole.Macs,
                _ => Cost().Live!.Parameters,
            };
            values[id] = value is null ? IndicatorValue.Failed(IndicatorStatus.InputIndependent) : new IndicatorValue(value, 0, IndicatorStatus.Ok);
        }

        PathStatistics Paths() => paths ??= PathStatistics.Of(known.ToGraph())!;

        ArchitectureCost Cost() => cost ??= ArchitectureCost.Of(known)!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
