using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Statistics;
using Tegula.Topology;

namespace Tegula.Analysis;

/// <summary>
/// How effective depth and width go with accuracy among cells with equally many convolutions. Source: 000_47980149b45a68e2.txt, Sec. 5.2 and Fig. 5.
/// </summary>
/// <remarks>
/// Convolutions are counted whether or not they are on a path. Cells without one on a path have no depth and no width; they are left out, as in
/// <see cref="DepthWidthExtent"/>.
/// </remarks>
/// <param name="Dataset">The data set.</param>
/// <param name="Convolutions">Convolutions of each cell; null where cells with any number of them were taken.</param>
/// <param name="Groups">Cells of equal depth and width, by depth and then by width.</param>
/// <param name="MultipleCorrelation">
/// R in [0, 1] of the accuracies with depth and width together, one point for each cell; null where it does not exist.
/// </param>
/// <param name="GroupCorrelation">The same of the groups' means, one point for each group; null where it does not exist.</param>
/// <param name="Count">Cells in all groups.</param>
/// <param name="WithoutDepth">Cells left out because no convolution is on a path.</param>
public sealed record DepthWidthAccuracy(
    string Dataset,
    int? Convolutions,
    ImmutableArray<DepthWidthGroup> Groups,
    double? MultipleCorrelation,
    double? GroupCorrelation,
    int Count,
    int WithoutDepth)
{
    /// <summary>The paper's number of convolutions on the six edges of NAS-Bench-201.</summary>
    public const int DefaultConvolutions = 3;

    /// <summary>Fewest cells from which a correlation is worth computing.</summary>
    public const int LeastCells = 10;

    // Quotients of small integers that are equal may differ in their last bits.
    private const int Decimals = 12;

    /// <summary>Groups cells.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="cells">Cells with their accuracies in percent on it.</param>
    /// <param name="convolutions">Convolutions that a cell must have to be taken, at least 1; null to take all.</param>
    /// <exception cref="AnalysisException">Fewer than <see cref="LeastCells"/> cells are left.</exception>
    public static DepthWidthAccuracy Of(
        string dataset, IEnumerable<(IArchitecture Architecture, double Accuracy)> cells, int? convolutions = DefaultConvolutions)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var points = new List<(double Depth, double Width, double Accuracy)>();
        var pathless = 0;
        foreach (var (architecture, accuracy) in cells)
        {
            var graph = architecture.ToGraph();
            if (convolutions is { } wanted && graph.Edges.Count(edge => edge.Operation.IsParameterized) != wanted)
                continue;
            if (PathStatistics.Of(graph) is { TotalDepth: var total } paths && total > 0)
                points.Add((Math.Round(paths.EffectiveDepth, Decimals), Math.Round(paths.EffectiveWidth, Decimals), accuracy));
            else
                pathless++;
        }

        if (points.Count < LeastCells)
        {
            var kind = convolutions is null ? "a convolution on a path" : $"{convolutions} convolutions, one of them on a path";
            throw new AnalysisException($"{points.Count} of the cells have {kind}; at least {LeastCells} are needed");
        }

        ImmutableArray<DepthWidthGroup> groups =
        [
            .. points.GroupBy(point => (point.Depth, point.Width), point => point.Accuracy)
                .OrderBy(group => group.Key.Depth).ThenBy(group => group.Key.Width)
                .Select(group => new DepthWidthGroup(group.Key.Depth, group.Key.Width, MeanAndDeviation.Of(group)!)),
        ];
        return new(
            dataset,
            convolutions,
            groups,
            Correlation(points),
            Correlation([.. groups.Select(group => (group.Depth, group.Width, group.Accuracy.Mean))]),
            points.Count,
            pathless);
    }

    private static double? Correlation(IReadOnlyCollection<(double Depth, double Width, double Accuracy)> points) => Statistics.MultipleCorrelation.R(
        [.. points.Select(point => point.Accuracy)], [.. points.Select(point => point.Depth)], [.. points.Select(point => point.Width)]);
}
