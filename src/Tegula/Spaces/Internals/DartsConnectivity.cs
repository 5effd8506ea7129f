using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Topology;

namespace Tegula.Spaces.Internals;

/// <summary>Every connectivity of a cell of the DARTS space, told apart only as far as paths are concerned.</summary>
internal static class DartsConnectivity
{
    private static readonly DartsOperation WithParameters = DartsOperations.Candidates.First(IsConvolution);
    private static readonly DartsOperation WithoutParameters = DartsOperations.Candidates.First(operation => !IsConvolution(operation));

    /// <summary>All choices of sources times all patterns of edges with parameters, each with the number of cells it stands for.</summary>
    /// <param name="nodes">Intermediate nodes of the cell, from 1 to 8.</param>
    public static IEnumerable<(PathStatistics Paths, long Count)> Classes(int nodes)
    {
        int convolutions = DartsOperations.Candidates.Count(IsConvolution);
        int others = DartsOperations.Candidates.Length - convolutions;
        int edgeCount = nodes * DartsCell.EdgesPerNode;
        int[] concatenated = [.. Enumerable.Range(DartsCell.InputCount, nodes)];
        long[] counts = [.. Enumerable.Range(0, edgeCount + 1).Select(with => Power(convolutions, with) * Power(others, edgeCount - with))];
        foreach (int[] sources in Sources(nodes))
        {
            // The two graphs differ in the operations of their first edges only, so that those of a pattern can be put together from both.
            ArchitectureGraph with = Graph(sources, concatenated, WithParameters), without = Graph(sources, concatenated, WithoutParameters);
            GraphEdge[] edges = [.. without.Edges];
            for (uint pattern = 0; pattern < 1u << edgeCount; pattern++)
            {
                for (int edge = 0; edge < edgeCount; edge++)
                    edges[edge] = (pattern >> edge & 1) != 0 ? with.Edges[edge] : without.Edges[edge];
                var paths = PathStatistics.Of(new ArchitectureGraph(with.Nodes, [.. edges], []));
                yield return (paths!, counts[uint.PopCount(pattern)]);
            }
        }
    }

    private static ArchitectureGraph Graph(int[] sources, int[] concatenated, DartsOperation operation) =>
        new DartsCell(sources.Select(source => new DartsEdge(operation, source)), concatenated).ToGraph();

    private static bool IsConvolution(DartsOperation operation) => operation.Kind() == OperationKind.Convolution;

    private static long Power(long number, int exponent) => exponent == 0 ? 1 : number * Power(number, exponent - 1);

    /// <summary>Two different sources for each node, the smaller first, in every combination.</summary>
    private static IEnumerable<int[]> Sources(int nodes)
    {
        if (nodes == 0)
            return [[]];
        int choices = DartsCell.InputCount + nodes - 1;
        return from earlier in Sources(nodes - 1)
               from second in Enumerable.Range(1, choices - 1)
               from first in Enumerable.Range(0, second)
               select (int[])[.. earlier, first, second];
    }
}
