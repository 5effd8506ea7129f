using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class RankObjectiveTests
{
    private static readonly RankObjective Two = RankObjective.SumOf("kappa", "regions");

    [Fact]
    public void The_cost_falls_as_the_value_of_the_combination_rises()
    {
        ArchitectureScore[] group = [.. Enumerable.Range(0, 20).Select(i => Score(i * 7 % 20, i * 3 % 20))];
        foreach (var aggregation in Enum.GetValues<Aggregation>())
        {
            var objective = new RankObjective(Combinations.Of(aggregation, Two.Terms));
            objective.Costs(group).ShouldBe(objective.Combination.Values(group).Select(value => -value));
        }
    }

    [Fact]
    public void Every_failed_member_costs_more_than_every_measured_one()
    {
        var costs = Two.Costs([Score(4, 4), Score(null, 1000), Score(2, 8), Score(0, null)]);
        costs[1].ShouldBe(costs[3]);
        costs[1].ShouldBeGreaterThan(Math.Max(costs[0], costs[2]));
    }

    [Fact]
    public void The_best_is_the_earliest_of_equals_and_nothing_when_all_failed()
    {
        Two.Best([Score(2, 2), Score(1, 5), Score(1, 5)]).ShouldBe(1);
        Two.Best([Score(null, 2)]).ShouldBeNull();
        Two.Best([]).ShouldBeNull();
    }

    [Fact]
    public void The_aggregation_decides_between_extremes_and_balance()
    {
        // Of five: the first is best and worst, the second the middle in both.
        ArchitectureScore[] group = [Score(1, 1), Score(3, 3), Score(2, 2), Score(4, 4), Score(5, 5)];
        Two.Costs(group).ShouldAllBe(cost => cost == Two.Costs(group)[0]);
        new RankObjective(Combinations.Of(Aggregation.LogRank, Two.Terms)).Best(group).ShouldBe(1);
    }

    [Fact]
    public void Directions_are_those_that_a_search_goes_for() =>
        RankObjective.SumOf("kappa", "regions", "params").Terms.Select(term => term.Direction)
            .ShouldBe([Direction.LowerIsBetter, Direction.HigherIsBetter, Direction.LowerIsBetter]);

    private static ArchitectureScore Score(double? kappa, double? regions) => new(
        "a", new Dictionary<string, IndicatorValue> { ["kappa"] = Value(kappa), ["regions"] = Value(regions) }, 0);

    private static IndicatorValue Value(double? value) => value is null ? IndicatorValue.Failed(IndicatorStatus.Singular) : new(value, 0, IndicatorStatus.Ok);
}
