using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces.Internals;
using Tegula.Topology;

namespace Tegula.Spaces;

/// <summary>
/// The NAS-Bench-201 space: all 15,625 cells of four nodes, six edges and five operations, in the official order of the benchmark (its <c>index</c>).
/// </summary>
/// <remarks>Source: 003_fe8fa0e5c804e1de.txt, Sec. 5.3. The official order is the enumeration shuffled by Python's generator with seed 88.</remarks>
public sealed class NasBench201Space : ISearchSpace<NasBench201Cell>, IConnectivityClasses
{
    private const uint OrderSeed = 88;
    private static readonly IReadOnlyList<int> OptionsOfEdges = [.. Enumerable.Repeat(NasBench201Operations.Count, NasBench201Cell.EdgeCount)];
    private readonly Lazy<(NasBench201Cell[] Cells, int[] Indices)> _order = new(MakeOrder);

    private NasBench201Space()
    {
    }

    /// <summary>The space; it has no state.</summary>
    public static NasBench201Space Instance { get; } = new();

    /// <summary><c>nas-bench-201</c>.</summary>
    public string Id => "nas-bench-201";

    /// <summary>15,625.</summary>
    public int Count { get; } = NasBench201Cell.OrdinalCount;

    /// <inheritdoc/>
    long? ISearchSpace<NasBench201Cell>.Count => Count;

    /// <summary>All cells in the official order.</summary>
    public IEnumerable<NasBench201Cell> Enumerate() => _order.Value.Cells.AsReadOnly();

    /// <summary>The path statistics of every cell, in the official order, one by one.</summary>
    public IEnumerable<(PathStatistics Paths, long Count)> ConnectivityClasses() => Enumerate().Select(cell => (PathStatistics.Of(cell.ToGraph())!, 1L));

    /// <summary>The official index of a cell, in [0, 15624].</summary>
    public int IndexOf(NasBench201Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return _order.Value.Indices[cell.Ordinal];
    }

    /// <summary>The cell with an official index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in [0, 15624].</exception>
    public NasBench201Cell At(int index) => (uint)index < (uint)Count
        ? _order.Value.Cells[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"expected an index from 0 to {Count - 1}");

    /// <summary>A cell whose six operations are uniform and independent.</summary>
    public NasBench201Cell Sample(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return NasBench201Cell.FromOrdinal(random.NextInt(Count));
    }

    /// <summary>The cell with one edge, each as likely, given one of the four other operations, each as likely.</summary>
    public NasBench201Cell Mutate(NasBench201Cell architecture, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(random);
        int edge = random.NextInt(NasBench201Cell.EdgeCount);
        int other = random.NextInt(NasBench201Operations.Count - 1);
        return architecture.With(edge, OtherThan(architecture.Operations[edge], other));
    }

    /// <summary>The 24 cells that differ in exactly one edge, by edge and then by operation.</summary>
    public static IEnumerable<NasBench201Cell> Neighbours(NasBench201Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return from edge in Enumerable.Range(0, NasBench201Cell.EdgeCount)
               from other in Enumerable.Range(0, NasBench201Operations.Count - 1)
               select cell.With(edge, OtherThan(cell.Operations[edge], other));
    }

    /// <inheritdoc/>
    public NasBench201Cell Parse(string text) => NasBench201Cell.Parse(text);

    /// <inheritdoc/>
    public string Format(NasBench201Cell architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.ToString();
    }

    /// <summary>The <see cref="CellComputation.Key"/> of the cell.</summary>
    public string ComputationKey(NasBench201Cell architecture) => CellComputation.Of(architecture).Key;

    /// <summary>How many of the six edges have different operations, in [0, 6].</summary>
    public int Distance(NasBench201Cell left, NasBench201Cell right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int differing = 0;
        for (int edge = 0; edge < NasBench201Cell.EdgeCount; edge++)
            differing += left.Operations[edge] == right.Operations[edge] ? 0 : 1;
        return differing;
    }

    /// <summary>Five operations on each of the six edges.</summary>
    public IReadOnlyList<int> ChoiceCounts => OptionsOfEdges;

    /// <summary>The cell with these operations on its edges, in the order of the arch string.</summary>
    public NasBench201Cell FromChoices(ReadOnlySpan<int> choices)
    {
        var operations = new NasBench201Operation[choices.Length];
        for (int edge = 0; edge < operations.Length; edge++)
            operations[edge] = (NasBench201Operation)choices[edge];
        return new(operations);
    }

    /// <summary>The operations of the cell's edges as numbers.</summary>
    public int[] ToChoices(NasBench201Cell architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. architecture.Operations.Select(operation => (int)operation)];
    }

    /// <summary>True.</summary>
    public bool Admits(NasBench201Cell architecture) => true;

    /// <summary>0.</summary>
    public long TurnedAway => 0;

    /// <summary>The operation at a place among the four that differ from the given one.</summary>
    private static NasBench201Operation OtherThan(NasBench201Operation operation, int place) =>
        (NasBench201Operation)(place < (int)operation ? place : place + 1);

    private static (NasBench201Cell[] Cells, int[] Indices) MakeOrder()
    {
        int[] ordinals = [.. Enumerable.Range(0, NasBench201Cell.OrdinalCount)];
        new MersenneTwister(OrderSeed).Shuffle(ordinals);

        var indices = new int[ordinals.Length];
        for (int index = 0; index < ordinals.Length; index++)
            indices[ordinals[index]] = index;
        return ([.. ordinals.Select(NasBench201Cell.FromOrdinal)], indices);
    }
}
