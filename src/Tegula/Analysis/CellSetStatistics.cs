using Tegula.Architectures;
using Tegula.Topology;

namespace Tegula.Analysis;

/// <summary>What a set of cells is made of, how deep it is and how well it trains. Source: 003_fe8fa0e5c804e1de.txt, Sec. 4.1 and Fig. 2.</summary>
/// <param name="Count">Cells in the set.</param>
/// <param name="OperationShares">Share in [0, 1] of each operation among all edges of the set; they add up to 1, or there is none in an empty set.</param>
/// <param name="Depth">
/// Mean number of edges on the longest path from an input to the output (footnote 1); 0 counts where there is no path. Null in an empty set.
/// </param>
/// <param name="EffectiveDepth">Mean effective depth (000_47980149b45a68e2.txt, Eq. 13); null in an empty set.</param>
/// <param name="EffectiveWidth">Mean effective width; null in an empty set.</param>
/// <param name="Accuracy">Mean and spread of the accuracy in percent by data set, over the cells for which it is known; empty where it is for none.</param>
public sealed record CellSetStatistics(
    int Count,
    IReadOnlyDictionary<string, double> OperationShares,
    MeanAndDeviation? Depth,
    MeanAndDeviation? EffectiveDepth,
    MeanAndDeviation? EffectiveWidth,
    IReadOnlyDictionary<string, MeanAndDeviation> Accuracy)
{
    /// <summary>Counts a set.</summary>
    /// <param name="cells">The cells; of genotypes the topology is that of the normal cell, the operations are those of both cells.</param>
    public static CellSetStatistics Of(IEnumerable<ScoredArchitecture> cells)
    {
        ScoredArchitecture[] set = [.. cells];
        PathStatistics[] paths = [.. set.Select(cell => PathStatistics.Of(cell.Architecture.ToGraph())).OfType<PathStatistics>()];
        return new(
            set.Length,
            Shares([.. set.Select(cell => cell.Architecture)]),
            MeanAndDeviation.Of(paths.Select(path => (double)path.LongestPath)),
            MeanAndDeviation.Of(paths.Select(path => path.EffectiveDepth)),
            MeanAndDeviation.Of(paths.Select(path => path.EffectiveWidth)),
            set.SelectMany(cell => cell.Accuracy).GroupBy(pair => pair.Key, pair => pair.Value)
                .ToDictionary(group => group.Key, group => MeanAndDeviation.Of(group)!));
    }

    private static Dictionary<string, double> Shares(IArchitecture[] cells)
    {
        string[] all = [.. cells.SelectMany(cell => CellEdges.Of(cell)).Select(edge => edge.Operation)];
        var counts = all.CountBy(operation => operation).ToDictionary();
        var inOrder = cells.Length == 0 ? [] : CellEdges.Operations(cells[0]).Union(counts.Keys.Order(StringComparer.Ordinal));
        return inOrder.ToDictionary(operation => operation, operation => (double)counts.GetValueOrDefault(operation) / all.Length);
    }
}
