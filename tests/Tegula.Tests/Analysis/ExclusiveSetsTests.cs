using FsCheck;
using FsCheck.Fluent;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Indicators;

namespace Tegula.Tests.Analysis;

public sealed class ExclusiveSetsTests
{
    private static readonly string[] Teg = ["kappa", "regions", "mse"];

    [Fact]
    public void An_indicator_selects_exactly_what_fewer_than_the_share_are_better_than()
    {
        Gen<(int Seed, int Size, int Tenths)> cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from size in Gen.Choose(10, 70)
            from tenths in Gen.Choose(1, 9)
            select (seed, size, tenths);
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
            Prop.ForAll(cases.ToArbitrary(), item => CheckSelection(Samples.Random(item.Size, item.Seed, Teg), item.Tenths / 10.0)));
    }

    [Fact]
    public void A_set_knows_what_its_cells_are_made_of()
    {
        NasBench201Cell convolutions = Cell("nor_conv_3x3", "nor_conv_3x3", "nor_conv_1x1", "nor_conv_1x1", "nor_conv_3x3", "nor_conv_3x3");
        NasBench201Cell skips = Cell("none", "skip_connect", "none", "skip_connect", "none", "skip_connect");
        NasBench201Cell dead = Cell("none", "none", "none", "none", "none", "none");
        ScoredArchitecture[] sample = Samples.Of(
        [
            (convolutions, [("kappa", 100), ("regions", 50)]),
            (skips, [("kappa", 1), ("regions", 1)]),
            .. Enumerable.Range(0, 8).Select(i => (dead, new (string Id, double? Value)[] { ("kappa", null), ("regions", 2 + i) })),
        ]);
        sample[0] = sample[0] with { Accuracy = new Dictionary<string, double> { ["cifar10"] = 94 } };

        ExclusiveSets sets = Of(sample, "kappa", "regions");

        ExclusiveSet kappa = sets.Sets[0];
        (kappa.Indicator, kappa.Threshold, kappa.Selected).ShouldBe(("kappa", 1, 1));
        kappa.Members.ShouldBe([1]);
        kappa.Cells.OperationShares["skip_connect"].ShouldBe(0.5);
        kappa.Cells.OperationShares["none"].ShouldBe(0.5);
        kappa.Cells.OperationShares["nor_conv_3x3"].ShouldBe(0);
        kappa.Cells.Depth!.Mean.ShouldBe(2);
        kappa.Cells.EffectiveDepth!.Mean.ShouldBe(0);
        kappa.Cells.Accuracy.ShouldBeEmpty();
        ExclusiveSet regions = sets.Sets[1];
        regions.Members.ShouldBe([0]);
        regions.Cells.OperationShares.ShouldBe(new Dictionary<string, double>
        {
            ["none"] = 0,
            ["skip_connect"] = 0,
            ["nor_conv_1x1"] = 2 / 6.0,
            ["nor_conv_3x3"] = 4 / 6.0,
            ["avg_pool_3x3"] = 0,
        });
        regions.Cells.Depth!.Mean.ShouldBe(3);

        // Four paths of 1, 2, 2 and 3 convolutions.
        regions.Cells.EffectiveDepth!.Mean.ShouldBe(2);
        regions.Cells.EffectiveWidth!.Mean.ShouldBe(2);
        regions.Cells.Accuracy["cifar10"].ShouldBe(new(94, 0, 1));
        sets.Sample.Count.ShouldBe(10);
        sets.Sample.OperationShares.Values.Sum().ShouldBe(1, 1e-12);
        sets.SelectedByNone.ShouldBe(8);
    }

    [Fact]
    public void Ten_percent_of_thirty_are_three()
    {
        ScoredArchitecture[] sample = Samples.Of(Enumerable.Range(0, 30).Select(i =>
            (NasBench201Cell.Parse(AllPools), new (string Id, double? Value)[] { ("kappa", i), ("regions", i) })));
        ExclusiveSets sets = Of(sample, "kappa", "regions");
        sets.Sets.Select(set => set.Selected).ShouldBe([3, 3]);
        sets.Sets.Select(set => set.Threshold).ShouldBe([2, 27]);
    }

    [Fact]
    public void Of_an_indicator_that_was_never_measured_nothing_is_selected()
    {
        ScoredArchitecture[] sample = Samples.Of(Enumerable.Range(0, 10).Select(i =>
            (NasBench201Cell.Parse(AllPools), new (string Id, double? Value)[] { ("kappa", null), ("regions", i) })));
        ExclusiveSets sets = Of(sample, "kappa", "regions");
        (sets.Sets[0].Threshold, sets.Sets[0].Selected, sets.Sets[0].Cells.Count).ShouldBe((null, 0, 0));
        sets.Sets[0].Cells.Depth.ShouldBeNull();
        sets.Sets[0].Cells.OperationShares.ShouldBeEmpty();
        sets.Sets[1].Selected.ShouldBe(1);
    }

    [Fact]
    public void A_combination_selects_by_its_values_in_the_sample()
    {
        ScoredArchitecture[] sample = Samples.Random(50, 3, Teg);
        ArchitectureScore[] scores = [.. sample.Select(item => item.Score)];
        IndicatorColumn teg = IndicatorColumn.Of(Combinations.Teg, scores);
        teg.Values.ShouldBe(Combinations.Teg.Values(scores).Select(value => (double?)value));
        ExclusiveSet set = ExclusiveSets.Of(sample, [teg, Column(sample, "regions")]).Sets[0];
        set.Selected.ShouldBeGreaterThanOrEqualTo(5);
        Enumerable.Range(0, 50).Count(i => teg.Values[i] > set.Threshold).ShouldBeLessThan(5);
    }

    [Fact]
    public void Too_few_architectures_or_indicators_are_refused()
    {
        Should.Throw<AnalysisException>(() => Of(Samples.Random(9, 1, Teg), Teg))
            .Message.ShouldBe("9 architectures are too few to take the best of; at least 10 are needed");
        Should.Throw<AnalysisException>(() => Of(Samples.Random(10, 1, Teg), "kappa")).Message.ShouldContain("takes a second one");
        Should.Throw<ArgumentException>(() => Of(Samples.Random(10, 1, "kappa"), "kappa", "mse")).Message.ShouldContain("holds no 'mse'; it holds kappa");
        ScoredArchitecture[] sample = Samples.Random(10, 1, Teg);
        Should.Throw<AnalysisException>(() => ExclusiveSets.Of(sample, [Column(sample, "kappa"), Column(sample, "mse")], 1))
            .Message.ShouldContain("between 0 and 1");
    }

    private const string AllPools = "|avg_pool_3x3~0|+|avg_pool_3x3~0|avg_pool_3x3~1|+|avg_pool_3x3~0|avg_pool_3x3~1|avg_pool_3x3~2|";

    private static void CheckSelection(ScoredArchitecture[] sample, double share)
    {
        ExclusiveSets sets = ExclusiveSets.Of(sample, [.. Teg.Select(id => IndicatorColumn.Of(id, sample.Select(item => item.Score)))], share);

        bool[][] selects = [.. Teg.Select((id, _) => sample.Select(item => IsSelected(sample, item, id, share)).ToArray())];
        for (int set = 0; set < Teg.Length; set++)
        {
            sets.Sets[set].Selected.ShouldBe(selects[set].Count(selected => selected));
            sets.Sets[set].Members.ShouldBe(Enumerable.Range(0, sample.Length).Where(i => selects[set][i] && selects.Count(other => other[i]) == 1));
        }

        int several = Enumerable.Range(0, sample.Length).Count(i => selects.Count(other => other[i]) > 1);
        sets.SelectedBySeveral.ShouldBe(several);
        (sets.SelectedByNone + several + sets.Sets.Sum(set => set.Members.Count)).ShouldBe(sample.Length);
    }

    private static bool IsSelected(ScoredArchitecture[] sample, ScoredArchitecture item, string id, double share)
    {
        if (item.Score.Indicators[id].Value is not { } own)
            return false;
        bool low = IndicatorRegistry.Get(id).Direction == Direction.LowerIsBetter;
        int better = sample.Count(other => other.Score.Indicators[id].Value is { } value && (low ? value < own : value > own));
        return better < (sample.Length * (int)Math.Round(share * 10) + 9) / 10;
    }

    private static IndicatorColumn Column(ScoredArchitecture[] sample, string id) => IndicatorColumn.Of(id, sample.Select(item => item.Score));

    private static ExclusiveSets Of(ScoredArchitecture[] sample, params string[] indicators) =>
        ExclusiveSets.Of(sample, [.. indicators.Select(id => Column(sample, id))]);

    private static NasBench201Cell Cell(params string[] o) => NasBench201Cell.Parse($"|{o[0]}~0|+|{o[1]}~0|{o[2]}~1|+|{o[3]}~0|{o[4]}~1|{o[5]}~2|");
}
