using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class ParetoSearchTests : SearchMethodContract
{
    [Fact]
    public void The_front_is_what_nothing_told_betters_whatever_the_population()
    {
        var context = new SearchContext<string>(new DigitSpace(6, 5), RankObjective.SumOf("kappa", "mse"), 5);
        var method = new ParetoSearch<string>(context, new ParetoOptions(Population: 5));
        var told = new List<(int Number, ArchitectureScore Score)>();
        for (var step = 0; step < 300; step++)
        {
            var proposal = method.Propose()!;
            var score = DigitScorer.Score(proposal.Architecture, failing: '3');
            method.Observe(proposal.Number, score);
            if (!score.HasFailed)
                told.Add((proposal.Number, score));
            var distinct = told.DistinctBy(member => context.Space.ComputationKey(member.Score.Architecture)).ToList();
            method.Front().Select(member => member.Number).ShouldBe(
                distinct.Where(member => !distinct.Exists(other => Betters(other.Score, member.Score))).Select(member => member.Number));
        }
    }

    [Fact]
    public void The_answer_is_the_member_of_the_front_with_the_smallest_sum_of_ranks()
    {
        var context = Context();
        var method = new ParetoSearch<string>(context, new ParetoOptions(Population: 16));
        Drive(method, 100);
        var front = method.Front();
        front.Count.ShouldBeGreaterThan(2);
        var costs = context.Objective.Costs([.. front.Select(member => member.Score)]);
        method.Derive().ShouldBe(front[Array.IndexOf(costs, costs.Min())].Architecture);
    }

    [Fact]
    public void It_finds_more_of_the_true_front_than_random_search_of_the_same_budget()
    {
        var (own, random) = (0, 0);
        for (ulong seed = 0; seed < 4; seed++)
        {
            var context = new SearchContext<string>(new DigitSpace(7, 4), RankObjective.SumOf("kappa", "mse"), seed);
            ArchitectureScore[] all = [.. context.Space.Enumerate().Select(word => DigitScorer.Score(word))];
            var front = all.Where(score => !Array.Exists(all, other => Betters(other, score))).Select(score => score.Architecture).ToHashSet();
            own += History("pareto", context).Count(front.Contains);
            random += History("random", context).Count(front.Contains);
        }

        own.ShouldBeGreaterThan(2 * random);
    }

    [Fact]
    public void Once_a_member_of_the_best_front_a_word_leaves_only_for_its_equals()
    {
        var context = new SearchContext<string>(new DigitSpace(6, 5), RankObjective.SumOf("kappa", "regions"), 2);
        var method = new ParetoSearch<string>(context, new ParetoOptions(Population: 8));
        var best = 0.0;
        for (var step = 0; step < 400; step++)
        {
            Drive(method, 1);
            var top = ((ParetoState)method.Save()).Population.Max(member => member.Score.Indicators["regions"].Value) ?? 0;
            top.ShouldBeGreaterThanOrEqualTo(best);
            best = top;
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(100, 25)]
    [InlineData(256, 64)]
    [InlineData(5000, 64)]
    public void The_population_shrinks_to_a_quarter_of_a_small_budget(int steps, int population) =>
        ParetoOptions.ForSteps(steps).Population.ShouldBe(population);

    [Fact]
    public void Objectives_of_other_sizes_and_a_population_without_two_parents_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ParetoSearch<string>(new(new DigitSpace(3, 3), RankObjective.SumOf("kappa"), 1), new ParetoOptions())).Message
            .ShouldBe("a Pareto front needs 2 or 3 objectives, not 1");
        Should.Throw<ArgumentException>(() => new ParetoSearch<string>(Context(), new ParetoOptions(Population: 1))).Message
            .ShouldContain("at least 2 members");
    }

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) =>
        new ParetoSearch<string>(context, ParetoOptions.ForSteps(steps));

    private static IEnumerable<string> History(string method, SearchContext<string> context) =>
        new SearchRun<string>(context, SearchMethods.Create(method, context, 600), new DigitScorer().Source())
            .Run(new(600), token: TestContext.Current.CancellationToken).History.Select(trial => trial.Architecture).Distinct();

    private static bool Betters(ArchitectureScore one, ArchitectureScore other)
    {
        var (kappa, otherKappa) = (one.Indicators["kappa"].Value, other.Indicators["kappa"].Value);
        var (mse, otherMse) = (one.Indicators["mse"].Value, other.Indicators["mse"].Value);
        return kappa <= otherKappa && mse <= otherMse && (kappa < otherKappa || mse < otherMse);
    }
}
