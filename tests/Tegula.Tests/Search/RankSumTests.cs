using FsCheck;
using FsCheck.Fluent;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class RankSumTests
{
    private static readonly RankSum Two = new(new("kappa", Direction.LowerIsBetter), new ObjectiveTerm("regions", Direction.HigherIsBetter));

    [Fact]
    public void Equal_values_share_the_mean_of_their_places() =>
        Two.Ranks([Score(1, 1), Score(5, 1), Score(5, 1), Score(9, 1)], Two.Terms[0]).ShouldBe([1, 2.5, 2.5, 4]);

    [Fact]
    public void The_direction_says_which_end_is_first()
    {
        var group = new[] { Score(1, 1), Score(2, 2), Score(3, 3) };
        Two.Ranks(group, Two.Terms[0]).ShouldBe([1, 2, 3]);
        Two.Ranks(group, Two.Terms[1]).ShouldBe([3, 2, 1]);
        Two.Costs(group).ShouldBe([4, 4, 4]);
    }

    [Fact]
    public void A_failed_member_comes_behind_every_measured_one_and_does_not_disturb_their_order()
    {
        var group = new[] { Score(4, 4), Score(null, 1000), Score(2, 8), Score(0, null) };
        Two.Costs(group).ShouldBe([4, 7, 2, 7]);
        Two.Best(group).ShouldBe(2);
    }

    [Fact]
    public void A_missing_indicator_counts_as_failed() =>
        Two.HasFailed(new("a", new Dictionary<string, IndicatorValue> { ["kappa"] = new(1, 0, IndicatorStatus.Ok) }, 0)).ShouldBeTrue();

    [Fact]
    public void The_best_is_the_earliest_of_equals_and_nothing_when_all_failed()
    {
        Two.Best([Score(2, 2), Score(1, 5), Score(1, 5)]).ShouldBe(1);
        Two.Best([Score(null, 2)]).ShouldBeNull();
        Two.Best([]).ShouldBeNull();
    }

    [Fact]
    public void Ranks_equal_one_plus_the_number_of_better_ones_plus_half_the_other_equals() =>
        Check.QuickThrowOnFailure(Prop.ForAll((int[] values) =>
        {
            var group = values.Select(value => Score(value % 5, 0)).ToArray();
            var expected = values.Select(own => 1 + values.Count(other => other % 5 < own % 5) + ((values.Count(other => other % 5 == own % 5) - 1) / 2.0));
            return Two.Ranks(group, Two.Terms[0]).SequenceEqual(expected);
        }));

    [Fact]
    public void Ranks_of_any_group_add_up_to_those_of_its_places() =>
        Check.QuickThrowOnFailure(Prop.ForAll((int[] values) =>
        {
            var group = values.Select(value => Score(value % 3 == 0 ? null : value, value)).ToArray();
            return Two.Ranks(group, Two.Terms[1]).Sum().Equals(group.Length * (group.Length + 1) / 2.0);
        }));

    [Fact]
    public void Costs_do_not_change_when_an_indicator_is_stretched_monotonically() =>
        Check.QuickThrowOnFailure(Prop.ForAll((short[] values) =>
        {
            var plain = values.Select((value, i) => Score(value, i % 4)).ToArray();
            var stretched = values.Select((value, i) => Score(Math.Exp(value / 4096.0), i % 4)).ToArray();
            return Two.Costs(plain).SequenceEqual(Two.Costs(stretched));
        }));

    [Fact]
    public void Directions_come_from_the_registry() =>
        RankSum.Of("kappa", "regions", "mse").Terms.Select(term => term.Direction)
            .ShouldBe([Direction.LowerIsBetter, Direction.HigherIsBetter, Direction.LowerIsBetter]);

    [Fact]
    public void An_objective_without_indicators_or_with_one_twice_is_refused()
    {
        Should.Throw<ArgumentException>(() => RankSum.Of());
        Should.Throw<ArgumentException>(() => RankSum.Of("kappa", "kappa")).Message.ShouldContain("'kappa' stands twice");
    }

    private static ArchitectureScore Score(double? kappa, double? regions) => new(
        "a", new Dictionary<string, IndicatorValue> { ["kappa"] = Value(kappa), ["regions"] = Value(regions) }, 0);

    private static IndicatorValue Value(double? value) => value is null ? IndicatorValue.Failed(IndicatorStatus.Singular) : new(value, 0, IndicatorStatus.Ok);
}
