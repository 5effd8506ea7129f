using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces;
using Tegula.Tests.Architectures;
using Tegula.Tests.Benchmarks;

namespace Tegula.Tests.Spaces;

public sealed class NasBench201SpaceTests
{
    private static readonly NasBench201Space Space = NasBench201Space.Instance;

    [Fact]
    public void It_holds_every_cell_once()
    {
        Space.Id.ShouldBe("nas-bench-201");
        Space.Count.ShouldBe(15_625);
        ((ISearchSpace<NasBench201Cell>)Space).Count.ShouldBe(15_625);
        Space.Enumerate().ToHashSet().SetEquals(AllCells.InPlainOrder()).ShouldBeTrue();
        Space.Enumerate().Count().ShouldBe(15_625);
    }

    /// <summary>Expected: CPython's shuffle with seed 88 of <c>itertools.product</c> over the operations.</summary>
    [Theory]
    [InlineData(0, "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|")]
    [InlineData(1, "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|")]
    [InlineData(7812, "|skip_connect~0|+|skip_connect~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|")]
    [InlineData(15624, "|nor_conv_1x1~0|+|none~0|nor_conv_1x1~1|+|none~0|nor_conv_1x1~1|nor_conv_1x1~2|")]
    public void Known_cells_stand_at_their_official_index(int index, string arch)
    {
        Space.At(index).ToString().ShouldBe(arch);
        Space.IndexOf(Space.Parse(arch)).ShouldBe(index);
    }

    /// <summary>Expected: the same polynomial hash over the ordinals, computed in Python on the shuffled list.</summary>
    [Fact]
    public void The_whole_order_has_the_checksum_of_the_order_made_by_CPython() =>
        Space.Enumerate().Aggregate(0u, (hash, cell) => unchecked((hash * 31) + (uint)cell.Ordinal)).ShouldBe(3_941_515_268u);

    [Fact]
    public void The_order_is_that_of_the_table_on_all_rows()
    {
        RawTable table = RawTable.LoadOrSkip();

        table.RowCount.ShouldBe(Space.Count);
        table.Integers("index").ShouldBe(Enumerable.Range(0, Space.Count).Select(index => (long)index));
        Space.Enumerate().Select(Space.Format).ShouldBe(table.Text("arch"));
    }

    [Fact]
    public void The_canonical_form_partitions_the_table_exactly_as_its_iso_class()
    {
        RawTable table = RawTable.LoadOrSkip();
        (string Form, string Class)[] pairs =
            [.. table.Text("arch").Select(arch => NasBench201Cell.Parse(arch).CanonicalForm).Zip(table.Text("iso_class"))];

        int forms = pairs.Select(pair => pair.Form).Distinct().Count();
        int classes = pairs.Select(pair => pair.Class).Distinct().Count();
        forms.ShouldBe(6_466);
        classes.ShouldBe(6_466);
        pairs.Distinct().Count().ShouldBe(6_466);
    }

    [Fact]
    public void Index_and_cell_are_inverse()
    {
        for (int index = 0; index < Space.Count; index++)
            Space.IndexOf(Space.At(index)).ShouldBe(index);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(15_625)]
    public void There_is_no_cell_outside_the_indices(int index) => Should.Throw<ArgumentOutOfRangeException>(() => Space.At(index));

    [Fact]
    public void Samples_are_uniform_on_every_edge_and_depend_only_on_the_stream()
    {
        const int Count = 20_000;
        NasBench201Cell[] sample = Draw();

        for (int edge = 0; edge < 6; edge++)
        {
            double chiSquare = Enum.GetValues<NasBench201Operation>()
                .Sum(operation => Math.Pow(sample.Count(cell => cell.Operations[edge] == operation) - (Count / 5.0), 2) / (Count / 5.0));
            chiSquare.ShouldBeLessThan(23.5, "the probability of more, with 4 degrees of freedom, is 0.0001");
        }

        Draw().ShouldBe(sample);

        static NasBench201Cell[] Draw()
        {
            var random = new RandomStream(1, "sample");
            return [.. Enumerable.Range(0, Count).Select(_ => Space.Sample(random))];
        }
    }

    [Fact]
    public void A_mutation_is_a_uniform_neighbour()
    {
        const int Count = 24_000;
        var random = new RandomStream(2, "mutation");
        NasBench201Cell parent = Space.At(0);
        Dictionary<NasBench201Cell, int> children = NasBench201Space.Neighbours(parent).ToDictionary(cell => cell, _ => 0);
        for (int i = 0; i < Count; i++)
            children[Space.Mutate(parent, random)]++;

        double chiSquare = children.Values.Sum(count => Math.Pow(count - (Count / 24.0), 2) / (Count / 24.0));
        chiSquare.ShouldBeLessThan(58.6, "the probability of more, with 23 degrees of freedom, is 0.0001");
    }

    [Fact]
    public void The_neighbours_are_all_24_cells_at_distance_1()
    {
        NasBench201Cell cell = Space.At(7);
        NasBench201Cell[] byDistance = [.. AllCells.InPlainOrder().Where(other => Space.Distance(cell, other) == 1)];

        byDistance.Length.ShouldBe(24);
        NasBench201Space.Neighbours(cell).ShouldBe(byDistance, ignoreOrder: true);
    }

    [Fact]
    public void Distance_counts_differing_edges()
    {
        Space.Distance(Space.At(3), Space.At(3)).ShouldBe(0);
        Space.Distance(
            Space.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"),
            Space.Parse("|skip_connect~0|+|none~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|none~2|")).ShouldBe(3);

        // At distance d there are C(6, d) 4^d cells.
        int[] counts = [.. Space.Enumerate().CountBy(other => Space.Distance(Space.At(0), other)).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        counts.ShouldBe([1, 24, 240, 1_280, 3_840, 6_144, 4_096]);
    }

    [Fact]
    public void Text_and_computation_key_are_those_of_the_cell()
    {
        NasBench201Cell cell = Space.At(42);

        Space.Parse(Space.Format(cell)).ShouldBe(cell);
        Space.ComputationKey(cell).ShouldBe(CellComputation.Of(cell).Key);
        Should.Throw<ArchitectureFormatException>(() => Space.Parse("|none~0|"));
    }
}
