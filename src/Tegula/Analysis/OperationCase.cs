using Tegula.Architectures;
using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>
/// One cell and what becomes of its indicators when an operation is replaced. Source: 003_fe8fa0e5c804e1de.txt, Sec. 4.1, case study and Fig. 3.
/// </summary>
/// <param name="Before">The cell as it is.</param>
/// <param name="Swaps">The swaps, each with its measured cell.</param>
public sealed record OperationCase(ScoredArchitecture Before, IReadOnlyList<(OperationSwap Swap, ScoredArchitecture After)> Swaps)
{
    /// <summary>Measures a cell and its swaps.</summary>
    /// <param name="architecture">A NAS-Bench-201 cell or a genotype.</param>
    /// <param name="edge">Name of the only edge to change (see <see cref="CellEdges"/>); null for all.</param>
    /// <param name="measure">Gives one measured architecture for each, in their order.</param>
    /// <exception cref="AnalysisException">Operations cannot be swapped in such an architecture, or it has no such edge.</exception>
    public static OperationCase Of(
        IArchitecture architecture, string? edge, Func<IReadOnlyList<IArchitecture>, IReadOnlyList<ScoredArchitecture>> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var swaps = OperationSwap.All(architecture, edge);
        var measured = measure([architecture, .. swaps.Select(swap => swap.Architecture)]);
        return new(measured[0], [.. swaps.Zip(measured.Skip(1))]);
    }

    /// <summary>What a swap did to an indicator.</summary>
    /// <param name="swap">Place in <see cref="Swaps"/>.</param>
    /// <param name="indicator">Id of an indicator that was measured.</param>
    public SwapEffect EffectOf(int swap, string indicator) => SwapEffects.Of(
        Before.Score.Indicators[indicator].Value, Swaps[swap].After.Score.Indicators[indicator].Value, IndicatorRegistry.Get(indicator).Direction);

    /// <summary>How many percent points of accuracy a swap gained on a data set, negative for a loss; null where one of the two is not known.</summary>
    /// <param name="swap">Place in <see cref="Swaps"/>.</param>
    /// <param name="dataset">The data set.</param>
    public double? AccuracyGain(int swap, string dataset) =>
        Before.Accuracy.TryGetValue(dataset, out var before) && Swaps[swap].After.Accuracy.TryGetValue(dataset, out var after) ? after - before : null;
}
