using System.Collections.Immutable;
using Tegula.Architectures;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Architectures;

public sealed class CellComputationTests
{
    private const int DistinctComputations = 5_260;

    [Theory]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|", "> zero")]
    [InlineData("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|", "> zero")]
    [InlineData("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|", "> 0")]
    [InlineData("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|", "> 0+0+0+0")]
    [InlineData("|skip_connect~0|+|none~0|none~1|+|avg_pool_3x3~0|avg_pool_3x3~1|none~2|", "avg_pool_3x3(0) > 1+1")]
    [InlineData("|skip_connect~0|+|none~0|none~1|+|nor_conv_3x3~0|nor_conv_3x3~1|none~2|", "nor_conv_3x3(0) nor_conv_3x3(0) > 1+2")]
    [InlineData("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|skip_connect~1|skip_connect~2|", "nor_conv_3x3(0) > 1+1")]
    [InlineData(
        "|nor_conv_1x1~0|+|avg_pool_3x3~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_3x3~2|",
        "nor_conv_1x1(0) avg_pool_3x3(0) nor_conv_3x3(1+2) > 0+3")]
    [InlineData("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|", "nor_conv_1x1(0+0) > 1")]
    public void The_key_writes_down_what_is_left(string arch, string key) => Of(arch).Key.ShouldBe(key);

    [Fact]
    public void Operations_and_values_of_a_cell_with_a_shared_convolution()
    {
        CellComputation computation = Of("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|skip_connect~1|skip_connect~2|");

        computation.Operations.ShouldBe([new(NorConv3x3, 0), new(NorConv1x1, 1)]);
        computation.Values.Select(value => string.Join('+', value)).ShouldBe(["0", "1", "0+1+2"]);
        computation.DependsOnInput.ShouldBeTrue();
        computation.HasParameters.ShouldBeTrue();
        computation.ToString().ShouldBe(computation.Key);
    }

    [Fact]
    public void A_zero_output_is_an_empty_value_and_the_identity_the_input_itself()
    {
        CellComputation zero = Of("|none~0|+|none~0|nor_conv_3x3~1|+|none~0|nor_conv_1x1~1|none~2|");
        CellComputation identity = Of("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");

        zero.DependsOnInput.ShouldBeFalse();
        zero.HasParameters.ShouldBeFalse();
        zero.Operations.ShouldBeEmpty();
        zero.Values.Select(value => value.Length).ShouldBe([1, 0]);
        identity.DependsOnInput.ShouldBeTrue();
        identity.HasParameters.ShouldBeFalse();
        identity.Values.ShouldHaveSingleItem().ShouldBe([new(0)]);
    }

    [Fact]
    public void Exchanging_the_inner_nodes_changes_nothing()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where(cell => cell[1, 2] == None))
        {
            var exchanged = new NasBench201Cell(cell[0, 2], cell[0, 1], None, cell[0, 3], cell[2, 3], cell[1, 3]);
            CellComputation.Of(exchanged).ShouldBe(CellComputation.Of(cell));
        }
    }

    [Fact]
    public void A_node_that_is_only_a_copy_can_be_read_in_place_of_the_original()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where(cell => cell[0, 1] == SkipConnect && cell[0, 2] == None && cell[0, 3] == None))
        {
            // Node 1 is node 0 here: what leaves node 1 may as well leave node 0.
            var direct = new NasBench201Cell(None, cell[1, 2], None, cell[1, 3], None, cell[2, 3]);
            CellComputation.Of(direct).ShouldBe(CellComputation.Of(cell));
        }
    }

    [Fact]
    public void What_no_path_from_the_input_to_the_output_uses_changes_nothing()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where(cell => cell[2, 3] == None))
            CellComputation.Of(new NasBench201Cell(cell[0, 1], None, None, cell[0, 3], cell[1, 3], None)).ShouldBe(CellComputation.Of(cell));
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where(cell => cell[0, 1] == None))
            CellComputation.Of(new NasBench201Cell(None, cell[0, 2], None, cell[0, 3], None, cell[2, 3])).ShouldBe(CellComputation.Of(cell));
    }

    [Fact]
    public void Cells_of_one_computation_have_equal_operations_and_values_too()
    {
        var first = new Dictionary<string, CellComputation>();
        foreach (CellComputation computation in AllCells.InPlainOrder().Select(CellComputation.Of))
        {
            if (first.TryAdd(computation.Key, computation))
                continue;
            CellComputation known = first[computation.Key];
            computation.Equals((object)known).ShouldBeTrue();
            computation.GetHashCode().ShouldBe(known.GetHashCode());
            computation.Operations.ShouldBe(known.Operations);
            Flat(computation.Values).ShouldBe(Flat(known.Values));
        }

        first.Count.ShouldBe(DistinctComputations);
    }

    [Fact]
    public void Every_computation_is_well_formed()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            CellComputation computation = CellComputation.Of(cell);
            IsWellFormed(computation).ShouldBeTrue($"{cell} gave {computation}");
            computation.Operations.Count(operation => operation.Kind.IsConvolution()).ShouldBe(LiveConvolutions(cell));
            computation.HasParameters.ShouldBe(LiveConvolutions(cell) > 0);
        }
    }

    /// <summary>Tells whether keys are neither too fine nor too coarse, by evaluating all cells as functions.</summary>
    [Fact]
    public void Two_cells_have_one_key_exactly_when_they_are_one_function_up_to_the_naming_of_weights()
    {
        var functions = new Dictionary<string, (double First, double Second)>();
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
        {
            CellComputation computation = CellComputation.Of(cell);
            (double First, double Second) function = ScalarModel.Symmetrised(cell);
            if (functions.TryAdd(computation.Key, function))
                AreEqual(ScalarModel.Symmetrised(computation), function).ShouldBeTrue($"{computation.Key} is not what {cell} computes");
            else
                AreEqual(functions[computation.Key], function).ShouldBeTrue($"{cell} does not compute {computation.Key}");
        }

        (double First, double Second)[] distinct = [.. functions.Values.OrderBy(function => function.First)];
        for (int i = 0; i < distinct.Length; i++)
        {
            for (int j = i + 1; j < distinct.Length && Math.Abs(distinct[j].First - distinct[i].First) < 1e-6; j++)
                AreEqual(distinct[i], distinct[j]).ShouldBeFalse();
        }
    }

    /// <summary>Values are sorted and distinct, operations read only earlier ones, and each is read.</summary>
    private static bool IsWellFormed(CellComputation computation)
    {
        ImmutableArray<ImmutableArray<CellTerm>> values = computation.Values;
        int highest = computation.Operations.Length;
        return values[0].SequenceEqual([new(0)])
            && values.All(value => value.SequenceEqual(value.Order()))
            && values.Select(value => string.Join('+', value)).Distinct().Count() == values.Length
            && computation.Operations.Index().All(pair => values[pair.Item.Source] is [_, ..] read && read[^1].Operation <= pair.Index
                && pair.Item.Kind is NorConv1x1 or NorConv3x3 or AvgPool3x3)
            && Enumerable.Range(1, highest).All(term => values.Any(value => value.Contains(new(term))))
            && Enumerable.Range(1, values.Length - 1).SkipLast(1).All(index => computation.Operations.Any(operation => operation.Source == index));
    }

    private static CellComputation Of(string arch) => CellComputation.Of(NasBench201Cell.Parse(arch));

    private static bool AreEqual((double First, double Second) left, (double First, double Second) right) =>
        Math.Abs(left.First - right.First) < 1e-9 && Math.Abs(left.Second - right.Second) < 1e-9 * (1 + Math.Abs(left.Second));

    private static IEnumerable<CellTerm> Flat(ImmutableArray<ImmutableArray<CellTerm>> values) => values.SelectMany(value => value.Append(new(-1)));

    /// <summary>Convolutions on some path from node 0 to node 3, by listing the four paths.</summary>
    private static int LiveConvolutions(NasBench201Cell cell)
    {
        (int Source, int Target)[][] paths = [[(0, 3)], [(0, 1), (1, 3)], [(0, 2), (2, 3)], [(0, 1), (1, 2), (2, 3)]];
        return paths.Where(path => path.All(edge => cell[edge.Source, edge.Target] != None)).SelectMany(path => path).Distinct()
            .Count(edge => cell[edge.Source, edge.Target].IsConvolution());
    }
}
