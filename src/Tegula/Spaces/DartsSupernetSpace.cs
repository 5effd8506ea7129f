using Tegula.Architectures;
using Tegula.Architectures.Internals;
using Tegula.Compute;
using Tegula.Spaces.Internals;

namespace Tegula.Spaces;

/// <summary>The supernets of the DARTS space: at least two edges into each node of the two cells, and one or more of seven operations on each edge.</summary>
/// <remarks>
/// Pruning goes in two phases, as in TE-NAS (000_47980149b45a68e2.txt, Sec. 5.3). First operations: a round takes three of each edge, or all but one where
/// there are fewer than four, so that seven become four and then one. Then edges: a round takes one of each node that has more than two. The ids of removals:
/// 7 (14 c + e) + k for the candidate operation k on edge e of cell c (0 normal, 1 reduction), and 196 + 14 c + e for the edge itself, where edges count by
/// target and then by source.
/// </remarks>
public sealed class DartsSupernetSpace : ISupernetSpace<DartsSupernet>
{
    private const int OperationsPerRound = 3;
    private const int CellCount = 2;
    private static readonly int FirstEdgeRemoval = CellCount * DartsSupernetCell.EdgeCount * DartsSupernetSets.Operations;

    private DartsSupernetSpace()
    {
    }

    /// <summary>The space; it has no state.</summary>
    public static DartsSupernetSpace Instance { get; } = new();

    /// <summary><c>darts-supernet</c>.</summary>
    public string Id => "darts-supernet";

    /// <summary>Null: there are too many supernets to enumerate.</summary>
    public long? Count => null;

    /// <inheritdoc/>
    public DartsSupernet Whole => DartsSupernet.Whole;

    /// <summary>
    /// For the normal and then the reduction cell, node by node: which of its edges there are (1, 4, 11, 26 options, each with at least two edges), and a
    /// set of operations for each of its possible edges (127 options), without effect where the edge is not there.
    /// </summary>
    public IReadOnlyList<int> ChoiceCounts => DartsSupernetChoices.Counts;

    /// <summary>Not possible.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IEnumerable<DartsSupernet> Enumerate() =>
        throw new NotSupportedException($"the space {Id} has too many supernets to enumerate; sample it instead");

    /// <summary>A supernet every choice of which is uniform and independent.</summary>
    public DartsSupernet Sample(RandomStream random) => FromChoices(ChoiceTuple.Sample(ChoiceCounts, random));

    /// <summary>
    /// The supernet with one of the choices that have an effect, each as likely, replaced by another option, each as likely. Edges that appear in this way
    /// get uniform sets of operations.
    /// </summary>
    public DartsSupernet Mutate(DartsSupernet architecture, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] choices = ToChoices(architecture);
        int[] fresh = ChoiceTuple.Sample(ChoiceCounts, random);
        bool[] hasEffect = HasEffect(architecture);
        int[] open = [.. Enumerable.Range(0, choices.Length).Where(choice => hasEffect[choice] && ChoiceCounts[choice] > 1)];
        int replaced = open[random.NextInt(open.Length)];
        choices[replaced] = ChoiceTuple.Other(choices[replaced], ChoiceCounts[replaced], random);
        for (int choice = 0; choice < choices.Length; choice++)
            choices[choice] = hasEffect[choice] ? choices[choice] : fresh[choice];
        return FromChoices(choices);
    }

    /// <inheritdoc/>
    public DartsSupernet Parse(string text) => DartsSupernet.Parse(text);

    /// <inheritdoc/>
    public string Format(DartsSupernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.ToString();
    }

    /// <summary>The key of the one genotype that it contains, as <see cref="DartsSpace"/> gives it; the text where there are several.</summary>
    public string ComputationKey(DartsSupernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.Single is { } single ? DartsSpace.Instance.ComputationKey(single) : architecture.ToString();
    }

    /// <summary>How many choices differ, in [0, 36].</summary>
    public int Distance(DartsSupernet left, DartsSupernet right) => ChoiceTuple.Distance(ToChoices(left), ToChoices(right));

    /// <summary>The supernet of a tuple of choices.</summary>
    /// <exception cref="ArgumentException">There are not 36 choices, or one is none of its options.</exception>
    public DartsSupernet FromChoices(ReadOnlySpan<int> choices)
    {
        ChoiceTuple.Require(choices, ChoiceCounts);
        return new(
            DartsSupernetChoices.ToCell(choices[..DartsSupernetChoices.PerCell]), DartsSupernetChoices.ToCell(choices[DartsSupernetChoices.PerCell..]));
    }

    /// <inheritdoc/>
    public int[] ToChoices(DartsSupernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. DartsSupernetChoices.Of(architecture.Normal), .. DartsSupernetChoices.Of(architecture.Reduce)];
    }

    /// <summary>True.</summary>
    public bool Admits(DartsSupernet architecture) => true;

    /// <summary>0.</summary>
    public long TurnedAway => 0;

    /// <summary>True.</summary>
    public bool Keeps(DartsSupernet supernet) => true;

    /// <summary>True.</summary>
    public bool IsAffordable(DartsSupernet supernet) => true;

    /// <summary>The operations of each edge that has more than one; where none has, the edges of each node that has more than two.</summary>
    public IReadOnlyList<PruningGroup> Groups(DartsSupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        DartsSupernetCell[] cells = [supernet.Normal, supernet.Reduce];
        PruningGroup[] operations = [.. cells.SelectMany(Operations)];
        return operations.Length > 0 ? operations : [.. cells.SelectMany(Edges)];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An id is in none of the groups, or more are in a group than a round takes.</exception>
    public DartsSupernet Without(DartsSupernet supernet, IEnumerable<int> removals)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        int[][] sets = [DartsSupernetSets.Of(supernet.Normal), DartsSupernetSets.Of(supernet.Reduce)];
        foreach (int id in PruningRound.Check(Groups(supernet), removals))
        {
            bool isEdge = id >= FirstEdgeRemoval;
            (int place, int operation) = isEdge ? (id - FirstEdgeRemoval, 0) : Math.DivRem(id, DartsSupernetSets.Operations);
            (int cell, int edge) = Math.DivRem(place, DartsSupernetCell.EdgeCount);
            sets[cell][edge] = isEdge ? 0 : sets[cell][edge] & ~(1 << operation);
        }

        return new(DartsSupernetSets.ToCell(sets[0]), DartsSupernetSets.ToCell(sets[1]));
    }

    /// <summary>
    /// Of the genotypes that a supernet contains, the one with the fewest parameters, in networks of more than five channels: what pruning can still reach
    /// under a budget. Of equally cheap edges and operations, the first are taken.
    /// </summary>
    public static DartsGenotype Cheapest(DartsSupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return new(Cheapest(supernet.Normal, 1), Cheapest(supernet.Reduce, 2));
    }

    private static DartsCell Cheapest(DartsSupernetCell cell, int inputStride)
    {
        var edges = new List<DartsEdge>();
        foreach (IGrouping<int, DartsSupernetEdge> node in cell.Edges.GroupBy(edge => edge.Target))
        {
            IEnumerable<DartsEdge> cheapest = node.Select(edge => new DartsEdge(edge.Operations.MinBy(operation => Cost(operation, edge.Source)), edge.Source));
            edges.AddRange(cheapest.OrderBy(edge => Cost(edge.Operation, edge.Source)).Take(DartsCell.EdgesPerNode).OrderBy(edge => edge.Source));
        }

        return new(edges, Enumerable.Range(DartsCell.InputCount, DartsSupernetCell.IntermediateNodes));

        long Cost(DartsOperation operation, int source) => DartsOperationCost.Of(
            operation, DartsSkeleton.Cifar10.Channels, size: 1, source < DartsCell.InputCount ? inputStride : 1).Parameters;
    }

    private static IEnumerable<PruningGroup> Operations(DartsSupernetCell cell, int number) =>
        from edge in cell.Edges
        where edge.Operations.Length > 1
        let first = PlaceOf(number, edge) * DartsSupernetSets.Operations
        select new PruningGroup(
            [.. edge.Operations.Select(operation => first + DartsOperations.Candidates.IndexOf(operation))],
            Math.Min(OperationsPerRound, edge.Operations.Length - 1));

    private static IEnumerable<PruningGroup> Edges(DartsSupernetCell cell, int number) =>
        from edge in cell.Edges
        group FirstEdgeRemoval + PlaceOf(number, edge) by edge.Target into node
        where node.Count() > DartsCell.EdgesPerNode
        select new PruningGroup([.. node], 1);

    private static int PlaceOf(int cell, DartsSupernetEdge edge) =>
        (cell * DartsSupernetCell.EdgeCount) + DartsSupernetSets.IndexOf(edge.Target, edge.Source);

    // For each choice, whether another option makes another supernet: the operations of an edge that is not there do not count.
    private static bool[] HasEffect(DartsSupernet supernet) => [.. new[] { supernet.Normal, supernet.Reduce }.SelectMany(cell =>
    {
        int[] sets = DartsSupernetSets.Of(cell);
        return Enumerable.Range(DartsCell.InputCount, DartsSupernetCell.IntermediateNodes)
            .SelectMany(target => sets[DartsSupernetSets.FirstOf(target)..DartsSupernetSets.IndexOf(target, target)].Select(set => set != 0).Prepend(true));
    })];
}
