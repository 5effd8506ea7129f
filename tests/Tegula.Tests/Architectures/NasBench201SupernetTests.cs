using FsCheck;
using FsCheck.Fluent;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Architectures;

public sealed class NasBench201SupernetTests
{
    private const string Text =
        "|none,nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1,avg_pool_3x3~1|+|none~0|none,skip_connect,nor_conv_1x1,nor_conv_3x3,avg_pool_3x3~1|nor_conv_1x1~2|";

    private const string Known = "none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3";

    [Fact]
    public void The_text_gives_the_operations_of_each_edge()
    {
        var supernet = NasBench201Supernet.Parse(Text);

        supernet[0, 1].ShouldBe([None, NorConv3x3]);
        supernet[0, 2].ShouldBe([SkipConnect]);
        supernet[1, 2].ShouldBe([NorConv1x1, AvgPool3x3]);
        supernet[0, 3].ShouldBe([None]);
        supernet[1, 3].ShouldBe([None, SkipConnect, NorConv1x1, NorConv3x3, AvgPool3x3]);
        supernet[2, 3].ShouldBe([NorConv1x1]);
        supernet.ToString().ShouldBe(Text);
        supernet.Single.ShouldBeNull();
    }

    [Fact]
    public void A_supernet_of_one_cell_has_its_text_and_gives_it_back()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            var supernet = NasBench201Supernet.Of(cell);
            supernet.ToString().ShouldBe(cell.ToString());
            supernet.Single.ShouldBe(cell);
        }
    }

    [Fact]
    public void Order_does_not_matter_and_sets_of_operations_make_supernets_equal()
    {
        var supernet = NasBench201Supernet.Parse("|none,nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|avg_pool_3x3,skip_connect~2|");
        var same = new NasBench201Supernet([[NorConv3x3, None], [None], [None], [None], [None], [SkipConnect, AvgPool3x3]]);
        var other = new NasBench201Supernet([[NorConv3x3, None], [None], [None], [None], [None], [SkipConnect]]);

        same.ShouldBe(supernet);
        (same == supernet).ShouldBeTrue();
        same.GetHashCode().ShouldBe(supernet.GetHashCode());
        (same != other).ShouldBeTrue();
        same.Equals((object)other).ShouldBeFalse();
        RandomSupernets.Draw(2_000, 1).Distinct().Count().ShouldBe(RandomSupernets.Draw(2_000, 1).Select(drawn => drawn.ToString()).Distinct().Count());
    }

    [Fact]
    public void The_whole_space_has_all_operations_on_all_edges()
    {
        NasBench201Supernet.Whole.Operations.ShouldAllBe(edge => edge.SequenceEqual(Enum.GetValues<NasBench201Operation>()));
        RandomSupernets.CellsOf(NasBench201Supernet.Whole).ShouldBe(AllCells.InPlainOrder());
    }

    [Fact]
    public void The_graph_has_an_edge_for_each_operation_that_is_not_none()
    {
        ArchitectureGraph graph = NasBench201Supernet.Parse(Text).ToGraph();

        graph.Edges.Select(edge => $"{edge.Source}>{edge.Target} {edge.Operation.Name}").ShouldBe(
        [
            "0>1 nor_conv_3x3", "0>2 skip_connect", "1>2 nor_conv_1x1", "1>2 avg_pool_3x3", "1>3 skip_connect", "1>3 nor_conv_1x1", "1>3 nor_conv_3x3",
            "1>3 avg_pool_3x3", "2>3 nor_conv_1x1",
        ]);
        NasBench201Supernet.Parse(Text).EdgeProbabilities.ShouldBe([0.5, 1, 0.5, 0.5, 0.2, 0.2, 0.2, 0.2, 1]);
    }

    [Fact]
    public void Operations_that_make_no_supernet_are_refused_in_one_line()
    {
        NasBench201Operation[] one = [None];

        Message([one, one, one]).ShouldStartWith("a NAS-Bench-201 supernet has 6 edges, not 3");
        Message([one, one, one, one, one, one, one]).ShouldStartWith("a NAS-Bench-201 supernet has 6 edges, not 7");
        Message([one, one, [], one, one, one]).ShouldBe("edge 1>2 has no operation; at least one must be left");
        Message([one, one, one, one, one, [SkipConnect, SkipConnect]]).ShouldBe("edge 2>3 has skip_connect twice");
        Message([[(NasBench201Operation)5], one, one, one, one, one]).ShouldBe($"5 on edge 0>1 is none of the operations {Known}");

        static string Message(NasBench201Operation[][] operations) => Should.Throw<ArgumentException>(() => new NasBench201Supernet(operations)).Message;
    }

    [Theory]
    [InlineData("", 1, "found the end of the text, expected '|' to open node 1")]
    [InlineData("|none,~0|", 7, "found '~', expected an operation: one of " + Known)]
    [InlineData("|,none~0|", 2, "found ',', expected an operation: one of " + Known)]
    [InlineData("|none,none~0|", 7, "found 'none' a second time, expected each operation of an edge once")]
    [InlineData("|none,skipconnect~0|", 7, "found 'skipconnect', expected an operation: one of " + Known + "; the nearest is skip_connect")]
    [InlineData("|none, skip_connect~0|", 7, "found ' skip_connect', expected an operation: one of " + Known + "; the nearest is skip_connect")]
    [InlineData("|none", 6, "found the end of the text, expected ',' or '~' after the operation")]
    [InlineData("|none;none~0|", 2, "found 'none;none', expected an operation: one of " + Known + "; the nearest is none")]
    [InlineData("|none~0,none~0|", 8, "found ',', expected '|' after the edge 0>1")]
    [InlineData(Text + ",", 150, "found ',', expected the end of the text: a cell has 3 groups, with 1, 2 and 3 edges")]
    public void A_malformed_text_is_refused_with_position_finding_and_expectation(string text, int position, string finding)
    {
        ArchitectureFormatException error = Should.Throw<ArchitectureFormatException>(() => NasBench201Supernet.Parse(text));

        error.Message.ShouldBe($"NAS-Bench-201 supernet, character {position}: {finding}");
        error.Position.ShouldBe(position);
        NasBench201Supernet.TryParse(text, out NasBench201Supernet? supernet).ShouldBeFalse();
        supernet.ShouldBeNull();
        NasBench201Supernet.TryParse(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void The_parser_of_cells_knows_no_commas() =>
        Should.Throw<ArchitectureFormatException>(() => NasBench201Cell.Parse(Text)).Message
            .ShouldBe($"NAS-Bench-201 arch string, character 2: found 'none,nor_conv_3x3', expected an operation: one of {Known}; the nearest is nor_conv_3x3");

    [Fact]
    public void Any_text_gives_a_supernet_that_is_read_back_or_a_one_line_error()
    {
        Config runs = Config.QuickThrowOnFailure.WithMaxTest(5_000).WithQuietOnSuccess(true);
        Gen<string> damaged =
            from at in Gen.Choose(0, Text.Length - 1)
            from character in Gen.Elements('|', '+', '~', ',', '0', '1', '3', 'n', ' ', '\0', '\r', '\udc00', 'é')
            from kind in Gen.Choose(0, 2)
            select kind == 0 ? Text[..at] + character + Text[(at + 1)..] : kind == 1 ? Text.Insert(at, character.ToString()) : Text.Remove(at, 1);
        Gen<int[]> sets = Gen.Choose(1, 31).ArrayOf(6);

        Check.One(runs, Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), IsHandled));
        Check.One(runs, Prop.ForAll(damaged.ToArbitrary(), IsHandled));
        Check.One(runs, Prop.ForAll(sets.ToArbitrary(), six =>
        {
            NasBench201Supernet supernet = new(six.Select(set => Enum.GetValues<NasBench201Operation>().Where(operation => (set >> (int)operation & 1) != 0)));
            return NasBench201Supernet.Parse(supernet.ToString()) == supernet
                && ArchitectureReader.Parse(supernet.ToString()).ToString() == supernet.ToString();
        }));
    }

    private static bool IsHandled(string text)
    {
        try
        {
            var supernet = NasBench201Supernet.Parse(text);
            return NasBench201Supernet.Parse(supernet.ToString()) == supernet;
        }
        catch (ArchitectureFormatException error)
        {
            return error.Position >= 1 && error.Position <= text.Length + 1 && !error.Message.Any(char.IsControl);
        }
    }
}
