using Tegula.Architectures;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Architectures;

public sealed class NasBench201CellTests
{
    private static readonly NasBench201Cell Mixed = new(NorConv3x3, None, SkipConnect, AvgPool3x3, NorConv1x1, NorConv3x3);

    [Fact]
    public void Operations_stand_on_the_edges_in_the_order_of_the_arch_string()
    {
        Mixed[0, 1].ShouldBe(NorConv3x3);
        Mixed[0, 2].ShouldBe(None);
        Mixed[1, 2].ShouldBe(SkipConnect);
        Mixed[0, 3].ShouldBe(AvgPool3x3);
        Mixed[1, 3].ShouldBe(NorConv1x1);
        Mixed[2, 3].ShouldBe(NorConv3x3);
        NasBench201Cell.Edges.Select(edge => Mixed[edge.Source, edge.Target]).ShouldBe(Mixed.Operations);
        Mixed.ToString().ShouldBe("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|nor_conv_3x3~2|");
    }

    [Fact]
    public void All_15625_cells_survive_printing_and_parsing_and_are_distinct()
    {
        var seen = new HashSet<NasBench201Cell>();
        var texts = new HashSet<string>();
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            NasBench201Cell.Parse(cell.ToString()).ShouldBe(cell);
            NasBench201Cell.TryParse(cell.ToString(), out NasBench201Cell? parsed).ShouldBeTrue();
            parsed.ShouldNotBeNull().Operations.ShouldBe(cell.Operations);
            seen.Add(cell);
            texts.Add(cell.ToString());
        }

        seen.Count.ShouldBe(15_625);
        texts.Count.ShouldBe(15_625);
    }

    [Fact]
    public void The_ordinal_is_the_place_in_the_plain_enumeration()
    {
        int place = 0;
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            cell.Ordinal.ShouldBe(place);
            NasBench201Cell.FromOrdinal(place).ShouldBe(cell);
            place++;
        }
    }

    [Fact]
    public void Equality_is_by_operations()
    {
        var same = new NasBench201Cell(Mixed.Operations.AsSpan());
        NasBench201Cell other = Mixed.With(2, None);
        NasBench201Cell? nothing = null;

        (Mixed == same).ShouldBeTrue();
        (Mixed != same).ShouldBeFalse();
        Mixed.GetHashCode().ShouldBe(same.GetHashCode());
        Mixed.Equals((object)same).ShouldBeTrue();
        (Mixed == other).ShouldBeFalse();
        (Mixed != other).ShouldBeTrue();
        Mixed.Equals((object)"a text").ShouldBeFalse();
        (Mixed == nothing).ShouldBeFalse();
        (nothing == Mixed).ShouldBeFalse();
        (nothing == null).ShouldBeTrue();
    }

    [Fact]
    public void With_replaces_one_operation_and_leaves_the_cell_alone()
    {
        NasBench201Cell changed = Mixed.With(5, None);

        changed.Operations.ShouldBe([NorConv3x3, None, SkipConnect, AvgPool3x3, NorConv1x1, None]);
        Mixed.Operations[5].ShouldBe(NorConv3x3);
        Should.Throw<ArgumentOutOfRangeException>(() => Mixed.With(6, None));
        Should.Throw<ArgumentOutOfRangeException>(() => Mixed.With(-1, None));
        Should.Throw<ArgumentException>(() => Mixed.With(0, (NasBench201Operation)5));
    }

    [Fact]
    public void A_cell_needs_exactly_six_known_operations()
    {
        Should.Throw<ArgumentException>(() => new NasBench201Cell(None, None, None, None, None)).Message.ShouldContain("6 operations, not 5");
        Should.Throw<ArgumentException>(() => new NasBench201Cell(None, None, None, None, None, (NasBench201Operation)(-1)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(-1, 2)]
    [InlineData(0, 4)]
    public void There_are_edges_only_from_a_node_to_a_later_one(int source, int target) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Mixed[source, target]);

    [Theory]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|", "#+#+#")]
    [InlineData("|skip_connect~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|", "#+#+0")]
    [InlineData("|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|skip_connect~1|avg_pool_3x3~2|", "(#+#)@avg_pool_3x3+(0)@nor_conv_1x1+(0)@nor_conv_3x3")]
    [InlineData("|none~0|+|none~0|nor_conv_3x3~1|+|none~0|nor_conv_1x1~1|none~2|", "#+#+#")]
    public void The_canonical_form_writes_each_node_out_down_to_the_input(string text, string form) =>
        NasBench201Cell.Parse(text).CanonicalForm.ShouldBe(form);

    [Fact]
    public void There_are_6466_canonical_forms() =>
        AllCells.InPlainOrder().Select(cell => cell.CanonicalForm).ToHashSet().Count.ShouldBe(6_466);
}
