using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Compute;
using Tegula.Spaces.Custom.Internals;
using Tegula.Spaces.Internals;

namespace Tegula.Spaces.Custom;

/// <summary>The supernets of an own space: on each edge any of the sets of its operations but the empty one.</summary>
/// <remarks>
/// Pruning takes one operation of each edge a round. The id of a removal is the number of operations of the space times the edge, in the order of
/// <see cref="CustomSpaceDefinition.Edges"/>, plus the index of the operation.
/// </remarks>
public sealed class CustomSupernetSpace : ISupernetSpace<CustomSupernet>
{
    private readonly CustomConstraintCheck _check;
    private readonly int[] _counts;

    /// <summary>Makes the space of a definition's supernets.</summary>
    public CustomSupernetSpace(CustomSpaceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Whole = CustomSupernet.Whole(definition);
        _check = new(definition);
        _counts = [.. definition.Candidates.Select(edge => (1 << edge.Length) - 1)];
    }

    /// <summary>What it is made from.</summary>
    public CustomSpaceDefinition Definition { get; }

    /// <summary>The definition's id, followed by <c>-supernet</c>.</summary>
    public string Id => $"{Definition.Id}-supernet";

    /// <summary>Null: supernets are not enumerated.</summary>
    public long? Count => null;

    /// <inheritdoc/>
    public CustomSupernet Whole { get; }

    /// <summary>The sets of operations of each edge: option k is the set in which the bits of k + 1 say which of the edge's operations are there.</summary>
    public IReadOnlyList<int> ChoiceCounts => _counts;

    /// <summary>0: constraints are asked for by <see cref="Keeps"/> and <see cref="IsAffordable"/>.</summary>
    public long TurnedAway => 0;

    /// <summary>Not possible.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IEnumerable<CustomSupernet> Enumerate() => throw new NotSupportedException($"the supernets of {Id} are too many to enumerate; sample them instead");

    /// <summary>A supernet whose sets of operations are uniform and independent.</summary>
    public CustomSupernet Sample(RandomStream random) => FromChoices(ChoiceTuple.Sample(_counts, random));

    /// <summary>The supernet with one edge, each that has a choice as likely, given another set of operations, each as likely.</summary>
    /// <exception cref="InvalidOperationException">No edge has a choice.</exception>
    public CustomSupernet Mutate(CustomSupernet architecture, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] choices = ToChoices(architecture);
        int[] free = [.. Enumerable.Range(0, _counts.Length).Where(edge => _counts[edge] > 1)];
        if (free.Length == 0)
            throw new InvalidOperationException($"no edge of the space {Definition.Id} has a choice; there is one supernet only");
        int edge = free[random.NextInt(free.Length)];
        choices[edge] = ChoiceTuple.Other(choices[edge], _counts[edge], random);
        return FromChoices(choices);
    }

    /// <inheritdoc/>
    public CustomSupernet Parse(string text) => CustomSupernet.Parse(Definition, text);

    /// <inheritdoc/>
    public string Format(CustomSupernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.ToString();
    }

    /// <summary>The <see cref="CustomComputation.Key"/> of the supernet; with one operation on each edge that of the cell.</summary>
    public string ComputationKey(CustomSupernet architecture) => CustomComputation.Of(architecture).Key;

    /// <summary>How many edges have different sets of operations.</summary>
    public int Distance(CustomSupernet left, CustomSupernet right) => ChoiceTuple.Distance(ToChoices(left), ToChoices(right));

    /// <summary>The supernet of a tuple of choices.</summary>
    /// <exception cref="ArgumentException">There are not as many choices as edges, or one is none of its options.</exception>
    public CustomSupernet FromChoices(ReadOnlySpan<int> choices)
    {
        ChoiceTuple.Require(choices, _counts);
        int[] sets = [.. choices];
        return new(Definition, Definition.Candidates.Select((edge, index) => edge.Where((_, place) => ((sets[index] + 1) >> place & 1) != 0)));
    }

    /// <inheritdoc/>
    public int[] ToChoices(CustomSupernet architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return
        [
            .. architecture.Operations.Select(
                (edge, index) => edge.Aggregate(0, (set, operation) => set | (1 << Definition.Candidates[index].IndexOf(operation))) - 1),
        ];
    }

    /// <summary>True.</summary>
    public bool Admits(CustomSupernet architecture) => true;

    /// <summary>Whether the supernet holds a cell that keeps to the constraints.</summary>
    public bool Keeps(CustomSupernet supernet) => _check.Holds(supernet);

    /// <summary>The same: constraints are a budget.</summary>
    public bool IsAffordable(CustomSupernet supernet) => _check.Holds(supernet);

    /// <summary>The operations of each edge that has more than one; a round takes one of each.</summary>
    public IReadOnlyList<PruningGroup> Groups(CustomSupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return
        [
            .. from edge in Enumerable.Range(0, supernet.Operations.Length)
               where supernet.Operations[edge].Length > 1
               select new PruningGroup([.. supernet.Operations[edge].Select(operation => (edge * Definition.Operations.Length) + operation)], 1),
        ];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An id is in none of the groups, or two are of one edge.</exception>
    public CustomSupernet Without(CustomSupernet supernet, IEnumerable<int> removals)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        HashSet<int> removed = PruningRound.Check(Groups(supernet), removals);
        int count = Definition.Operations.Length;
        return new(Definition, supernet.Operations.Select((edge, index) => edge.Where(operation => !removed.Contains((index * count) + operation))));
    }

    /// <summary>Whether the supernet holds a cell that keeps to the constraints and has a property besides.</summary>
    /// <param name="supernet">The supernet.</param>
    /// <param name="property">The property, such as a budget.</param>
    public bool Holds(CustomSupernet supernet, Func<CustomCell, bool> property)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        ArgumentNullException.ThrowIfNull(property);
        return _check.Holds(supernet, property);
    }

    /// <summary>Of the cells that a supernet contains, the one with the fewest parameters, and among these the fewest multiply-accumulates.</summary>
    public CustomCell Cheapest(CustomSupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return new(Definition, supernet.Operations.Select(edge => edge.MinBy(Cost)));

        (long Parameters, long Macs) Cost(int operation)
        {
            GraphCost cost = Definition.Costs.OfOperation(operation);
            return (cost.Parameters, cost.Macs);
        }
    }
}
