using Tegula.Indicators;
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
    public void A_window_of_proposals_is_held_open_and_refilled_as_soon_as_the_oldest_is_told()
    {
        var source = new SlowSource(new DigitScorer());
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 36), source);
        run.Run(new(36, Outstanding: 16), token: TestContext.Current.CancellationToken).History.Select(trial => trial.Number).ShouldBe(Enumerable.Range(0, 36));
        source.OpenWhenAwaited.ShouldBe([.. Enumerable.Repeat(16, 21), .. Enumerable.Range(1, 15).Reverse()]);
        source.Scored.Select(Context.Space.ComputationKey).ShouldBeUnique();
    }

    [Theory]
    [InlineData("random")]
    [InlineData("evolution")]
    [InlineData("reinforce")]
    [InlineData("fp-nas")]
    [InlineData("pareto")]
    [InlineData("exhaustive")]
    public void Who_measures_and_when_changes_nothing(string method)
    {
        var budget = new SearchBudget(50, Outstanding: 8);
        var expected = Run(method, budget, new DigitScorer());
        foreach (var threads in new[] { 2, 8 })
        {
            using var source = new LocalScores<string>(new UnevenScorer(), threads, 8);
            var result = new SearchRun<string>(Context, SearchMethods.Create(method, Context, 50), source)
                .Run(budget, token: TestContext.Current.CancellationToken);
            result.History.Select(trial => (trial.Number, trial.Architecture, trial.Cached)).ShouldBe(
                expected.History.Select(trial => (trial.Number, trial.Architecture, trial.Cached)));
            result.Answer!.Architecture.ShouldBe(expected.Answer!.Architecture);
            result.Evaluations.ShouldBe(expected.Evaluations);
        }
    }

    [Fact]
    public void Every_step_is_reported_in_order_with_the_state_after_it()
    {
        var steps = new List<SearchStep>();
        var states = new List<string>();
        var method = SearchMethods.Create("evolution", Context, 30);
        var run = new SearchRun<string>(Context, method, new DigitScorer().Source())
        {
            OnStep = step =>
            {
                steps.Add(step);
                states.Add(SearchStateJson.Write(step.Save()));
            },
        };
        var result = run.Run(new(30, Outstanding: 4), token: TestContext.Current.CancellationToken);
        steps.Select(step => step.Trial).ShouldBe(result.History);
        steps.Select(step => step.Steps).ShouldBe(Enumerable.Range(1, 30));
        states[^1].ShouldBe(SearchStateJson.Write(method.Save()));
        SearchStateJson.Read(states[9]).Outstanding.Select(pending => pending.Number).ShouldBe([10, 11, 12]);
    }

    [Fact]
    public void An_answer_that_was_asked_for_and_taken_back_is_asked_for_anew()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            using var cancellation = new CancellationTokenSource();
            var context = new SearchContext<string>(new DigitSpace(1, 4), RankObjective.SumOf("kappa"), seed);
            using var source = new DigitScorer { BeforeScoring = _ => Thread.Sleep(2) }.Source();
            var run = new SearchRun<string>(context, SearchMethods.Create("reinforce", context, 400), source) { OnStep = _ => cancellation.Cancel() };
            var result = run.Run(new(400, Outstanding: 8), token: cancellation.Token);
            result.Cancelled.ShouldBeTrue();
            result.Answer.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Cancelling_takes_back_what_nobody_has_begun()
    {
        using var cancellation = new CancellationTokenSource();
        using var withdrawn = new ManualResetEventSlim();
        var scorer = new DigitScorer
        {
            BeforeScoring = _ =>
            {
                cancellation.Cancel();
                withdrawn.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
            },
        };
        using var source = new SignallingSource(scorer.Source(), withdrawn);
        var result = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 40), source)
            .Run(new(40, Outstanding: 16), token: cancellation.Token);
        result.Cancelled.ShouldBeTrue();
        source.Dispose();
        scorer.Scored.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_source_that_knows_everything_leaves_nothing_to_score_and_changes_no_choice()
    {
        var scorer = new DigitScorer();
        using var source = scorer.Source();
        var first = Run("random", new(40), source);
        var again = Run("random", new(40), source);
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
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 20), new DigitScorer().Source());
        void See(SearchProgress progress) => seen.Add((progress.Done, progress.Total, progress.Best()?.Architecture));
        var result = run.Run(new(20, Outstanding: 3), See, TestContext.Current.CancellationToken);
        seen.Select(entry => entry.Done).ShouldBe(Enumerable.Range(1, 20));
        seen.ShouldAllBe(entry => entry.Total == 20);
        seen[^1].Best.ShouldBe(result.Answer!.Architecture);
    }

    [Fact]
    public void Cancelled_before_the_first_step_it_has_no_answer()
    {
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 20), new DigitScorer().Source());
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
        Should.Throw<ArgumentOutOfRangeException>(() => Run("random", new(0), new DigitScorer()));
        Should.Throw<ArgumentOutOfRangeException>(() => Run("random", new(5, Outstanding: 0), new DigitScorer()));
    }

    [Fact]
    public void A_run_is_used_once()
    {
        var run = new SearchRun<string>(Context, SearchMethods.Create("random", Context, 5), new DigitScorer().Source());
        run.Run(new(5), token: TestContext.Current.CancellationToken);
        Should.Throw<InvalidOperationException>(() => run.Run(new(5), token: TestContext.Current.CancellationToken));
    }

    private static SearchResult<string> Search(string method, int steps, DigitScorer scorer) => Run(method, new(steps), scorer);

    private static SearchResult<string> Run(string method, SearchBudget budget, DigitScorer scorer)
    {
        using var source = scorer.Source();
        return Run(method, budget, source);
    }

    private static SearchResult<string> Run(string method, SearchBudget budget, IScoreSource<string> source) =>
        new SearchRun<string>(Context, SearchMethods.Create(method, Context, budget.Steps), source).Run(budget, token: TestContext.Current.CancellationToken);

    // Takes longer for some words than for others, so that several threads finish in another order than they began.
    private sealed class UnevenScorer : IArchitectureScorer<string>
    {
        public ArchitectureScore Score(string architecture, int threads, CancellationToken token)
        {
            Thread.Sleep(architecture.Sum(digit => digit) * 7 % 5);
            return DigitScorer.Score(architecture);
        }
    }

    // Measures only when it is waited for, and notes how many are open then.
    private sealed class SlowSource(DigitScorer scorer) : IScoreSource<string>
    {
        private readonly Dictionary<string, string> _open = [];

        public List<int> OpenWhenAwaited { get; } = [];

        public IReadOnlyList<string> Scored => scorer.Scored;

        public ScoreOrigin Request(string computation, string architecture)
        {
            _open.Add(computation, architecture);
            return ScoreOrigin.Measured;
        }

        public ComputationScore Await(string computation, CancellationToken token)
        {
            if (!_open.ContainsKey(computation))
                return new(DigitScorer.Score(computation), 0);
            OpenWhenAwaited.Add(_open.Count);
            _open.Remove(computation, out var architecture);
            return new(scorer.Score(architecture!, 1, token), 0);
        }

        public ArchitectureScore? Known(string computation) => null;

        public void Withdraw() => _open.Clear();

        public void Dispose() => _open.Clear();
    }

    // Tells when the rest has been taken back, so that the measurement under way can last until then.
    private sealed class SignallingSource(LocalScores<string> scores, ManualResetEventSlim withdrawn) : IScoreSource<string>
    {
        public ScoreOrigin Request(string computation, string architecture) => scores.Request(computation, architecture);

        public ComputationScore Await(string computation, CancellationToken token) => scores.Await(computation, token);

        public ArchitectureScore? Known(string computation) => scores.Known(computation);

        public void Withdraw()
        {
            scores.Withdraw();
            withdrawn.Set();
        }

        public void Dispose() => scores.Dispose();
    }
}
