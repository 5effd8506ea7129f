using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class SearchRunTests
{
    private static readonly SearchContext<string> Context = new(new DigitSpace(3, 4), RankObjective.SumOf("kappa", "regions", "mse"), 9);

    [Fact]
    public void Steps_count_everything_asked_for_and_evaluations_only_what_was_new()
    {
        var scorer = new DigitScorer();
        var result = Search("evolution", 300, scorer);
        result.History.Count.ShouldBe(300);
        result.Evaluations.ShouldBe(scorer.Scored.Count);
        result.Evaluations.ShouldBeLessThan(300);
    }

    [Fact]
    public void Proposals_held_open_together_are_scored_together_and_once_each()
    {
        var sizes = new List<int>();
        var last = 0;
        var scorer = new DigitScorer { BeforeScoring = scored => { sizes.Add(scored - last); last = scored; } };
        Run("evolution", new(48, Outstanding: 16), scorer).History.Select(trial => trial.Number).ShouldBe(Enumerable.Range(0, 48));
        sizes.ShouldAllBe(size => size <= 16);
        scorer.Scored.Select(Context.Space.ComputationKey).ShouldBeUnique();
    }

    [Fact]
    public void A_cache_that_knows_everything_leaves_nothing_to_score_and_changes_no_choice()
    {
        var cache = new ScoreCache();
        var scorer = new DigitScorer();
        var first = Run("random", new(40), scorer, cache);
        var again = Run("random", new(40), scorer, cache);
        again.Evaluations.ShouldBe(40);
        again.Borrowed.ShouldBe(40);
        again.Cost.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(again.History.Sum(trial => trial.Seconds)));
        scorer.Scored.Count.ShouldBe(40);
        again.Answer!.Architecture.ShouldBe(first.Answer!.Architecture);
        again.History.ShouldAllBe(trial => trial.Borrowed && !trial.Cached);
    }

    [Fact]
    public void The_answers_ranks_count_the_distinct_measured_computations_that_are_strictly_better()
    {
        var result = Search("evolution", 200, new DigitScorer(failing: '2'));
        var measured = result.History.DistinctBy(trial => trial.Key).Where(trial => !trial.Score.HasFailed).ToList();
        var kappa = result.Answer!.Score.Indicators["kappa"].Value;
        result.Ranks[0].ShouldBe(new("kappa", 1 + measured.Count(trial => trial.Score.Indicators["kappa"].Value < kappa), measured.Count));
        var regions = result.Answer.Score.Indicators["regions"].Value;
        result.Ranks[1].ShouldBe(new("regions", 1 + measured.Count(trial => trial.Score.Indicators["regions"].Value > regions), measured.Count));
    }

    [Fact]
    public void Progress_counts_up_to_the_total_and_knows_the_best_so_far()
    {
        var seen = new List<(int Done, int Total, string? Best)>();
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 20), new DigitScorer(), new());
        void See(SearchProgress progress) => seen.Add((progress.Done, progress.Total, progress.Best()?.Architecture));
        var result = run.Run(new(20, Outstanding: 3), See, TestContext.Current.CancellationToken);
        seen.Select(entry => entry.Done).ShouldBe([3, 6, 9, 12, 15, 18, 20]);
        seen.ShouldAllBe(entry => entry.Total == 20);
        seen[^1].Best.ShouldBe(result.Answer!.Architecture);
    }

    [Fact]
    public void Cancelled_before_the_first_step_it_has_no_answer()
    {
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 20), new DigitScorer(), new());
        var result = run.Run(new(20), token: new(canceled: true));
        result.Cancelled.ShouldBeTrue();
        result.Answer.ShouldBeNull();
        result.Ranks.ShouldBeEmpty();
    }

    [Fact]
    public void An_error_of_the_scorer_is_not_hidden()
    {
        var scorer = new DigitScorer { BeforeScoring = _ => throw new InvalidDataException("the image file is truncated") };
        Should.Throw<InvalidDataException>(() => Search("random", 5, scorer));
    }

    [Fact]
    public void Budgets_without_a_step_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Run("random", new(0), new()));
        Should.Throw<ArgumentOutOfRangeException>(() => Run("random", new(5, Outstanding: 0), new()));
    }

    [Fact]
    public void A_run_is_used_once()
    {
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 5), new DigitScorer(), new());
        run.Run(new(5), token: TestContext.Current.CancellationToken);
        Should.Throw<InvalidOperationException>(() => run.Run(new(5), token: TestContext.Current.CancellationToken));
    }

    private static SearchResult<string> Search(string method, int steps, DigitScorer scorer) => Run(method, new(steps), scorer);

    private static SearchResult<string> Run(string method, SearchBudget budget, DigitScorer scorer, ScoreCache? cache = null) =>
        new SearchRun<string>(Context, SearchMethods.Create(method, Context, budget.Steps), scorer, cache ?? new())
            .Run(budget, token: TestContext.Current.CancellationToken);
}
