using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// A cell of a DARTS supernet: two inputs (nodes 0 and 1), four intermediate nodes (2 to 5), each the sum of two or more edges from different earlier
/// nodes, and an output that concatenates all four. Each edge has one or several operations. Immutable, with value equality.
/// </summary>
/// <remarks>It contains every <see cref="DartsCell"/> with two of the edges of each node and one operation on each.</remarks>
public sealed class DartsSupernetCell : IEquatable<DartsSupernetCell>
{
    /// <summary>Intermediate nodes.</summary>
    public const int IntermediateNodes = 4;

    /// <summary>Edges there can be: from each node to each later intermediate one.</summary>
    public const int EdgeCount = 14;

    internal const int LastNode = DartsCell.InputCount + IntermediateNodes - 1;

    /// <summary>Creates a cell.</summary>
    /// <param name="edges">In any order; at most one between two nodes, and at least two into each intermediate node.</param>
    /// <exception cref="ArgumentException">An intermediate node has fewer than two edges, or two from the same node.</exception>
    public DartsSupernetCell(IEnumerable<DartsSupernetEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        Edges = [.. edges.OrderBy(edge => edge.Target).ThenBy(edge => edge.Source)];
        if (FirstProblem(Edges) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The cell with all edges and all of <see cref="DartsOperations.Candidates"/> on each.</summary>
    public static DartsSupernetCell Whole { get; } = new(
        from target in Enumerable.Range(DartsCell.InputCount, IntermediateNodes)
        from source in Enumerable.Range(0, target)
        select new DartsSupernetEdge(target, source, DartsOperations.Candidates));

    /// <summary>The edges that are left, ordered by target and then by source.</summary>
    public ImmutableArray<DartsSupernetEdge> Edges { get; }

    /// <summary>The one cell that it contains, the smaller source of a node first; null where there are several.</summary>
    public DartsCell? Single => Edges.Length == IntermediateNodes * DartsCell.EdgesPerNode && Edges.All(edge => edge.Operations.Length == 1)
        ? new(Edges.Select(edge => new DartsEdge(edge.Operations[0], edge.Source)), Enumerable.Range(DartsCell.InputCount, IntermediateNodes))
        : null;

    /// <summary>True when both are null or have the same edges.</summary>
    public static bool operator ==(DartsSupernetCell? left, DartsSupernetCell? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the cells differ.</summary>
    public static bool operator !=(DartsSupernetCell? left, DartsSupernetCell? right) => !(left == right);

    /// <summary>The supernet cell that contains one cell only.</summary>
    /// <exception cref="ArgumentException">The cell has other nodes, operations or concatenations, or a node that reads another one twice.</exception>
    public static DartsSupernetCell Of(DartsCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.IntermediateNodes != IntermediateNodes || !cell.Concatenated.Order().SequenceEqual(Enumerable.Range(DartsCell.InputCount, IntermediateNodes)))
            throw new ArgumentException($"the cell has other nodes than {DartsCell.InputCount} to {LastNode}, or does not concatenate them all");
        return new(cell.Edges.Select((edge, index) => new DartsSupernetEdge(DartsCell.TargetOf(index), edge.Source, [edge.Operation])));
    }

    /// <summary>
    /// The cell as a graph without sizes, with one edge for each operation: several may join the same two nodes. Names as in
    /// <see cref="DartsCell.ToGraph"/>.
    /// </summary>
    public ArchitectureGraph ToGraph() => DartsCellGraph.Of(this);

    /// <inheritdoc/>
    public bool Equals(DartsSupernetCell? other) => other is not null && Edges.AsSpan().SequenceEqual(other.Edges.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DartsSupernetCell);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (DartsSupernetEdge edge in Edges)
            hash.Add(edge);
        return hash.ToHashCode();
    }

    /// <summary>The edges in brackets: <c>[('max_pool_3x3,skip_connect', 0, 2), ...]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Edges)}]";

    /// <summary>The first rule that edges break; null when they make a cell.</summary>
    internal static string? FirstProblem(IReadOnlyList<DartsSupernetEdge> edges)
    {
        for (int target = DartsCell.InputCount; target <= LastNode; target++)
        {
            int[] sources = [.. edges.Where(edge => edge.Target == target).Select(edge => edge.Source).Order()];
            for (int i = 1; i < sources.Length; i++)
            {
                if (sources[i] == sources[i - 1])
                    return $"node {target} reads node {sources[i]} twice; put all operations into one edge";
            }

            if (sources.Length < DartsCell.EdgesPerNode)
                return $"node {target} reads {sources.Length} earlier nodes; it needs at least {DartsCell.EdgesPerNode}";
        }

        return null;
    }
}
