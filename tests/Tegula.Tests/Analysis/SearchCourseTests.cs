using Tegula.Analysis;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Tests.Analysis;

/// <summary>The course of a search against the same found by looking at every pair.</summary>
public sealed class SearchCourseTests
{
    private static readonly IndicatorCombination Pair = Combinations.Parse("sum:kappa+naswot");

    public static TheoryData<string, int> Cases => new()
    {
        { "sum:kappa+naswot", 1 }, { "sum:kappa+naswot", 2 }, { "sum:kappa+2*naswot+params:low", 3 }, { "log:naswot:low+params+kappa", 4 }, { "sum:kappa", 5 },
        { "log:kappa+naswot+params+macs", 6 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Costs_ranks_best_and_front_are_those_of_looking_at_every_pair(string objective, int seed)
    {
        var combination = Combinations.Parse(objective);
        var course = new SearchCourse(Steps(seed, 400), combination);
        int[] first =
        [
            .. course.Steps.Select((step, number) => (step.Computation, number))
                .GroupBy(pair => pair.Computation)
                .Select(group => group.First().number)
                .Order(),
        ];
        course.FirstSteps.ShouldBe(first);
        int[] measured = [.. first.Where(step => !combination.HasFailed(course.Steps[step].Score))];
        course.Failed.ShouldBe(first.Length - measured.Length);
        measured.Length.ShouldBeInRange(50, first.Length - 5);

        var values = combination.Values([.. measured.Select(step => course.Steps[step].Score)]);
        var costs = measured.Zip(values).ToDictionary(pair => course.Steps[pair.First].Computation, pair => -pair.Second);
        for (var step = 0; step < course.Steps.Count; step++)
        {
            double? cost = costs.TryGetValue(course.Steps[step].Computation, out var known) ? known : null;
            course.Cost(step).ShouldBe(cost);
            course.Rank(step).ShouldBe(cost is null ? null : 1 + costs.Values.Count(other => other < cost));
            course.IsMeasured(step).ShouldBe(cost is not null);
        }

        course.Best.ShouldBe(measured
            .Where(step => measured.TakeWhile(earlier => earlier < step).All(earlier => course.Cost(earlier) > course.Cost(step)))
            .Select(step => new CourseValue(step, course.Cost(step)!.Value)));
        course.Best[^1].Value.ShouldBe(costs.Values.Min());
        course.Front.ShouldBe(combination.Terms.Count is 2 or 3
            ? measured.Where(step => !measured.Any(other => Dominates(course.Steps[other], course.Steps[step], combination)))
            : []);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_indicator_alone_goes_where_the_objective_goes(string objective, int seed)
    {
        var course = new SearchCourse(Steps(seed, 200), Combinations.Parse(objective));
        course.Columns.Select(column => column.Indicator).Take(course.Objective!.Terms.Count).ShouldBe(course.Objective.Indicators);
        course.Columns.Select(column => column.Indicator).Order().ShouldBe(["kappa", "macs", "naswot", "params"]);
        foreach (var column in course.Columns)
        {
            var term = course.Objective.Terms.FirstOrDefault(term => term.Indicator == column.Indicator);
            column.Direction.ShouldBe(term?.Direction ?? IndicatorRegistry.Get(column.Indicator).ObjectiveDirection);
            double[] values = [.. course.FirstSteps.Select(step => course.Steps[step].Value(column.Indicator)).OfType<double>()];
            bool IsBetter(double one, double other) => column.Direction == Direction.LowerIsBetter ? one < other : one > other;
            (column.Measured, column.Least, column.Greatest).ShouldBe((values.Length, values.Min(), values.Max()));
            for (var step = 0; step < course.Steps.Count; step++)
            {
                var own = course.Steps[step].Value(column.Indicator);
                column.Values[step].ShouldBe(own);
                column.Rank(step).ShouldBe(own is null ? null : 1 + values.Count(other => IsBetter(other, own.Value)));
                course.Ranks(step).Where(rank => rank.Indicator == column.Indicator)
                    .ShouldBe(own is null ? [] : [new IndicatorRank(column.Indicator, column.Rank(step)!.Value, values.Length)]);
            }

            column.Best.ShouldBe(course.FirstSteps
                .Where(step => column.Values[step] is { } value
                    && course.FirstSteps.TakeWhile(earlier => earlier < step).All(earlier => column.Values[earlier] is not { } other || IsBetter(value, other)))
                .Select(step => new CourseValue(step, column.Values[step]!.Value)));
        }
    }

    [Fact]
    public void Without_an_objective_each_indicator_stands_alone()
    {
        var course = new SearchCourse(Steps(7, 100), null);
        (course.Best.Count, course.Front.Count).ShouldBe((0, 0));
        course.Failed.ShouldBe(course.FirstSteps.Count(step => course.Steps[step].Score.HasFailed));
        Enumerable.Range(0, 100).ShouldAllBe(step => course.Cost(step) == null && course.Rank(step) == null);
        course.Column("params")!.Direction.ShouldBe(Direction.LowerIsBetter);
        course.Column("kappa")!.Best.ShouldNotBeEmpty();
        course.Column("nobody's").ShouldBeNull();
    }

    [Fact]
    public void Spread_and_turned_away_stand_where_they_were_noted_and_where_they_changed()
    {
        var course = new SearchCourse(Steps(8, 100), Pair);
        course.Spread.ShouldBe(Enumerable.Range(0, 100).Where(step => step % 16 == 15).Select(step => new CourseValue(step, 1.0 / step)));
        course.TurnedAway.ShouldBe(Enumerable.Range(0, 10).Select(ten => new CourseValue(10 * ten, ten)));
    }

    [Theory]
    [InlineData(1000, 50, 0)]
    [InlineData(1000, 999, 0)]
    [InlineData(1000, 1000, 0)]
    [InlineData(1000, 70, 400)]
    [InlineData(1000, 70, 1000)]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 5, 0)]
    public void Thinning_keeps_best_and_front_and_spreads_the_rest(int count, int most, int from)
    {
        var course = new SearchCourse(Steps(9, count), Pair);
        var kept = course.Thin(most, from);
        kept.ShouldBe(kept.Order().Distinct());
        kept.Count.ShouldBe(Math.Min(most, count - from));
        kept.ShouldAllBe(step => step >= from && step < count);
        int[] wanted = [.. course.Best.Select(point => point.Step).Concat(course.Front).Distinct().Where(step => step >= from)];
        wanted.Count(kept.Contains).ShouldBe(Math.Min(wanted.Length, most));
        if (most > 2 * wanted.Length && from < count)
        {
            int[] rest = [.. kept.Except(wanted)];
            var widest = rest.Zip(rest.Skip(1), (one, other) => other - one).DefaultIfEmpty(1).Max();
            widest.ShouldBeLessThanOrEqualTo((2 * (count - from) / rest.Length) + wanted.Length);
        }
    }

    [Fact]
    public void Best_comes_before_front_where_the_number_is_too_small_for_both()
    {
        var course = new SearchCourse(Steps(9, 1000), Pair);
        course.Best.Count.ShouldBeGreaterThan(2);
        course.Thin(course.Best.Count).ShouldBe(course.Best.Select(point => point.Step));
        course.Thin(1).ShouldBe([course.Best[^1].Step]);
        Should.Throw<ArgumentOutOfRangeException>(() => course.Thin(0));
        Should.Throw<ArgumentOutOfRangeException>(() => course.Thin(1, -1));
    }

    [Fact]
    public void A_search_that_has_not_begun_has_a_course()
    {
        var course = new SearchCourse([], Pair);
        (course.Columns.Count, course.Best.Count, course.Front.Count, course.Spread.Count, course.TurnedAway.Count, course.Thin(5).Count, course.Failed)
            .ShouldBe((0, 0, 0, 0, 0, 0, 0));
    }

    /// <summary>Steps with repeated computations, ties and failures.</summary>
    internal static CourseStep[] Steps(int seed, int count)
    {
        var random = new Random(seed);
        var known = new Dictionary<string, ArchitectureScore>();
        return [.. Enumerable.Range(0, count).Select(step =>
        {
            var number = random.Next(count * 2);
            var computation = $"c{number}";
            var isCached = known.TryGetValue(computation, out var score);
            if (!isCached)
                known.Add(computation, score = Score(random, computation));
            return new CourseStep(computation, score!, isCached, step % 16 == 15 ? 1.0 / step : null, step / 10, seed % 2 == 0 ? 1 + number : null);
        })];
    }

    private static ArchitectureScore Score(Random random, string computation)
    {
        var values = new Dictionary<string, IndicatorValue>();
        foreach (var (id, levels) in new[] { ("kappa", 1000), ("naswot", 40), ("params", 6), ("macs", 100_000) })
        {
            if (random.Next(25) > 0)
            {
                values[id] = random.Next(15) == 0
                    ? IndicatorValue.Failed(IndicatorStatus.Singular)
                    : new(random.Next(levels) - (levels / 2), 0, IndicatorStatus.Ok);
            }
        }

        return new(computation, values, 1);
    }

    private static bool Dominates(CourseStep one, CourseStep other, IndicatorCombination objective)
    {
        var differences = objective.Terms
            .Select(term => (one.Value(term.Indicator) - other.Value(term.Indicator)) * (term.Direction == Direction.LowerIsBetter ? 1 : -1)).ToList();
        return differences.All(difference => difference <= 0) && differences.Any(difference => difference < 0);
    }
}
