using FsCheck;
using FsCheck.Fluent;
using Tegula.Indicators;

namespace Tegula.Tests.Indicators;

public sealed class IndicatorCombinationTests
{
    private static readonly CombinationTerm Kappa = new("kappa", Direction.LowerIsBetter);
    private static readonly CombinationTerm Regions = new("regions", Direction.HigherIsBetter);
    private static readonly IndicatorCombination Sum = Combinations.Of(Aggregation.RankSum, Kappa, Regions);
    private static readonly IndicatorCombination Log = Combinations.Of(Aggregation.LogRank, Kappa, Regions);

    [Fact]
    public void Equal_values_share_the_mean_of_their_places() =>
        IndicatorCombination.Places([Score(1, 1), Score(5, 1), Score(5, 1), Score(9, 1)], Kappa).ShouldBe([1, 2.5, 2.5, 4]);

    [Fact]
    public void The_direction_says_which_end_is_first()
    {
        var group = new[] { Score(1, 1), Score(2, 2), Score(3, 3) };
        IndicatorCombination.Places(group, Kappa).ShouldBe([1, 2, 3]);
        IndicatorCombination.Places(group, Regions).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public void The_sum_of_ranks_is_the_mean_share_of_the_group_that_is_not_better()
    {
        var group = new[] { Score(1, 4), Score(2, 3), Score(3, 1), Score(4, 2) };
        Sum.Values(group).ShouldBe([1.0, 0.75, 3.0 / 8, 3.0 / 8]);
    }

    [Fact]
    public void Log_rank_is_the_mean_logarithm_of_that_share()
    {
        var group = new[] { Score(1, 4), Score(2, 3), Score(3, 1), Score(4, 2) };
        double[] expected = [0, Math.Log(0.75), (Math.Log(0.5) + Math.Log(0.25)) / 2, (Math.Log(0.25) + Math.Log(0.5)) / 2];
        Log.Values(group).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-14);
    }

    [Fact]
    public void One_bad_rank_costs_more_in_log_rank_than_in_the_sum()
    {
        // 100 architectures: the first is best in one indicator and last in the other, the second is just below the middle in both.
        var group = Enumerable.Range(0, 100).Select(i => Score(i, i)).ToArray();
        group[0] = Score(-1, -1);
        group[1] = Score(51.5, 47.5);
        double[] sum = Sum.Values(group), log = Log.Values(group);
        sum[0].ShouldBeGreaterThan(sum[1]);
        log[0].ShouldBeLessThan(log[1]);
    }

    [Fact]
    public void A_weight_counts_like_as_many_equal_terms()
    {
        var group = Enumerable.Range(0, 30).Select(i => Score(i * 7 % 30, i * 11 % 30)).ToArray();
        foreach (var aggregation in Enum.GetValues<Aggregation>())
        {
            double[] weighted = Combinations.Of(aggregation, Kappa with { Weight = 3 }, Regions).Values(group);
            double[] kappa = Combinations.Of(aggregation, Kappa).Values(group), regions = Combinations.Of(aggregation, Regions).Values(group);
            for (int i = 0; i < group.Length; i++) weighted[i].ShouldBe(((3 * kappa[i]) + regions[i]) / 4, 1e-14);
        }
    }

    [Fact]
    public void What_an_indicator_could_not_measure_shares_its_last_places_and_keeps_the_others()
    {
        var group = new[] { Score(4, 4), Score(null, 1000), Score(2, 8), Score(0, null), Score(null, null) };
        Sum.Values(group).ShouldBe([(3 + 3) / 10.0, (1.5 + 5) / 10, (4 + 4) / 10.0, (5 + 1.5) / 10, (1.5 + 1.5) / 10]);
        double[] log = Log.Values(group);
        log[1].ShouldBe((Math.Log(0.3) + Math.Log(1)) / 2, 1e-14);
        log[3].ShouldBe((Math.Log(1) + Math.Log(0.3)) / 2, 1e-14);
        log[4].ShouldBe(Math.Log(0.3), 1e-14);
    }

    [Fact]
    public void A_missing_indicator_counts_as_failed() =>
        Sum.HasFailed(new("a", new Dictionary<string, IndicatorValue> { ["kappa"] = new(1, 0, IndicatorStatus.Ok) }, 0)).ShouldBeTrue();

    [Fact]
    public void A_group_of_none_has_no_values() => Log.Values([]).ShouldBeEmpty();

    [Fact]
    public void Alone_an_architecture_is_the_best_of_one()
    {
        Sum.Value(Score(3, 3), []).ShouldBe(1);
        Log.Value(Score(3, 3), []).ShouldBe(0);
    }

    [Fact]
    public void Places_equal_one_plus_the_number_of_better_ones_plus_half_the_other_equals() =>
        Check.QuickThrowOnFailure(Prop.ForAll((int[] values) =>
        {
            var group = values.Select(value => Score(value % 5, 0)).ToArray();
            var expected = values.Select(own => 1 + values.Count(other => other % 5 < own % 5) + ((values.Count(other => other % 5 == own % 5) - 1) / 2.0));
            return IndicatorCombination.Places(group, Kappa).SequenceEqual(expected);
        }));

    [Fact]
    public void Places_of_any_group_add_up() =>
        Check.QuickThrowOnFailure(Prop.ForAll((int[] values) =>
        {
            var group = values.Select(value => Score(value % 3 == 0 ? null : value, value)).ToArray();
            return IndicatorCombination.Places(group, Regions).Sum().Equals(group.Length * (group.Length + 1) / 2.0);
        }));

    [Fact]
    public void The_value_against_a_reference_is_that_of_one_member_more() =>
        Check.QuickThrowOnFailure(Prop.ForAll((int[] values, int own) =>
        {
            ArchitectureScore Of(int value) => Score(value % 4 == 0 ? null : value % 7, value % 5);
            ArchitectureScore[] reference = [.. values.Select(Of)];
            return new[] { Sum, Log }.All(combination =>
                combination.Value(Of(own), reference).Equals(combination.Values([.. reference, Of(own)])[^1]));
        }));

    [Fact]
    public void Values_do_not_change_when_an_indicator_is_stretched_monotonically() =>
        Check.QuickThrowOnFailure(Prop.ForAll((short[] values) =>
        {
            var plain = values.Select((value, i) => Score(value, i % 4)).ToArray();
            var stretched = values.Select((value, i) => Score(Math.Exp(value / 4096.0), i % 4)).ToArray();
            return Log.Values(plain).SequenceEqual(Log.Values(stretched)) && Sum.Values(plain).SequenceEqual(Sum.Values(stretched));
        }));

    [Fact]
    public void A_combination_without_indicators_with_one_twice_or_without_weight_is_refused()
    {
        Should.Throw<ArgumentException>(() => Combinations.Of(Aggregation.RankSum)).Message.ShouldContain("at least one");
        Should.Throw<ArgumentException>(() => Combinations.Of(Aggregation.LogRank, Kappa, Kappa)).Message.ShouldContain("'kappa' stands twice");
        foreach (double weight in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Should.Throw<ArgumentException>(() => Combinations.Of(Aggregation.LogRank, Kappa with { Weight = weight })).Message
                .ShouldContain("positive and finite");
        }
    }

    private static ArchitectureScore Score(double? kappa, double? regions) => new(
        "a", new Dictionary<string, IndicatorValue> { ["kappa"] = Value(kappa), ["regions"] = Value(regions) }, 0);

    private static IndicatorValue Value(double? value) => value is null ? IndicatorValue.Failed(IndicatorStatus.Singular) : new(value, 0, IndicatorStatus.Ok);
}
