using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Spaces.Custom;
using Tegula.Tests.Architectures;
using Tegula.Tests.Architectures.Custom;
using Tegula.Topology;

namespace Tegula.Tests.Spaces.Custom;

public sealed class CustomSpaceTests
{
    private static readonly CustomSpace Spelled = new(CustomDefinitions.NasBench201);

    private static readonly CustomSpace Limited = new(CustomSpaceReader.Parse(
        CustomDefinitions.NasBench201Text
        + "\nconstraints: {max-params: 600k, at-least: {nor_conv_3x3: 1, skip_connect: 1}, at-most: {none: 2}, min-depth: 0.6, max-width: 3}",
        "limited.yaml"));

    [Fact]
    public void The_spelled_space_holds_the_cells_of_NAS_Bench_201()
    {
        Spelled.Count.ShouldBe(15_625);
        Spelled.Id.ShouldBe(CustomDefinitions.NasBench201.Id);
        Spelled.Enumerate().Select(Spelled.Format).ShouldBe(AllCells.InPlainOrder().Select(cell => cell.ToString()));
    }

    [Fact]
    public void The_filter_of_the_spelled_space_is_that_of_NAS_Bench_201()
    {
        var original = DepthWidthFilter.Of(NasBench201Space.Instance);
        var spelled = DepthWidthFilter.Of(Spelled);

        spelled.ShouldBe(original);
        Spelled.ConnectivitySampleSize.ShouldBeNull();
        Classes(Spelled).ShouldBe(Classes(NasBench201Space.Instance));
    }

    [Fact]
    public void Mutations_change_one_edge_and_choices_lead_back()
    {
        var random = new RandomStream(2, "test");
        CustomCell cell = Spelled.Sample(random);
        var seen = new HashSet<CustomCell>();
        for (int i = 0; i < 2_000; i++)
        {
            CustomCell mutant = Spelled.Mutate(cell, random);
            Spelled.Distance(cell, mutant).ShouldBe(1);
            mutant.Operations.Zip(cell.Operations).Count(pair => pair.First != pair.Second).ShouldBe(1);
            Spelled.FromChoices(Spelled.ToChoices(mutant)).ShouldBe(mutant);
            seen.Add(mutant);
        }

        seen.Count.ShouldBe(24, "every neighbour comes up");
        Spelled.ChoiceCounts.ShouldBe([5, 5, 5, 5, 5, 5]);
        Should.Throw<ArgumentException>(() => Spelled.FromChoices([0, 0, 0, 0, 0, 5])).Message.ShouldBe("choice 5 is 5, expected 0 to 4");
    }

    /// <summary>Expected: the built-in cells, counted by the benchmark's cost and their own paths.</summary>
    [Fact]
    public void Constraints_keep_exactly_the_cells_that_keep_to_them()
    {
        string[] expected = [.. AllCells.InPlainOrder().Where(IsAllowed).Select(cell => cell.ToString())];

        expected.Length.ShouldBeInRange(100, 10_000);
        Limited.Enumerate().Select(Limited.Format).ShouldBe(expected);
        Limited.Count.ShouldBe(expected.Length);
        Limited.ConnectivityClasses().Sum(item => item.Count).ShouldBe(expected.Length);
        foreach (CustomCell cell in Spelled.Enumerate().Take(3_000))
            Limited.Admits(new(Limited.Definition, cell.Operations)).ShouldBe(expected.Contains(cell.ToString()));

        static bool IsAllowed(NasBench201Cell cell)
        {
            var paths = PathStatistics.Of(cell.ToGraph());
            int Count(NasBench201Operation operation) => cell.Operations.Count(item => item == operation);
            return NetworkCost.Of(cell, NasBench201Skeleton.Cifar10).Parameters <= 600_000
                && Count(NasBench201Operation.NorConv3x3) >= 1 && Count(NasBench201Operation.SkipConnect) >= 1 && Count(NasBench201Operation.None) <= 2
                && paths!.EffectiveDepth >= 0.6 && paths.EffectiveWidth <= 3;
        }
    }

    [Fact]
    public void Samples_under_constraints_are_uniform_and_mutations_stay_inside()
    {
        var random = new RandomStream(3, "test");
        var space = new CustomSpace(CustomSpaceReader.Parse(CustomDefinitions.SmallText + "constraints: {at-least: {conv3: 2}}\n", "x"));
        string[] all = [.. space.Enumerate().Select(space.Format)];
        all.Length.ShouldBe(7);

        int[] counts = [.. Enumerable.Range(0, 7_000).Select(_ => space.Format(space.Sample(random))).CountBy(text => text).Select(item => item.Value)];
        counts.Length.ShouldBe(7);

        // With 6 degrees of freedom, more than 28 has probability 0.0001.
        counts.Sum(count => Math.Pow(count - 1_000, 2) / 1_000).ShouldBeLessThan(28);
        CustomCell cell = space.Sample(random);
        for (int i = 0; i < 200; i++)
        {
            CustomCell mutant = space.Mutate(cell, random);
            all.ShouldContain(space.Format(mutant));
            mutant.ShouldNotBe(cell);
            cell = mutant;
        }
    }

    [Fact]
    public void Constraints_that_nothing_meets_are_told_after_the_search_for_a_sample()
    {
        var space = new CustomSpace(CustomSpaceReader.Parse(CustomDefinitions.SmallText + "constraints: {at-least: {skip: 3}, min-depth: 1}\n", "x"));

        space.Count.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => space.Sample(new RandomStream(1, "test"))).Message
            .ShouldBe($"none of 100000 random cells of the space {space.Id} keeps to its constraints; relax them");
    }

    [Fact]
    public void A_large_space_is_sampled_and_its_paths_are_counted_all_the_same()
    {
        var space = new CustomSpace(CustomSpaceReader.Parse(
            "name: wide\ncell: {nodes: 5}\noperations: "
            + "{none: none, skip: identity, pool: max-pool, a: convolution, b: {type: convolution, kernel: 5}, c: separable-convolution}",
            "x"));

        space.Count.ShouldBeNull();
        space.Cells.ShouldBe(Math.Pow(6, 10));
        Should.Throw<NotSupportedException>(() => space.Enumerate().ToArray()).Message.ShouldContain("too many to enumerate");
        space.ConnectivitySampleSize.ShouldBeNull();
        (PathStatistics Paths, long Count)[] classes = [.. space.ConnectivityClasses()];
        classes.Sum(item => item.Count).ShouldBe(60_466_176);

        // The share of cells without any path, and their mean depth, agree with a sample.
        var random = new RandomStream(4, "test");
        PathStatistics[] sample = [.. Enumerable.Range(0, 4_000).Select(_ => PathStatistics.Of(space.Sample(random).ToGraph())!)];
        double exact = classes.Sum(item => item.Count * item.Paths.EffectiveDepth) / 60_466_176;
        double deviation = Math.Sqrt(classes.Sum(item => item.Count * Math.Pow(item.Paths.EffectiveDepth - exact, 2)) / 60_466_176);
        Math.Abs(sample.Average(paths => paths.EffectiveDepth) - exact).ShouldBeLessThan(4 * deviation / Math.Sqrt(4_000));
    }

    [Fact]
    public void A_large_space_with_constraints_has_its_paths_from_a_fixed_sample()
    {
        var space = new CustomSpace(CustomSpaceReader.Parse(
            "name: wide\ncell: {nodes: 5}\noperations: {none: none, skip: identity, a: convolution, b: {type: convolution, kernel: 5}}\n"
            + "constraints: {at-most: {b: 3}}",
            "x"));

        space.Count.ShouldBeNull();
        space.ConnectivitySampleSize.ShouldBe(20_000);
        (PathStatistics Paths, long Count)[] first = [.. space.ConnectivityClasses().Take(500)];
        first.ShouldBe(space.ConnectivityClasses().Take(500));
        first.ShouldAllBe(item => item.Count == 1);
    }

    /// <summary>Of 4^15 tuples one in 9,000 carries the operation on 11 edges.</summary>
    [Fact]
    public void A_large_space_under_tight_counts_has_its_paths_from_as_many_cells_as_another()
    {
        var space = new CustomSpace(CustomSpaceReader.Parse(
            "name: six\ncell: {nodes: 6}\noperations: {none: none, skip: identity, conv: convolution, pool: max-pool}\n"
            + "constraints: {at-least: {conv: 11}}",
            "x"));

        space.ConnectivitySampleSize.ShouldBe(20_000);
        space.ConnectivityClasses().Count().ShouldBe(20_000);
        space.Sample(new RandomStream(1, "test")).Operations.Count(operation => operation == 2).ShouldBeGreaterThanOrEqualTo(11);
    }

    /// <summary>Next to no cell of 4^10 is as deep as this; each draw takes a word of the stream for each edge.</summary>
    [Fact]
    public void Where_constraints_turn_nearly_all_away_the_sample_of_paths_is_smaller()
    {
        var space = new CustomSpace(CustomSpaceReader.Parse(
            "name: deep\ncell: {nodes: 5}\noperations: {none: none, skip: identity, pool: max-pool, conv: convolution}\nconstraints: {min-depth: 2.5}", "x"));

        int size = space.ConnectivitySampleSize.ShouldNotBeNull();
        size.ShouldBeInRange(1, 19_999);
        space.ConnectivityClasses().Count().ShouldBe(size);
        space.ConnectivityClasses().ShouldAllBe(item => item.Paths.EffectiveDepth >= 2.5);

        var random = new RandomStream(1, "test");
        int draws = 1_000;
        int found = 0;
        while (space.Find(random, ref draws) is not null)
            found++;
        draws.ShouldBe(0);
        random.Position.ShouldBeInRange(10_000UL, 10_010UL);
        found.ShouldBeLessThan(100);
    }

    [Fact]
    public void Without_counts_a_sample_takes_one_number_for_each_edge()
    {
        var random = new RandomStream(5, "test");
        var words = new RandomStream(5, "test");
        for (int i = 0; i < 100; i++)
            Spelled.Sample(random).ShouldBe(Spelled.FromChoices([.. Enumerable.Range(0, 6).Select(_ => words.NextInt(5))]));
    }

    [Fact]
    public void A_space_of_one_cell_cannot_be_mutated() =>
        Should.Throw<InvalidOperationException>(() =>
        {
            var space = new CustomSpace(CustomSpaceReader.Parse("name: one\ncell: {nodes: 2}\noperations: {c: convolution}", "x"));
            space.Mutate(space.Sample(new RandomStream(1, "test")), new RandomStream(1, "test"));
        }).Message.ShouldContain("has one cell only");

    private static IEnumerable<(PathStatistics Paths, long Count)> Classes(IConnectivityClasses space) =>
        space.ConnectivityClasses().GroupBy(item => item.Paths).Select(group => (group.Key, group.Sum(item => item.Count))).OrderBy(item => $"{item.Key}");
}
