using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// A NAS-Bench-201 cell: nodes 0 (input), 1, 2 and 3 (output), and one operation on each of the six edges from a node to a later one.
/// A node is the sum of its incoming edges. Immutable; two cells are equal when their six operations are.
/// </summary>
/// <remarks>
/// Equal cells compute the same, but unequal ones may as well: see <see cref="CellComputation"/>. Source: 003_fe8fa0e5c804e1de.txt, Sec. 5.3.
/// </remarks>
public sealed class NasBench201Cell : IArchitecture, IEquatable<NasBench201Cell>
{
    /// <summary>Nodes of a cell: the input, two inner nodes and the output.</summary>
    public const int NodeCount = 4;

    /// <summary>Edges of a cell.</summary>
    public const int EdgeCount = 6;

    /// <summary>How many cells there are: 5 to the power of 6.</summary>
    internal const int OrdinalCount = 15_625;

    /// <summary>Creates a cell from its six operations.</summary>
    /// <param name="operations">The operations in the order of <see cref="Edges"/>.</param>
    /// <exception cref="ArgumentException">There are not exactly six, or one is none of the five operations.</exception>
    public NasBench201Cell(params ReadOnlySpan<NasBench201Operation> operations)
    {
        if (operations.Length != EdgeCount)
            throw new ArgumentException($"a NAS-Bench-201 cell has {EdgeCount} operations, not {operations.Length}", nameof(operations));

        int ordinal = 0;
        foreach (NasBench201Operation operation in operations)
        {
            if ((uint)operation >= NasBench201Operations.Count)
                throw new ArgumentException($"{operation} is none of the operations {string.Join(", ", NasBench201Operations.Names)}", nameof(operations));
            ordinal = (ordinal * NasBench201Operations.Count) + (int)operation;
        }

        Operations = [.. operations];
        Ordinal = ordinal;
    }

    /// <summary>The six edges (earlier node, later node) in the order of the arch string: 0>1, 0>2, 1>2, 0>3, 1>3, 2>3.</summary>
    public static ImmutableArray<(int Source, int Target)> Edges { get; } = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)];

    /// <summary>The six operations in the order of <see cref="Edges"/>.</summary>
    public ImmutableArray<NasBench201Operation> Operations { get; }

    /// <summary>
    /// The canonical string by which the benchmark groups its cells into 6,466 classes (the table's <c>iso_class</c>): each node is the sorted
    /// sum of its terms, written out down to the input. Cells of one class have the same convolutions in the same places, but the string does not
    /// tell one convolution read twice from two convolutions, and it keeps zeros and nested sums; <see cref="CellComputation"/> does better.
    /// </summary>
    public string CanonicalForm => NasBench201CanonicalForm.Of(this);

    /// <summary>The six operations read as one number with base 5, edge 0>1 first; in [0, 15624].</summary>
    internal int Ordinal { get; }

    /// <summary>The operation on the edge from one node to a later one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Unless 0 &lt;= source &lt; target &lt;= 3.</exception>
    public NasBench201Operation this[int source, int target] => Operations[EdgeIndex(source, target)];

    /// <summary>True when both are null or have the same operations.</summary>
    public static bool operator ==(NasBench201Cell? left, NasBench201Cell? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the cells differ.</summary>
    public static bool operator !=(NasBench201Cell? left, NasBench201Cell? right) => !(left == right);

    /// <summary>Reads an arch string such as <c>|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_1x1~2|</c>.</summary>
    /// <exception cref="ArchitectureFormatException">The text deviates from that form in any character; the message says where and how.</exception>
    public static NasBench201Cell Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NasBench201CellParser.TryParse(text, out NasBench201Cell? cell, out ArchitectureFormatException? error) ? cell : throw error;
    }

    /// <summary>Reads an arch string; false, with a null cell, when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out NasBench201Cell? cell)
    {
        cell = null;
        return text is not null && NasBench201CellParser.TryParse(text, out cell, out _);
    }

    /// <summary>This cell with another operation on one edge.</summary>
    /// <param name="edge">Index into <see cref="Edges"/>.</param>
    /// <param name="operation">The operation to put there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The edge is not in [0, 5].</exception>
    /// <exception cref="ArgumentException">The operation is none of the five.</exception>
    public NasBench201Cell With(int edge, NasBench201Operation operation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(edge);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(edge, EdgeCount);
        Span<NasBench201Operation> operations = stackalloc NasBench201Operation[EdgeCount];
        Operations.CopyTo(operations);
        operations[edge] = operation;
        return new NasBench201Cell(operations);
    }

    /// <summary>The four nodes and the edges that are not <see cref="NasBench201Operation.None"/>; without sizes.</summary>
    public ArchitectureGraph ToGraph() => NasBench201Graph.Of(this);

    /// <inheritdoc/>
    public bool Equals(NasBench201Cell? other) => other is not null && Ordinal == other.Ordinal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NasBench201Cell);

    /// <inheritdoc/>
    public override int GetHashCode() => Ordinal;

    /// <summary>The arch string, as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        ImmutableArray<NasBench201Operation> o = Operations;
        return $"|{o[0].Name()}~0|+|{o[1].Name()}~0|{o[2].Name()}~1|+|{o[3].Name()}~0|{o[4].Name()}~1|{o[5].Name()}~2|";
    }

    /// <summary>The cell with this <see cref="Ordinal"/>.</summary>
    internal static NasBench201Cell FromOrdinal(int ordinal)
    {
        Span<NasBench201Operation> operations = stackalloc NasBench201Operation[EdgeCount];
        for (int edge = EdgeCount - 1; edge >= 0; edge--)
        {
            (ordinal, int digit) = Math.DivRem(ordinal, NasBench201Operations.Count);
            operations[edge] = (NasBench201Operation)digit;
        }

        return new NasBench201Cell(operations);
    }

    /// <summary>Index into <see cref="Edges"/> of the edge from one node to a later one.</summary>
    internal static int EdgeIndex(int source, int target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, NodeCount);
        return (target * (target - 1) / 2) + source;
    }
}
