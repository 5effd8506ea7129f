using System.Collections.Immutable;
using Tegula.Architectures;

namespace Tegula.Spaces.Internals;

/// <summary>
/// A cell of a DARTS supernet as numbers: for each of the 14 edges, by target and then by source, a set of the seven candidate operations (bit k for the
/// candidate k), empty where the edge is removed.
/// </summary>
internal static class DartsSupernetSets
{
    /// <summary>How many candidate operations there are.</summary>
    public static readonly int Operations = DartsOperations.Candidates.Length;

    /// <summary>Where an edge stands.</summary>
    public static int IndexOf(int target, int source) => FirstOf(target) + source;

    /// <summary>Where the first edge into a node stands.</summary>
    public static int FirstOf(int target) => (target * (target - 1) / 2) - 1;

    /// <summary>The sets of a cell.</summary>
    public static int[] Of(DartsSupernetCell cell)
    {
        var sets = new int[DartsSupernetCell.EdgeCount];
        foreach (DartsSupernetEdge edge in cell.Edges)
        {
            foreach (DartsOperation operation in edge.Operations)
                sets[IndexOf(edge.Target, edge.Source)] |= 1 << DartsOperations.Candidates.IndexOf(operation);
        }

        return sets;
    }

    /// <summary>The cell of its sets.</summary>
    public static DartsSupernetCell ToCell(int[] sets) => new(
        from target in Enumerable.Range(DartsCell.InputCount, DartsSupernetCell.IntermediateNodes)
        from source in Enumerable.Range(0, target)
        let set = sets[IndexOf(target, source)]
        where set != 0
        select new DartsSupernetEdge(target, source, OperationsOf(set)));

    private static ImmutableArray<DartsOperation> OperationsOf(int set) => [.. DartsOperations.Candidates.Where((_, index) => (set >> index & 1) != 0)];
}
