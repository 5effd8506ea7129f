using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces.Internals;
using Tegula.Topology;

namespace Tegula.Spaces;

/// <summary>
/// The DARTS space: pairs of a normal and a reduction cell, each of four intermediate nodes that read two different earlier nodes through one of seven
/// operations each; the output concatenates all four.
/// </summary>
/// <remarks>
/// Source: 003_fe8fa0e5c804e1de.txt, Sec. 5.3, and DARTS (ICLR 2019). In a text, the two pairs of a node may stand in any order; as choices of an
/// architecture the places count, so that two texts are equal exactly when nothing has to be changed.
/// </remarks>
public sealed class DartsSpace : ISearchSpace<DartsGenotype>, IConnectivityClasses
{
    /// <summary>How many cells there are, order of pairs aside: 1 x 3 x 6 x 10 choices of sources, and seven operations on each of eight edges.</summary>
    public const long CellCount = 1_037_664_180;

    /// <summary>Intermediate nodes of a cell.</summary>
    public const int IntermediateNodes = 4;

    private const int EdgeCount = IntermediateNodes * DartsCell.EdgesPerNode;
    private static readonly ImmutableArray<int> AllNodes = [.. Enumerable.Range(DartsCell.InputCount, IntermediateNodes)];

    private DartsSpace()
    {
    }

    /// <summary>The space; it has no state.</summary>
    public static DartsSpace Instance { get; } = new();

    /// <summary><c>darts</c>.</summary>
    public string Id => "darts";

    /// <summary>Null: the space has the square of <see cref="CellCount"/>, about 1.08 x 10^18 architectures, too many to enumerate.</summary>
    public long? Count => null;

    /// <summary>Not possible.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IEnumerable<DartsGenotype> Enumerate() =>
        throw new NotSupportedException($"the space {Id} has {CellCount} x {CellCount} architectures, too many to enumerate; sample it instead");

    /// <summary>
    /// A genotype in which each node's pair of sources is uniform among the pairs of different earlier nodes, the smaller one first, and each
    /// operation is uniform among the seven.
    /// </summary>
    public DartsGenotype Sample(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        DartsCell normal = SampleCell(random);
        return new(normal, SampleCell(random));
    }

    /// <summary>
    /// The genotype with one of its 28 choices, each as likely, replaced by another value, each as likely. The choices are sixteen operations, and the
    /// twelve sources of nodes that have more than two to choose from; the two sources of a node stay different.
    /// </summary>
    public DartsGenotype Mutate(DartsGenotype architecture, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(random);
        return random.NextInt(2) == 0
            ? architecture with { Normal = MutateCell(architecture.Normal, random) }
            : architecture with { Reduce = MutateCell(architecture.Reduce, random) };
    }

    /// <summary>Reads a genotype and checks that it belongs to this space.</summary>
    /// <exception cref="ArchitectureFormatException">The text is no genotype, or has other nodes, operations, sources or concatenations.</exception>
    public DartsGenotype Parse(string text)
    {
        var genotype = DartsGenotype.Parse(text);
        if ((Foreign("normal", genotype.Normal) ?? Foreign("reduce", genotype.Reduce)) is { } problem)
            throw new ArchitectureFormatException(1, $"the genotype is not in the space {Id}: {problem}");
        return genotype;
    }

    /// <summary>The genotype as Python prints it.</summary>
    public string Format(DartsGenotype architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.ToString();
    }

    /// <summary>
    /// Equal for genotypes that differ in the order of pairs, or in that of nodes: those permute the channels of the output, and the weights behind them
    /// can be permuted likewise.
    /// </summary>
    public string ComputationKey(DartsGenotype architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return $"{DartsCanonicalCell.Key(architecture.Normal)}/{DartsCanonicalCell.Key(architecture.Reduce)}";
    }

    /// <summary>How many of the 16 operations and 16 sources differ, place by place, in [0, 32].</summary>
    public int Distance(DartsGenotype left, DartsGenotype right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Distance(left.Normal, right.Normal) + Distance(left.Reduce, right.Reduce);
    }

    /// <summary>
    /// The connectivities of the normal cell: 180 choices of sources times 256 patterns of edges with and without parameters. Four of the seven operations
    /// have parameters, so that a pattern with p such edges stands for 4^p 3^(8-p) cells. The numbers add up to <see cref="CellCount"/>.
    /// </summary>
    public IEnumerable<(PathStatistics Paths, long Count)> ConnectivityClasses() => DartsConnectivity.Classes(IntermediateNodes);

    /// <summary>
    /// For the normal and then the reduction cell, node by node: the pair of sources (1, 3, 6, 10 options, in the order 0-1, 0-2, 1-2, 0-3 ...), the
    /// operation that reads the smaller source and the one that reads the other (seven options each).
    /// </summary>
    public IReadOnlyList<int> ChoiceCounts => DartsChoices.Counts;

    /// <summary>The genotype of a tuple of choices.</summary>
    public DartsGenotype FromChoices(ReadOnlySpan<int> choices) => new(
        DartsChoices.ToCell(choices[..DartsChoices.PerCell]), DartsChoices.ToCell(choices[DartsChoices.PerCell..]));

    /// <summary>The choices of a genotype, whatever the order of the pairs of a node.</summary>
    public int[] ToChoices(DartsGenotype architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. DartsChoices.Of(architecture.Normal), .. DartsChoices.Of(architecture.Reduce)];
    }

    /// <summary>True.</summary>
    public bool Admits(DartsGenotype architecture) => true;

    /// <summary>0.</summary>
    public long TurnedAway => 0;

    private static DartsCell SampleCell(RandomStream random)
    {
        var edges = new DartsEdge[EdgeCount];
        for (int edge = 0; edge < EdgeCount; edge += DartsCell.EdgesPerNode)
        {
            int choices = DartsCell.TargetOf(edge);
            int one = random.NextInt(choices);
            int other = OtherThan(one, random.NextInt(choices - 1));
            edges[edge] = new(SampleOperation(random), Math.Min(one, other));
            edges[edge + 1] = new(SampleOperation(random), Math.Max(one, other));
        }

        return new(edges, AllNodes);
    }

    private static DartsOperation SampleOperation(RandomStream random) => DartsOperations.Candidates[random.NextInt(DartsOperations.Candidates.Length)];

    private static DartsCell MutateCell(DartsCell cell, RandomStream random)
    {
        // Operations come first; then the sources, without the two edges of the first node, which has no other.
        int choice = random.NextInt(EdgeCount + EdgeCount - DartsCell.EdgesPerNode);
        if (choice < EdgeCount)
        {
            DartsEdge edge = cell.Edges[choice];
            int place = DartsOperations.Candidates.IndexOf(edge.Operation);
            int replacement = OtherThan(place, random.NextInt(DartsOperations.Candidates.Length - 1));
            return cell.With(choice, edge with { Operation = DartsOperations.Candidates[replacement] });
        }

        int index = choice - EdgeCount + DartsCell.EdgesPerNode;
        (int least, int most) = Ordered(cell.Edges[index].Source, cell.Edges[index ^ 1].Source);
        int source = OtherThan(least, random.NextInt(DartsCell.TargetOf(index) - DartsCell.EdgesPerNode));
        return cell.With(index, cell.Edges[index] with { Source = source < most ? source : source + 1 });
    }

    private static (int Least, int Most) Ordered(int one, int other) => (Math.Min(one, other), Math.Max(one, other));

    /// <summary>The number at a place among those that differ from the given one.</summary>
    private static int OtherThan(int number, int place) => place < number ? place : place + 1;

    private static string? Foreign(string name, DartsCell cell)
    {
        if (cell.IntermediateNodes != IntermediateNodes)
            return $"{name} has {cell.IntermediateNodes} intermediate nodes, expected {IntermediateNodes}";
        if (!cell.Concatenated.AsSpan().SequenceEqual(AllNodes.AsSpan()))
            return $"{name} concatenates {string.Join(", ", cell.Concatenated)}, expected {string.Join(", ", AllNodes)}";
        for (int edge = 0; edge < EdgeCount; edge++)
        {
            if (!DartsOperations.Candidates.Contains(cell.Edges[edge].Operation))
            {
                return $"{name} has {cell.Edges[edge].Operation.Name()} at node {DartsCell.TargetOf(edge)}, expected one of "
                    + string.Join(", ", DartsOperations.Candidates.Select(operation => operation.Name()));
            }

            if (edge % DartsCell.EdgesPerNode > 0 && cell.Edges[edge].Source == cell.Edges[edge - 1].Source)
                return $"node {DartsCell.TargetOf(edge)} of {name} reads node {cell.Edges[edge].Source} twice, expected two different nodes";
        }

        return null;
    }

    private static int Distance(DartsCell left, DartsCell right)
    {
        int differing = 0;
        for (int edge = 0; edge < EdgeCount; edge++)
        {
            differing += left.Edges[edge].Operation == right.Edges[edge].Operation ? 0 : 1;
            differing += left.Edges[edge].Source == right.Edges[edge].Source ? 0 : 1;
        }

        return differing;
    }
}
