using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// A NAS-Bench-201 cell with one or more of the five operations on each of its six edges: many cells in one. An edge carries the mean of its operations
/// (<c>none</c> adds nothing, and counts), so that one operation alone is as in a cell. Immutable; equal when all edges have the same operations.
/// </summary>
/// <remarks>
/// Text: an arch string in which commas join the operations of an edge, <c>|none,nor_conv_3x3~0|+...</c>; with one operation on each edge it is the arch
/// string of the cell.
/// </remarks>
public sealed class NasBench201Supernet : ISupernet, IEquatable<NasBench201Supernet>
{
    /// <summary>How many sets of operations an edge can have: all of the 2^5 but the empty one.</summary>
    internal const int SetCount = (1 << NasBench201Operations.Count) - 1;

    private static readonly ImmutableArray<ImmutableArray<NasBench201Operation>> OperationsOfSets =
    [
        .. Enumerable.Range(0, SetCount + 1).Select(set => Enum.GetValues<NasBench201Operation>().Where(operation => Has(set, operation)).ToImmutableArray()),
    ];

    private readonly int _code;

    /// <summary>Creates a supernet.</summary>
    /// <param name="operations">
    /// The operations of the six edges in the order of <see cref="NasBench201Cell.Edges"/>: for each at least one, each at most once, in any order.
    /// </param>
    /// <exception cref="ArgumentException">There are not six edges, or the operations of one are not such.</exception>
    public NasBench201Supernet(IEnumerable<IEnumerable<NasBench201Operation>> operations)
        : this(SetsOf(operations))
    {
    }

    private NasBench201Supernet(ReadOnlySpan<int> sets)
    {
        var operations = ImmutableArray.CreateBuilder<ImmutableArray<NasBench201Operation>>(sets.Length);
        foreach (int set in sets)
        {
            operations.Add(OperationsOfSets[set]);
            _code = (_code << NasBench201Operations.Count) | set;
        }

        Operations = operations.MoveToImmutable();
    }

    /// <summary>The supernet of the whole space: all five operations on every edge.</summary>
    public static NasBench201Supernet Whole { get; } = new([SetCount, SetCount, SetCount, SetCount, SetCount, SetCount]);

    /// <summary>
    /// For each edge, in the order of <see cref="NasBench201Cell.Edges"/>, what is left on it: at least one operation, in the order of
    /// <see cref="NasBench201Operation"/>.
    /// </summary>
    public ImmutableArray<ImmutableArray<NasBench201Operation>> Operations { get; }

    /// <summary>The one cell that it contains; null where there are several.</summary>
    public NasBench201Cell? Single => Operations.All(edge => edge.Length == 1) ? new([.. Operations.Select(edge => edge[0])]) : null;

    /// <inheritdoc/>
    public ImmutableArray<double> EdgeProbabilities =>
    [
        .. from edge in Operations
           from operation in edge
           where operation != NasBench201Operation.None
           select 1.0 / edge.Length,
    ];

    /// <summary>What is left on the edge from one node to a later one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Unless 0 &lt;= source &lt; target &lt;= 3.</exception>
    public ImmutableArray<NasBench201Operation> this[int source, int target] => Operations[NasBench201Cell.EdgeIndex(source, target)];

    /// <summary>True when both are null or have the same operations.</summary>
    public static bool operator ==(NasBench201Supernet? left, NasBench201Supernet? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the supernets differ.</summary>
    public static bool operator !=(NasBench201Supernet? left, NasBench201Supernet? right) => !(left == right);

    /// <summary>The supernet that contains one cell only.</summary>
    public static NasBench201Supernet Of(NasBench201Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new([.. cell.Operations.Select(operation => 1 << (int)operation)]);
    }

    /// <summary>Reads the text of a supernet or of a cell; the operations of an edge may stand in any order.</summary>
    /// <exception cref="ArchitectureFormatException">The text deviates from that form in any character; the message says where and how.</exception>
    public static NasBench201Supernet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NasBench201CellParser.TryParse(text, out NasBench201Supernet? supernet, out ArchitectureFormatException? error) ? supernet : throw error;
    }

    /// <summary>Reads the text of a supernet; false, with a null supernet, when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out NasBench201Supernet? supernet)
    {
        supernet = null;
        return text is not null && NasBench201CellParser.TryParse(text, out supernet, out _);
    }

    /// <summary>
    /// The four nodes, with an edge for each operation other than <see cref="NasBench201Operation.None"/>: several may join the same two nodes.
    /// </summary>
    public ArchitectureGraph ToGraph() => NasBench201Graph.Of(this);

    /// <inheritdoc/>
    public bool Equals(NasBench201Supernet? other) => other is not null && _code == other._code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NasBench201Supernet);

    /// <inheritdoc/>
    public override int GetHashCode() => _code;

    /// <summary>The text, as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        string[] o = [.. Operations.Select(edge => string.Join(',', edge.Select(operation => operation.Name())))];
        return $"|{o[0]}~0|+|{o[1]}~0|{o[2]}~1|+|{o[3]}~0|{o[4]}~1|{o[5]}~2|";
    }

    /// <summary>The supernet of six sets of operations; bit k of a set stands for operation k.</summary>
    internal static NasBench201Supernet FromSets(ReadOnlySpan<int> sets) => new(sets);

    /// <summary>The set of operations of an edge, in [1, 31].</summary>
    internal int SetOf(int edge) => _code >> (NasBench201Operations.Count * (NasBench201Cell.EdgeCount - 1 - edge)) & SetCount;

    private static bool Has(int set, NasBench201Operation operation) => (set >> (int)operation & 1) != 0;

    private static int[] SetsOf(IEnumerable<IEnumerable<NasBench201Operation>> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        int[] sets = [.. operations.Select(SetOf)];
        return sets.Length == NasBench201Cell.EdgeCount
            ? sets
            : throw new ArgumentException($"a NAS-Bench-201 supernet has {NasBench201Cell.EdgeCount} edges, not {sets.Length}", nameof(operations));
    }

    private static int SetOf(IEnumerable<NasBench201Operation> operations, int edge)
    {
        string name = $"edge {NasBench201Cell.Edges[edge % NasBench201Cell.EdgeCount].Source}>{NasBench201Cell.Edges[edge % NasBench201Cell.EdgeCount].Target}";
        int set = 0;
        foreach (NasBench201Operation operation in operations)
        {
            if ((uint)operation >= NasBench201Operations.Count)
                throw new ArgumentException($"{operation} on {name} is none of the operations {string.Join(", ", NasBench201Operations.Names)}");
            if (Has(set, operation))
                throw new ArgumentException($"{name} has {operation.Name()} twice");
            set |= 1 << (int)operation;
        }

        return set != 0 ? set : throw new ArgumentException($"{name} has no operation; at least one must be left");
    }
}
