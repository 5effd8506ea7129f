using Tegula.Compute;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

/// <summary>What every search method must keep to; each method's test class derives from this.</summary>
public abstract class SearchMethodContract
{
    private static readonly RankObjective Objective = RankObjective.SumOf("kappa", "regions", "mse");

    /// <summary>Id of the method under test.</summary>
    public string Id => Create(Context(), 8).Id;

    /// <summary>Whether the seed makes a difference.</summary>
    protected virtual bool UsesSeed => true;

    /// <summary>Whether every answer is one of the words asked for and told.</summary>
    protected virtual bool AnswersWithWhatItWasTold => true;

    /// <summary>Whether it makes or draws words that the filter may turn away, rather than list those that it keeps.</summary>
    protected virtual bool AsksTheFilter => true;

    /// <summary>How many proposals may be open in a space of 1,024 words before the method has to know a score.</summary>
    protected virtual int MostOpen => 30;

    /// <summary>A digit that makes a word fail, though not every answer.</summary>
    protected virtual char Failing => '1';

    /// <summary>The method under test at its beginning.</summary>
    protected abstract ISearchMethod<string> Create(SearchContext<string> context, int steps);

    /// <summary>A space of words over so many digits.</summary>
    protected virtual ISearchSpace<string> Space(int length, int digits) => new DigitSpace(length, digits);

    /// <summary>A space behind a filter that the method meets.</summary>
    private protected virtual FilteredSpace<string> Filtered() => new(Space(5, 4), Keeps);

    /// <summary>What that filter keeps.</summary>
    protected virtual bool Keeps(string word) => word.Contains('1', StringComparison.Ordinal);

    [Fact]
    public void The_same_seed_gives_the_same_proposals_and_the_same_answer()
    {
        var first = Drive(Create(Context(seed: 5), 60), 60);
        Drive(Create(Context(seed: 5), 60), 60).ShouldBe(first);
        (Drive(Create(Context(seed: 6), 60), 60) != first).ShouldBe(UsesSeed);
    }

    [Fact]
    public void Saved_and_restored_at_any_step_it_goes_on_as_if_never_interrupted()
    {
        const int steps = 40;
        var uninterrupted = Drive(Create(Context(), steps), steps);
        for (var cut = 0; cut <= steps; cut++)
        {
            var method = Create(Context(), steps);
            var before = Drive(method, cut);
            var restored = SaveAndRestore(method);
            var after = Drive(restored, steps - cut);
            string.Join(' ', before.Split(' ').SkipLast(1).Concat(after.Split(' '))).ShouldBe(uninterrupted);
        }
    }

    [Fact]
    public void Saved_with_proposals_outstanding_it_still_knows_them_and_takes_their_scores()
    {
        var method = Create(Context(), 40);
        Drive(method, 12);
        var open = Enumerable.Range(0, 5).Select(_ => method.Propose()!).ToList();
        var restored = SaveAndRestore(method);
        restored.Outstanding.ShouldBe(open);
        foreach (var either in new[] { method, restored })
        {
            foreach (var proposal in Enumerable.Reverse(open))
                either.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
        }

        Drive(restored, 20).ShouldBe(Drive(method, 20));
    }

    [Fact]
    public void Behind_a_filter_it_asks_only_for_what_the_filter_keeps_also_after_saving()
    {
        var space = Filtered();
        var method = Create(Context(space), 40);
        var uninterrupted = Drive(Create(Context(Filtered()), 40), 40);
        var before = Drive(method, 15);
        var after = Drive(SearchMethods.Restore(SearchStateJson.Read(SearchStateJson.Write(method.Save())), Context(space)), 25);

        string.Join(' ', before.Split(' ').SkipLast(1).Concat(after.Split(' '))).ShouldBe(uninterrupted);
        uninterrupted.Split(' ').SkipLast(1).Where(word => !Keeps(word)).ShouldBeEmpty();
        (space.TurnedAway > 0).ShouldBe(AsksTheFilter);
    }

    [Fact]
    public void Saved_in_the_middle_with_proposals_told_out_of_order_it_goes_on_as_if_never_interrupted()
    {
        var reference = Shuffled(Create(Context(), 60), 60, method => method);
        for (ulong cut = 0; cut < 5; cut++)
        {
            var number = 0UL;
            Shuffled(Create(Context(), 60), 60, method => number++ % 5 == cut ? SaveAndRestore(method) : method).ShouldBe(reference);
        }
    }

    [Fact]
    public void Saving_changes_nothing()
    {
        var method = Create(Context(), 30);
        Drive(method, 9);
        SearchStateJson.Write(method.Save()).ShouldBe(SearchStateJson.Write(method.Save()));
        var untouched = Create(Context(), 30);
        Drive(untouched, 9);
        Drive(method, 21).ShouldBe(Drive(untouched, 21));
    }

    [Fact]
    public void Several_proposals_may_be_open_and_are_numbered_in_the_order_of_asking()
    {
        var method = Create(Context(), 40);
        var open = Enumerable.Range(0, MostOpen).Select(_ => method.Propose()!).ToList();
        open.Select(proposal => proposal.Number).ShouldBe(Enumerable.Range(0, MostOpen));
        method.Outstanding.ShouldBe(open);
        method.Derive().ShouldBeNull();

        method.Observe(17, DigitScorer.Score(open[17].Architecture));
        method.Outstanding.ShouldBe(open.Where(proposal => proposal.Number != 17));
        method.Derive().ShouldNotBeNull();
        if (AnswersWithWhatItWasTold)
            method.Derive().ShouldBe(open[17].Architecture);
        method.Propose()!.Number.ShouldBe(MostOpen);
    }

    [Fact]
    public void A_score_for_a_proposal_that_is_not_outstanding_is_refused()
    {
        var method = Create(Context(), 40);
        var proposal = method.Propose()!;
        method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
        Should.Throw<ArgumentException>(() => method.Observe(0, DigitScorer.Score(proposal.Architecture))).Message
            .ShouldContain("proposal 0 is not outstanding");
        Should.Throw<ArgumentException>(() => method.Observe(7, DigitScorer.Score("1"))).Message.ShouldContain("proposal 7");
    }

    [Fact]
    public void Failed_architectures_neither_stop_it_nor_become_its_answer()
    {
        var result = Run(Context(), 80, new DigitScorer(Failing));
        if (result.Stop != StopReason.Exhausted)
            result.History.Count.ShouldBe(80);
        result.Failed.ShouldBeGreaterThan(0);
        result.Answer!.Score.HasFailed.ShouldBeFalse();
        result.Answer.Architecture.ShouldNotContain(Failing);
    }

    [Fact]
    public void Where_everything_fails_there_is_no_answer()
    {
        var context = Context();
        var method = Create(context, 20);
        for (var step = 0; step < 20; step++)
        {
            if (method.Propose() is not { } proposal)
                break;
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture + "3", failing: '3'));
        }

        method.Derive().ShouldBeNull();
        SaveAndRestore(method).Derive().ShouldBeNull();
    }

    [Fact]
    public void No_computation_is_scored_twice()
    {
        var scorer = new DigitScorer();
        var context = Context();
        var result = Run(context, 120, scorer);
        scorer.Scored.Select(context.Space.ComputationKey).ShouldBeUnique();
        result.Evaluations.ShouldBe(scorer.Scored.Count);
        var answered = scorer.Scored.Count - result.History.Count(trial => !trial.Cached);
        answered.ShouldBeInRange(0, AnswersWithWhatItWasTold ? 0 : 1, "only the answer may be scored after the last step");
        result.History.ShouldAllBe(trial => trial.Score.Architecture == trial.Architecture);
    }

    [Fact]
    public void In_a_space_of_one_architecture_it_answers_with_that_one()
    {
        var space = Space(1, 1);
        var result = Run(Context(space), 10, new DigitScorer());
        result.Answer!.Architecture.ShouldBe(space is ISupernetSpace<string> supernets ? supernets.Whole : "0");
        result.Evaluations.ShouldBe(1);
    }

    [Fact]
    public void In_a_tiny_space_a_budget_beyond_its_size_ends_with_every_computation_scored_at_most_once()
    {
        var context = Context(Space(2, 3));
        var scorer = new DigitScorer();
        var result = Run(context, 200, scorer);
        scorer.Scored.Select(context.Space.ComputationKey).ShouldBeUnique();
        scorer.Scored.Count.ShouldBeLessThanOrEqualTo(context.Space.ChoiceCounts.Aggregate(1, (product, count) => product * count));
        result.Answer.ShouldNotBeNull();
        result.Cancelled.ShouldBeFalse();
    }

    [Fact]
    public void An_empty_space_is_refused() =>
        Should.Throw<ArgumentException>(() => Create(Context(Space(1, 0)), 10)).Message.ShouldContain("is empty");

    [Fact]
    public void Cancelled_while_scoring_it_answers_with_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        var scorer = new DigitScorer
        {
            BeforeScoring = scored =>
            {
                if (scored >= 15)
                    source.Cancel();
            },
        };
        var context = Context();
        var method = Create(context, 60);
        var result = new SearchRun<string>(context, method, scorer.Source()).Run(new(60), token: source.Token);
        result.Cancelled.ShouldBeTrue();
        result.History.Count(trial => !trial.Cached).ShouldBe(15);
        result.Answer.ShouldNotBeNull().Architecture.ShouldBe(method.Derive());

        var rest = new SearchBudget(60 - result.History.Count);
        var resumed = new SearchRun<string>(context, SaveAndRestore(method), new DigitScorer().Source())
            .Run(rest, token: TestContext.Current.CancellationToken);
        var whole = Run(context, 60, new DigitScorer());
        result.History.Concat(resumed.History).Select(trial => trial.Architecture).ShouldBe(whole.History.Select(trial => trial.Architecture));
        resumed.Answer!.Architecture.ShouldBe(whole.Answer!.Architecture);
    }

    [Fact]
    public void A_state_of_another_space_or_seed_is_refused()
    {
        var state = Create(Context(seed: 1), 10).Save();
        Should.Throw<ArgumentException>(() => SearchMethods.Restore(state, Context(seed: 2))).Message.ShouldContain("seed 1, not 2");
        Should.Throw<ArgumentException>(() => SearchMethods.Restore(state, Context(Space(2, 2), 1))).Message.ShouldContain(Space(2, 2).Id);
    }

    /// <summary>The parts given to the method: by default 1,024 words, of which 768 end in a digit that counts.</summary>
    private protected SearchContext<string> Context(ISearchSpace<string>? space = null, ulong seed = 3) =>
        new(space ?? Space(5, 4), Objective, seed);

    /// <summary>Asks and tells one at a time, to the method's end at most; gives the words proposed, then the answer.</summary>
    private protected static string Drive(ISearchMethod<string> method, int steps)
    {
        var words = new List<string>();
        for (var step = 0; step < steps; step++)
        {
            if (method.Propose() is not { } proposal)
                break;
            words.Add(proposal.Architecture);
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture, failing: '3'));
        }

        return string.Join(' ', [.. words, $"answer:{method.Derive()}"]);
    }

    /// <summary>Asks and tells in a random order that is the same each time, with up to seven open.</summary>
    private static string Shuffled(ISearchMethod<string> method, int steps, Func<ISearchMethod<string>, ISearchMethod<string>> between)
    {
        var random = new RandomStream(77, "order of telling");
        var words = new List<string>();
        while (words.Count < steps)
        {
            method = between(method);
            var open = method.Outstanding;
            var isFull = open.Count == 7 || (open.Count > 0 && random.NextInt(2) == 0);
            if (!isFull && method.Propose() is { } proposal)
            {
                words.Add(proposal.Architecture);
            }
            else if (open.Count > 0)
            {
                var told = open[random.NextInt(open.Count)];
                method.Observe(told.Number, DigitScorer.Score(told.Architecture, failing: '3'));
            }
            else
            {
                break;
            }
        }

        return string.Join(' ', [.. words, $"answer:{method.Derive()}"]);
    }

    private ISearchMethod<string> SaveAndRestore(ISearchMethod<string> method)
    {
        var json = SearchStateJson.Write(method.Save());
        var state = SearchStateJson.Read(json);
        return SearchMethods.Restore(state, Context(seed: state.Seed));
    }

    private SearchResult<string> Run(SearchContext<string> context, int steps, DigitScorer scorer) =>
        new SearchRun<string>(context, Create(context, steps), scorer.Source()).Run(new(steps), token: TestContext.Current.CancellationToken);
}
