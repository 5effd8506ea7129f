using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// A cell with two inputs (nodes 0 and 1), any number of intermediate nodes (2, 3, ...), each the sum of two edges from earlier nodes, and an output
/// that concatenates some of the intermediate nodes. Immutable; two cells are equal when their edges and concatenations are, in the same order.
/// </summary>
/// <remarks>Source of the form: 002_18e5d33089871091.txt, Sec. 3.1.</remarks>
public sealed class DartsCell : IEquatable<DartsCell>
{
    /// <summary>Inputs of a cell: the outputs of the two cells in front of it.</summary>
    public const int InputCount = 2;

    /// <summary>Edges into each intermediate node.</summary>
    public const int EdgesPerNode = 2;

    /// <summary>Creates a cell.</summary>
    /// <param name="edges">Two for each intermediate node, node by node.</param>
    /// <param name="concatenated">The intermediate nodes that the output concatenates, each at most once.</param>
    /// <exception cref="ArgumentException">
    /// There is no edge, an odd number of them, one that does not read an earlier node, or a concatenation of anything but intermediate nodes.
    /// </exception>
    public DartsCell(IEnumerable<DartsEdge> edges, IEnumerable<int> concatenated)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(concatenated);
        Edges = [.. edges];
        Concatenated = [.. concatenated];
        if (DartsCellRules.FirstProblem(Edges.AsSpan(), Concatenated.AsSpan()) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>The edges: those of node 2 + i stand at 2i and 2i + 1.</summary>
    public ImmutableArray<DartsEdge> Edges { get; }

    /// <summary>The nodes that the output concatenates, in order.</summary>
    public ImmutableArray<int> Concatenated { get; }

    /// <summary>How many intermediate nodes there are, at least 1.</summary>
    public int IntermediateNodes => Edges.Length / EdgesPerNode;

    /// <summary>Intermediate nodes that the output does not depend on, neither directly nor through others; they cost but do nothing.</summary>
    public ImmutableArray<int> UnusedNodes
    {
        get
        {
            Span<bool> used = new bool[InputCount + IntermediateNodes];
            foreach (int node in Concatenated)
                used[node] = true;
            for (int edge = Edges.Length - 1; edge >= 0; edge--)
            {
                if (Edges[edge].Operation != DartsOperation.None)
                    used[Edges[edge].Source] |= used[TargetOf(edge)];
            }

            var unused = ImmutableArray.CreateBuilder<int>();
            for (int node = InputCount; node < used.Length; node++)
            {
                if (!used[node])
                    unused.Add(node);
            }

            return unused.ToImmutable();
        }
    }

    /// <summary>True when both are null or equal.</summary>
    public static bool operator ==(DartsCell? left, DartsCell? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the cells differ.</summary>
    public static bool operator !=(DartsCell? left, DartsCell? right) => !(left == right);

    /// <summary>The intermediate node that an edge leads to.</summary>
    /// <param name="edge">Index into <see cref="Edges"/>.</param>
    public static int TargetOf(int edge) => InputCount + (edge / EdgesPerNode);

    /// <summary>This cell with another edge at one place.</summary>
    /// <param name="index">Index into <see cref="Edges"/>.</param>
    /// <param name="edge">The edge to put there.</param>
    /// <exception cref="ArgumentException">The edge does not read an earlier node.</exception>
    public DartsCell With(int index, DartsEdge edge) => new(Edges.SetItem(index, edge), Concatenated);

    /// <summary>
    /// The cell as a graph without sizes: inputs <c>c_{k-2}</c> and <c>c_{k-1}</c>, intermediate nodes <c>0</c>, <c>1</c>, ... as DARTS numbers them in its
    /// figures, and the concatenation <c>c_{k}</c>. Edges that are <c>none</c> are left out, unused nodes are not.
    /// </summary>
    public ArchitectureGraph ToGraph() => DartsCellGraph.Of(this);

    /// <inheritdoc/>
    public bool Equals(DartsCell? other) =>
        other is not null && Edges.AsSpan().SequenceEqual(other.Edges.AsSpan()) && Concatenated.AsSpan().SequenceEqual(other.Concatenated.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DartsCell);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (DartsEdge edge in Edges)
            hash.Add(edge);
        foreach (int node in Concatenated)
            hash.Add(node);
        return hash.ToHashCode();
    }

    /// <summary>The cell as the normal cell of a genotype: <c>normal=[('sep_conv_3x3', 0), ...], normal_concat=[2, 3, 4, 5]</c>.</summary>
    public override string ToString() => Format(DartsGenotype.NormalName);

    /// <summary>The two keyword arguments of a genotype that describe this cell.</summary>
    internal string Format(string name) => $"{name}=[{string.Join(", ", Edges)}], {name}_concat=[{string.Join(", ", Concatenated)}]";
}
