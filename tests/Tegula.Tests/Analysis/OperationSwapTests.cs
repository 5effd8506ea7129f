using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Analysis;

public sealed class OperationSwapTests
{
    private const string Bad = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|";

    [Fact]
    public void Edges_are_those_of_the_arch_string() =>
        CellEdges.Of(NasBench201Cell.Parse(Bad)).Select(edge => $"{edge.Name} {edge.Operation}").ShouldBe(
            ["0-1 nor_conv_3x3", "0-2 nor_conv_3x3", "1-2 nor_conv_3x3", "0-3 skip_connect", "1-3 nor_conv_3x3", "2-3 none"]);

    [Fact]
    public void All_swaps_of_a_cell_are_its_neighbours()
    {
        var random = new Random(7);
        for (int i = 0; i < 20; i++)
        {
            NasBench201Cell cell = Samples.RandomCell(random);
            OperationSwap.All(cell).Select(swap => swap.Architecture).ShouldBe(NasBench201Space.Neighbours(cell));
        }
    }

    [Fact]
    public void The_swaps_of_one_edge_change_only_that()
    {
        IReadOnlyList<OperationSwap> swaps = OperationSwap.All(NasBench201Cell.Parse(Bad), "2-3");
        swaps.Select(swap => swap.Architecture.ToString()).ShouldBe(
            NasBench201Operations.Names.Where(name => name != "none").Select(name => Bad.Replace("none~2", $"{name}~2", StringComparison.Ordinal)));
        swaps[0].ToString().ShouldBe("2-3: none to skip_connect");
    }

    [Fact]
    public void A_genotype_has_six_other_operations_on_each_of_sixteen_edges()
    {
        PublishedCells.TryGet("darts", out PublishedCell? darts).ShouldBeTrue();
        DartsGenotype genotype = darts!.Genotype;
        IReadOnlyList<OperationSwap> swaps = OperationSwap.All(genotype);
        swaps.Count.ShouldBe(96);
        swaps.Select(swap => swap.Architecture.ToString()).Distinct().Count().ShouldBe(96);
        foreach (OperationSwap swap in swaps)
        {
            DartsSpace.Instance.Distance(genotype, (DartsGenotype)swap.Architecture).ShouldBe(1);
            int edge = CellEdges.Of(genotype).ToList().IndexOf(swap.Edge);
            CellEdges.Of(swap.Architecture)[edge].ShouldBe(swap.Edge with { Operation = swap.Operation });
        }

        OperationSwap.All(genotype, "reduce:0-2").Count.ShouldBe(6);
    }

    [Fact]
    public void Edges_between_the_same_nodes_are_told_apart()
    {
        var genotype = DartsGenotype.Parse(
            "Genotype(normal=[('skip_connect', 1), ('sep_conv_3x3', 1)], normal_concat=[2], "
            + "reduce=[('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2])");
        CellEdges.Of(genotype).Select(edge => edge.Name).ShouldBe(["normal:1-2", "normal:1-2#2", "reduce:0-2", "reduce:1-2"]);
        OperationSwap.All(genotype, "normal:1-2#2").ShouldAllBe(swap => swap.Edge.Operation == "sep_conv_3x3");
    }

    [Fact]
    public void An_edge_that_is_not_there_is_named_with_those_that_are()
    {
        Should.Throw<AnalysisException>(() => OperationSwap.All(NasBench201Cell.Parse(Bad), "3-4")).Message
            .ShouldBe("there is no edge '3-4'; the cell has 0-1, 0-2, 1-2, 0-3, 1-3, 2-3");
        Should.Throw<AnalysisException>(() => OperationSwap.All(DagArchitecture.Parse("2_02_002"))).Message.ShouldStartWith("operations can be swapped in");
    }

    [Fact]
    public void A_case_says_what_each_swap_does_to_indicators_and_accuracy()
    {
        using var scorer = SpaceScorer.Of("nas-bench-201", new SyntheticImageDataset(), new IndicatorOptions { Indicators = ["params", "effective-depth"] });
        OperationCase found = OperationCase.Of(NasBench201Cell.Parse(Bad), "2-3", Measure);

        found.Before.Score.Architecture.ShouldBe(Bad);
        found.Swaps.Select(pair => pair.Swap.Operation).ShouldBe(["skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]);

        // Three stages of five cells with 16, 32 and 64 channels; a batch norm has two numbers for each channel.
        long kernel = 5 * ((16 * 16) + (32 * 32) + (64 * 64));
        long norms = 5 * 2 * (16 + 32 + 64);
        double before = found.Before.Score.Indicators["params"].Value!.Value;
        found.Swaps.Select(pair => pair.After.Score.Indicators["params"].Value!.Value - before).ShouldBe([0, kernel + norms, (9 * kernel) + norms, 0]);
        Enumerable.Range(0, 4).Select(swap => found.EffectOf(swap, "params"))
            .ShouldBe([SwapEffect.Same, SwapEffect.Better, SwapEffect.Better, SwapEffect.Same]);
        Enumerable.Range(0, 4).Select(swap => found.AccuracyGain(swap, "cifar10")).ShouldBe([3, 6, 9, null]);

        IReadOnlyList<ScoredArchitecture> Measure(IReadOnlyList<IArchitecture> cells) =>
        [
            .. scorer.Score(cells).Select((score, i) => new ScoredArchitecture(cells[i], score)
            {
                Accuracy = i == 4 ? [] : new Dictionary<string, double> { ["cifar10"] = 80 + (3 * i) },
            }),
        ];
    }

    [Theory]
    [InlineData(2, 1, Direction.LowerIsBetter, SwapEffect.Better)]
    [InlineData(2, 1, Direction.HigherIsBetter, SwapEffect.Worse)]
    [InlineData(2, 2, Direction.HigherIsBetter, SwapEffect.Same)]
    [InlineData(null, 1, Direction.HigherIsBetter, SwapEffect.Better)]
    [InlineData(2, null, Direction.LowerIsBetter, SwapEffect.Worse)]
    [InlineData(null, null, Direction.LowerIsBetter, SwapEffect.Same)]
    public void What_can_be_measured_is_better_than_what_cannot(int? before, int? after, Direction direction, SwapEffect effect) =>
        SwapEffects.Of(before, after, direction).ShouldBe(effect);
}
