using System.Collections.Immutable;
using Tegula.Architectures;

namespace Tegula.Spaces.Internals;

/// <summary>A cell of the DARTS space as a tuple of independent choices: for each node its pair of sources and the operations that read them.</summary>
internal static class DartsChoices
{
    private const int PerNode = 1 + DartsCell.EdgesPerNode;

    /// <summary>Choices of one cell.</summary>
    public const int PerCell = DartsSpace.IntermediateNodes * PerNode;

    /// <summary>Options of each choice, normal cell first.</summary>
    public static ImmutableArray<int> Counts { get; } =
    [
        .. from cell in Enumerable.Range(0, 2)
           from node in Enumerable.Range(DartsCell.InputCount, DartsSpace.IntermediateNodes)
           from count in new[] { node * (node - 1) / 2, DartsOperations.Candidates.Length, DartsOperations.Candidates.Length }
           select count,
    ];

    /// <summary>The cell of its choices.</summary>
    public static DartsCell ToCell(ReadOnlySpan<int> choices)
    {
        var edges = new DartsEdge[DartsSpace.IntermediateNodes * DartsCell.EdgesPerNode];
        for (int node = 0; node < DartsSpace.IntermediateNodes; node++)
        {
            (int smaller, int larger) = PairAt(choices[node * PerNode]);
            edges[node * DartsCell.EdgesPerNode] = new(DartsOperations.Candidates[choices[(node * PerNode) + 1]], smaller);
            edges[(node * DartsCell.EdgesPerNode) + 1] = new(DartsOperations.Candidates[choices[(node * PerNode) + 2]], larger);
        }

        return new(edges, [.. Enumerable.Range(DartsCell.InputCount, DartsSpace.IntermediateNodes)]);
    }

    /// <summary>The choices of a cell.</summary>
    public static IEnumerable<int> Of(DartsCell cell)
    {
        for (int first = 0; first < cell.Edges.Length; first += DartsCell.EdgesPerNode)
        {
            (DartsEdge one, DartsEdge other) = (cell.Edges[first], cell.Edges[first + 1]);
            (DartsEdge smaller, DartsEdge larger) = one.Source < other.Source ? (one, other) : (other, one);
            yield return (larger.Source * (larger.Source - 1) / 2) + smaller.Source;
            yield return DartsOperations.Candidates.IndexOf(smaller.Operation);
            yield return DartsOperations.Candidates.IndexOf(larger.Operation);
        }
    }

    // Pairs are numbered by their larger member, so that the numbers of a node's pairs begin those of the next node's.
    private static (int Smaller, int Larger) PairAt(int number)
    {
        int larger = 1;
        while (number >= larger)
            number -= larger++;
        return (number, larger);
    }
}
