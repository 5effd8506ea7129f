using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces.Internals;

namespace Tegula.Spaces;

/// <summary>The supernets of the NAS-Bench-201 space: 31 sets of operations on each of six edges, 887,503,681 in all.</summary>
/// <remarks>
/// Pruning takes one operation of each edge a round, as TE-NAS does (000_47980149b45a68e2.txt, Sec. 5.3). The id of a removal is 5 times the edge, in the
/// order of <see cref="NasBench201Cell.Edges"/>, plus the number of the operation.
/// </remarks>
public sealed class NasBench201SupernetSpace : ISupernetSpace<NasBench201Supernet>
{
    private static readonly IReadOnlyList<int> SetsOfEdges = [.. Enumerable.Repeat(NasBench201Supernet.SetCount, NasBench201Cell.EdgeCount)];

    private NasBench201SupernetSpace()
    {
    }

    /// <summary>The space; it has no state.</summary>
    public static NasBench201SupernetSpace Instance { get; } = new();

    /// <summary><c>nas-bench-201-supernet</c>.</summary>
    public string Id => "nas-bench-201-supernet";

    /// <summary>Null: 31^6 supernets are too many to enumerate.</summary>
    public long? Count => null;

    /// <inheritdoc/>
    public NasBench201Supernet Whole => NasBench201Supernet.Whole;

    /// <summary>31 sets of operations on each of the six edges: option k is the set in which the bits of k + 1 say which operations are there.</summary>
    public IReadOnlyList<int> ChoiceCounts => SetsOfEdges;

    /// <summary>Not possible.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IEnumerable<NasBench201Supernet> Enumerate() =>
        throw new NotSupportedException($"the space {Id} has 31^6 supernets, too many to enumerate; sample it instead");

    /// <summary>A supernet whose six sets of operations are uniform and independent.</summary>
    public NasBench201Supernet Sample(RandomStream random) => FromChoices(ChoiceTuple.Sample(SetsOfEdges, random));

    /// <summary>The supernet with one edge, each as likely, given one of the 30 other sets of operations, each as likely.</summary>
    public NasBench201Supernet Mutate(NasBench201Supernet architecture, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] choices = ToChoices(architecture);
        int edge = random.NextInt(choices.Length);
        choices[edge] = ChoiceTuple.Other(choices[edge], NasBench201Supernet.SetCount, random);
        return FromChoices(choices);
    }

    /// <inheritdoc/>
    public NasBench201Supernet Parse(string text) => NasBench201Supernet.Parse(text);

    /// <inheritdoc/>
    public string Format(NasBench201Supernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.ToString();
    }

    /// <summary>The <see cref="CellComputation.Key"/> of the supernet; with one operation on each edge that of the cell.</summary>
    public string ComputationKey(NasBench201Supernet architecture) => CellComputation.Of(architecture).Key;

    /// <summary>How many of the six edges have different sets of operations, in [0, 6].</summary>
    public int Distance(NasBench201Supernet left, NasBench201Supernet right) => ChoiceTuple.Distance(ToChoices(left), ToChoices(right));

    /// <summary>The supernet of a tuple of choices.</summary>
    /// <exception cref="ArgumentException">There are not six choices, or one is not in [0, 30].</exception>
    public NasBench201Supernet FromChoices(ReadOnlySpan<int> choices)
    {
        ChoiceTuple.Require(choices, SetsOfEdges);
        Span<int> sets = stackalloc int[NasBench201Cell.EdgeCount];
        for (int edge = 0; edge < sets.Length; edge++)
            sets[edge] = choices[edge] + 1;
        return NasBench201Supernet.FromSets(sets);
    }

    /// <inheritdoc/>
    public int[] ToChoices(NasBench201Supernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. Enumerable.Range(0, NasBench201Cell.EdgeCount).Select(edge => architecture.SetOf(edge) - 1)];
    }

    /// <summary>True.</summary>
    public bool Admits(NasBench201Supernet architecture) => true;

    /// <summary>0.</summary>
    public long TurnedAway => 0;

    /// <summary>True.</summary>
    public bool Keeps(NasBench201Supernet supernet) => true;

    /// <summary>True.</summary>
    public bool IsAffordable(NasBench201Supernet supernet) => true;

    /// <summary>The operations of each edge that has more than one; a round takes one of each.</summary>
    public IReadOnlyList<PruningGroup> Groups(NasBench201Supernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return
        [
            .. from edge in Enumerable.Range(0, NasBench201Cell.EdgeCount)
               where supernet.Operations[edge].Length > 1
               select new PruningGroup([.. supernet.Operations[edge].Select(operation => (edge * NasBench201Operations.Count) + (int)operation)], 1),
        ];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An id is in none of the groups, or two are of one edge.</exception>
    public NasBench201Supernet Without(NasBench201Supernet supernet, IEnumerable<int> removals)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        Span<int> sets = stackalloc int[NasBench201Cell.EdgeCount];
        for (int edge = 0; edge < sets.Length; edge++)
            sets[edge] = supernet.SetOf(edge);
        foreach (int id in PruningRound.Check(Groups(supernet), removals))
            sets[id / NasBench201Operations.Count] &= ~(1 << (id % NasBench201Operations.Count));
        return NasBench201Supernet.FromSets(sets);
    }

    /// <summary>
    /// Of the cells that a supernet contains, the one with the fewest parameters: what pruning can still reach under a budget. Among operations without
    /// parameters the order is none, skip, pooling.
    /// </summary>
    public static NasBench201Cell Cheapest(NasBench201Supernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return new([.. supernet.Operations.Select(edge => edge.MinBy(operation => operation.IsConvolution() ? operation.KernelSize() : 0))]);
    }
}
