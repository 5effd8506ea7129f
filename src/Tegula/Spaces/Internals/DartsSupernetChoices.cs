using System.Collections.Immutable;
using System.Numerics;
using Tegula.Architectures;

namespace Tegula.Spaces.Internals;

/// <summary>
/// A cell of a DARTS supernet as a tuple of independent choices: for each node which of its edges there are, and for each of its edges a set of operations,
/// without effect where the edge is not there.
/// </summary>
internal static class DartsSupernetChoices
{
    /// <summary>Choices of one cell.</summary>
    public const int PerCell = DartsSupernetCell.IntermediateNodes + DartsSupernetCell.EdgeCount;

    // For each node the sets of sources that it can have, at least two of them.
    private static readonly ImmutableArray<ImmutableArray<int>> SourceSets =
    [
        .. from target in Enumerable.Range(DartsCell.InputCount, DartsSupernetCell.IntermediateNodes)
           select (ImmutableArray<int>)[.. Enumerable.Range(0, 1 << target).Where(set => BitOperations.PopCount((uint)set) >= DartsCell.EdgesPerNode)],
    ];

    /// <summary>Options of each choice, normal cell first.</summary>
    public static ImmutableArray<int> Counts { get; } =
    [
        .. from cell in Enumerable.Range(0, 2)
           from node in Enumerable.Range(0, DartsSupernetCell.IntermediateNodes)
           from count in Enumerable.Repeat((1 << DartsSupernetSets.Operations) - 1, DartsCell.InputCount + node).Prepend(SourceSets[node].Length)
           select count,
    ];

    /// <summary>The cell of its choices.</summary>
    public static DartsSupernetCell ToCell(ReadOnlySpan<int> choices)
    {
        var sets = new int[DartsSupernetCell.EdgeCount];
        for (int node = 0; node < DartsSupernetCell.IntermediateNodes; node++)
        {
            int target = DartsCell.InputCount + node;
            int sources = SourceSets[node][choices[0]];
            for (int source = 0; source < target; source++)
                sets[DartsSupernetSets.IndexOf(target, source)] = (sources >> source & 1) != 0 ? choices[1 + source] + 1 : 0;
            choices = choices[(1 + target)..];
        }

        return DartsSupernetSets.ToCell(sets);
    }

    /// <summary>The choices of a cell; 0 for the operations of an edge that is not there.</summary>
    public static int[] Of(DartsSupernetCell cell)
    {
        int[] sets = DartsSupernetSets.Of(cell);
        var choices = new List<int>(PerCell);
        for (int node = 0; node < DartsSupernetCell.IntermediateNodes; node++)
        {
            int target = DartsCell.InputCount + node;
            ReadOnlySpan<int> edges = sets.AsSpan(DartsSupernetSets.FirstOf(target), target);
            int sources = 0;
            for (int source = 0; source < target; source++)
                sources |= edges[source] != 0 ? 1 << source : 0;
            choices.Add(SourceSets[node].IndexOf(sources));
            foreach (int set in edges)
                choices.Add(Math.Max(set - 1, 0));
        }

        return [.. choices];
    }
}
