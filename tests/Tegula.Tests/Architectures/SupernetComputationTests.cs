using Tegula.Architectures;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Architectures;

public sealed class SupernetComputationTests
{
    [Theory]
    [InlineData("|none~0|+|none~0|none~1|+|skip_connect,nor_conv_3x3~0|none~1|none~2|", "nor_conv_3x3(0) > 0/2+1/2")]
    [InlineData("|none~0|+|none~0|none~1|+|none,nor_conv_3x3~0|none~1|none~2|", "nor_conv_3x3(0) > 1/2")]
    [InlineData("|none,skip_connect~0|+|none~0|none~1|+|none~0|none,skip_connect,nor_conv_1x1~1|none~2|", "nor_conv_1x1(0/2) > 1/3+0/6")]
    [InlineData("|none,skip_connect~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_1x1~2|", "nor_conv_1x1(0/2) > 0+1")]
    [InlineData("|none,avg_pool_3x3~0|+|none~0|none~1|+|none,skip_connect,avg_pool_3x3~0|skip_connect~1|none~2|", "avg_pool_3x3(0) > 1/2+0/3+1/3")]
    [InlineData("|none,nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none,skip_connect~2|", "> zero")]
    public void The_key_writes_down_what_is_left(string text, string key) => CellComputation.Of(NasBench201Supernet.Parse(text)).Key.ShouldBe(key);

    [Fact]
    public void A_supernet_of_one_cell_has_the_computation_of_the_cell()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            var expected = CellComputation.Of(cell);
            var computation = CellComputation.Of(NasBench201Supernet.Of(cell));
            computation.Key.ShouldBe(expected.Key);
            computation.Operations.ShouldBe(expected.Operations);
            computation.Values.SelectMany(value => value.Append(new(-1))).ShouldBe(expected.Values.SelectMany(value => value.Append(new(-1))));
        }
    }

    [Fact]
    public void A_computation_is_the_function_of_its_supernet()
    {
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(2_000, 1).Append(NasBench201Supernet.Whole))
        {
            var computation = CellComputation.Of(supernet);
            foreach ((double weight1, double weight3) in new[] { (0.7, -1.3), (1.9, 0.4) })
            {
                double expected = ScalarModel.Tied(supernet, weight1, weight3);
                ScalarModel.Tied(computation, weight1, weight3).ShouldBe(expected, 1e-12 * (1 + Math.Abs(expected)), supernet.ToString());
            }
        }
    }

    [Fact]
    public void Every_convolution_on_a_path_stays_and_keeps_its_own_weights()
    {
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(2_000, 2).Append(NasBench201Supernet.Whole))
        {
            bool[] joined = [.. supernet.Operations.Select(edge => edge.Any(operation => operation != None))];
            int[][] paths = [[3], [0, 4], [1, 5], [0, 2, 5]];
            IEnumerable<int> live = paths.Where(path => path.All(edge => joined[edge])).SelectMany(path => path).Distinct();
            var computation = CellComputation.Of(supernet);

            computation.Operations.Count(operation => operation.Kind.IsConvolution())
                .ShouldBe(live.Sum(edge => supernet.Operations[edge].Count(operation => operation.IsConvolution())));
            computation.Operations.Length.ShouldBeLessThanOrEqualTo(15);
        }

        CellComputation.Of(NasBench201Supernet.Whole).Operations.Length.ShouldBe(15);
    }

    [Fact]
    public void Exchanging_the_inner_nodes_changes_nothing()
    {
        foreach (NasBench201Supernet drawn in RandomSupernets.Draw(1_000, 3))
        {
            var o = drawn.Operations.SetItem(2, [None]);
            CellComputation.Of(Supernet(o[1], o[0], o[2], o[3], o[5], o[4])).Key.ShouldBe(CellComputation.Of(Supernet(o[0], o[1], o[2], o[3], o[4], o[5])).Key);
        }
    }

    /// <summary>Behind a skip as first edge, four edges read the input: with both convolutions on each, 4! x 4! orders are to be compared.</summary>
    [Fact]
    public void Edges_that_read_a_copy_can_be_exchanged_even_where_the_ties_are_largest()
    {
        NasBench201Operation[] skip = [SkipConnect], both = [NorConv1x1, NorConv3x3], one = [NorConv3x3];

        string key = CellComputation.Of(Supernet(skip, both, both, both, both, both)).Key;
        key.ShouldContain("nor_conv_3x3(0) nor_conv_3x3(0) nor_conv_3x3(0) nor_conv_3x3(0)");
        CellComputation.Of(Supernet(skip, one, both, both, both, both)).Key.ShouldBe(CellComputation.Of(Supernet(skip, both, one, both, both, both)).Key);
        CellComputation.Of(Supernet(skip, one, both, both, one, both)).Key.ShouldBe(CellComputation.Of(Supernet(skip, both, one, one, both, both)).Key);
    }

    private static NasBench201Supernet Supernet(params IEnumerable<IEnumerable<NasBench201Operation>> operations) => new(operations);
}
