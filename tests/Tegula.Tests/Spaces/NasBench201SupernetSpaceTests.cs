using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Tests.Architectures;

namespace Tegula.Tests.Spaces;

public sealed class NasBench201SupernetSpaceTests() : SupernetSpaceContract<NasBench201Supernet>(NasBench201SupernetSpace.Instance)
{
    private static readonly NasBench201SupernetSpace Space = NasBench201SupernetSpace.Instance;

    [Fact]
    public void There_are_31_sets_of_operations_on_each_edge_and_samples_are_uniform()
    {
        var random = new RandomStream(1, "test");
        NasBench201Supernet[] sample = [.. Enumerable.Range(0, 31_000).Select(_ => Space.Sample(random))];

        Space.ChoiceCounts.ShouldBe([31, 31, 31, 31, 31, 31]);
        for (int edge = 0; edge < 6; edge++)
        {
            int[] counts = [.. sample.CountBy(supernet => string.Join(',', supernet.Operations[edge])).Select(pair => pair.Value)];
            counts.Length.ShouldBe(31);

            // With 30 degrees of freedom, more than 67 has probability 0.0001.
            counts.Sum(count => Math.Pow(count - 1_000, 2) / 1_000).ShouldBeLessThan(67);
        }
    }

    [Fact]
    public void A_mutation_changes_one_edge()
    {
        var random = new RandomStream(2, "test");
        for (int i = 0; i < 300; i++)
        {
            NasBench201Supernet supernet = Space.Sample(random);
            NasBench201Supernet mutant = Space.Mutate(supernet, random);
            supernet.Operations.Zip(mutant.Operations).Count(pair => !pair.First.SequenceEqual(pair.Second)).ShouldBe(1);
            Space.Distance(supernet, mutant).ShouldBe(1);
        }
    }

    [Fact]
    public void A_round_takes_one_operation_of_each_edge_that_has_several()
    {
        var supernet = NasBench201Supernet.Parse("|none,nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|none,skip_connect,avg_pool_3x3~1|none~2|");

        Space.Groups(supernet).Select(group => (string.Join(' ', group.Removals), group.Take)).ShouldBe([("0 3", 1), ("20 21 24", 1)]);
        Space.Without(supernet, [3, 20]).ToString().ShouldBe("|none~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|skip_connect,avg_pool_3x3~1|none~2|");
        Space.Groups(Space.Whole).Count.ShouldBe(6);
        Should.Throw<ArgumentException>(() => Space.Without(supernet, [5])).Message.ShouldContain("5 is in none of the 2 groups");
    }

    [Fact]
    public void The_cheapest_cell_has_the_fewest_parameters_of_all_that_are_contained()
    {
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(100, 7))
        {
            NasBench201Cell cheapest = NasBench201SupernetSpace.Cheapest(supernet);
            NasBench201Cell[] cells = [.. RandomSupernets.CellsOf(supernet)];
            cells.ShouldContain(cheapest);
            Parameters(cheapest).ShouldBe(cells.Min(Parameters));
        }

        static long Parameters(NasBench201Cell cell) => NetworkCost.Of(cell, NasBench201Skeleton.Cifar10).Parameters;
    }

    /// <inheritdoc/>
    protected override void ShouldBeOneArchitecture(NasBench201Supernet supernet)
    {
        NasBench201Cell cell = supernet.Single.ShouldNotBeNull();
        Space.ComputationKey(supernet).ShouldBe(NasBench201Space.Instance.ComputationKey(cell));
        Space.Format(supernet).ShouldBe(NasBench201Space.Instance.Format(cell));
    }
}
