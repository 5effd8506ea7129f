using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Tests.Architectures;

namespace Tegula.Tests.Spaces;

public sealed class DartsSupernetSpaceTests() : SupernetSpaceContract<DartsSupernet>(DartsSupernetSpace.Instance)
{
    private static readonly DartsSupernetSpace Space = DartsSupernetSpace.Instance;

    [Fact]
    public void There_are_36_choices_and_sets_of_edges_are_uniform()
    {
        var random = new RandomStream(1, "test");
        DartsSupernet[] sample = [.. Enumerable.Range(0, 13_000).Select(_ => Space.Sample(random))];

        int[] cell = [1, 127, 127, 4, 127, 127, 127, 11, 127, 127, 127, 127, 26, 127, 127, 127, 127, 127];
        Space.ChoiceCounts.ShouldBe([.. cell, .. cell]);
        int[] counts = [.. sample.CountBy(supernet => string.Join(',', supernet.Reduce.Edges.Where(edge => edge.Target == 5).Select(edge => edge.Source)))
            .Select(pair => pair.Value)];
        counts.Length.ShouldBe(26);

        // With 25 degrees of freedom, more than 60 has probability 0.0001.
        counts.Sum(count => Math.Pow(count - 500, 2) / 500).ShouldBeLessThan(60);
    }

    [Fact]
    public void A_mutation_changes_one_edge_or_the_edges_of_one_node()
    {
        var random = new RandomStream(2, "test");
        for (int i = 0; i < 300; i++)
        {
            DartsSupernet supernet = Space.Sample(random);
            DartsSupernet mutant = Space.Mutate(supernet, random);
            DartsSupernetEdge[] changed = [.. Changed(supernet.Normal, mutant.Normal), .. Changed(supernet.Reduce, mutant.Reduce)];
            changed.Select(edge => edge.Target).Distinct().Count().ShouldBe(1);
            (supernet.Normal == mutant.Normal || supernet.Reduce == mutant.Reduce).ShouldBeTrue();
        }

        static IEnumerable<DartsSupernetEdge> Changed(DartsSupernetCell left, DartsSupernetCell right) =>
            left.Edges.Except(right.Edges).Concat(right.Edges.Except(left.Edges));
    }

    [Fact]
    public void Operations_go_three_a_round_and_then_edges_one_a_round()
    {
        DartsSupernet supernet = Space.Whole;
        var rounds = new List<(int Groups, int Take, int Operations, int Edges)>();
        while (Space.Groups(supernet) is { Count: > 0 } groups)
        {
            int operations = supernet.Normal.Edges.Max(edge => edge.Operations.Length);
            rounds.Add((groups.Count, groups.Max(group => group.Take), operations, supernet.Reduce.Edges.Length));
            supernet = Space.Without(supernet, groups.SelectMany(group => group.Removals.Take(group.Take)));
        }

        rounds.ShouldBe([(28, 3, 7, 14), (28, 3, 4, 14), (6, 1, 1, 14), (4, 1, 1, 11), (2, 1, 1, 9)]);

        // Always the first operations and the first edges went: the last candidate and the two last sources are left.
        DartsSupernet last = DartsSupernet.Of(supernet.Single!);
        last.Normal.Edges.ShouldAllBe(edge => edge.Operations[0] == DartsOperation.DilConv5x5);
        last.Reduce.Edges.Select(edge => edge.Source).ShouldBe([0, 1, 1, 2, 2, 3, 3, 4]);
    }

    [Fact]
    public void The_ids_of_removals_say_which_operation_and_which_edge()
    {
        Space.Groups(Space.Whole)[0].Removals.ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        Space.Groups(Space.Whole)[^1].Removals.ShouldBe([189, 190, 191, 192, 193, 194, 195]);
        DartsSupernet supernet = Space.Without(Space.Whole, [(7 * 5) + 3, (7 * (14 + 13)) + 0]);
        supernet.Normal.Edges.Single(edge => edge is { Target: 4, Source: 0 }).Operations
            .ShouldBe(DartsOperations.Candidates.Remove(DartsOperation.SepConv3x3));
        supernet.Reduce.Edges.Single(edge => edge is { Target: 5, Source: 4 }).Operations
            .ShouldBe(DartsOperations.Candidates.Remove(DartsOperation.MaxPool3x3));

        var bare = new DartsSupernetCell(DartsSupernetCell.Whole.Edges.Select(edge =>
            new DartsSupernetEdge(edge.Target, edge.Source, [DartsOperation.SkipConnect])));
        Space.Groups(new(bare, bare))[3].Removals.ShouldBe([212, 213, 214]);
        DartsSupernet pruned = Space.Without(new(bare, bare), [196 + 2, 196 + 14 + 13]);
        pruned.Normal.Edges.ShouldBe(bare.Edges.Where(edge => edge is not { Target: 3, Source: 0 }));
        pruned.Reduce.Edges.ShouldBe(bare.Edges.Where(edge => edge is not { Target: 5, Source: 4 }));
    }

    [Fact]
    public void The_cheapest_genotype_has_the_fewest_parameters_of_those_that_are_contained()
    {
        var random = new RandomStream(3, "test");
        foreach (DartsSupernet supernet in RandomSupernets.DrawDarts(25, 8))
        {
            DartsGenotype cheapest = DartsSupernetSpace.Cheapest(supernet);
            DartsSpace.Instance.Parse(cheapest.ToString()).ShouldBe(cheapest);
            IsContained(cheapest.Normal, supernet.Normal).ShouldBeTrue();
            IsContained(cheapest.Reduce, supernet.Reduce).ShouldBeTrue();

            // Parameters add up over edges: where no other edge or operation in one place is cheaper, nothing is.
            long least = Parameters(cheapest);
            for (int i = 0; i < 20; i++)
            {
                DartsGenotype other = new(RandomSupernets.CellIn(supernet.Normal, random), RandomSupernets.CellIn(supernet.Reduce, random));
                Parameters(other).ShouldBeGreaterThanOrEqualTo(least);
            }

            foreach (DartsCell reduce in OneEdgeChanged(cheapest.Reduce, supernet.Reduce))
                Parameters(cheapest with { Reduce = reduce }).ShouldBeGreaterThanOrEqualTo(least);
            foreach (DartsCell normal in OneEdgeChanged(cheapest.Normal, supernet.Normal))
                Parameters(cheapest with { Normal = normal }).ShouldBeGreaterThanOrEqualTo(least);
        }

        static long Parameters(DartsGenotype genotype) => NetworkCost.Of(genotype, new() { Channels = 6, Cells = 4 }).Parameters;
    }

    [Fact]
    public void A_supernet_of_several_genotypes_has_its_text_as_key() => Space.ComputationKey(Space.Whole).ShouldBe(Space.Whole.ToString());

    /// <inheritdoc/>
    protected override void ShouldBeOneArchitecture(DartsSupernet supernet)
    {
        DartsGenotype genotype = supernet.Single.ShouldNotBeNull();
        DartsSpace.Instance.Parse(Space.Format(supernet)).ShouldBe(genotype);
        Space.ComputationKey(supernet).ShouldBe(DartsSpace.Instance.ComputationKey(genotype));
    }

    private static bool IsContained(DartsCell cell, DartsSupernetCell supernet) => cell.Edges.Index().All(item => supernet.Edges.Any(edge =>
        edge.Target == DartsCell.TargetOf(item.Index) && edge.Source == item.Item.Source && edge.Operations.Contains(item.Item.Operation)));

    private static IEnumerable<DartsCell> OneEdgeChanged(DartsCell cell, DartsSupernetCell supernet) =>
        from edge in Enumerable.Range(0, 8)
        from other in supernet.Edges
        where other.Target == DartsCell.TargetOf(edge) && other.Source != cell.Edges[edge ^ 1].Source
        from operation in other.Operations
        select cell.With(edge, new(operation, other.Source));
}
