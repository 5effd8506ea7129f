using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

public sealed class PruningSearchTests : SearchMethodContract
{
    protected override bool UsesSeed => false;

    protected override bool AnswersWithWhatItWasTold => false;

    protected override int MostOpen => 20;

    protected override char Failing => '3';

    [Fact]
    public void A_round_asks_for_the_supernet_and_each_removal_and_then_waits()
    {
        var method = new PruningSearch<string>(new(Space(2, 3), RankObjective.SumOf("kappa", "regions"), 1));
        Enumerable.Range(0, 7).Select(_ => method.Propose()!.Architecture)
            .ShouldBe(["[012][012]", "[12][012]", "[02][012]", "[01][012]", "[012][12]", "[012][02]", "[012][01]"]);
        method.Propose().ShouldBeNull("the next round depends on all of this one");
        foreach (var open in method.Outstanding)
            method.Observe(open.Number, DigitScorer.Score(open.Architecture));
        method.Propose()!.Architecture.ShouldBe("[12][12]");
    }

    [Fact]
    public void It_ends_with_the_architecture_that_is_left_as_last_proposal_and_answer()
    {
        var context = new SearchContext<string>(new DigitSupernetSpace(5, 4), RankObjective.SumOf("kappa", "regions"), 1);
        var result = new SearchRun<string>(context, new PruningSearch<string>(context), new DigitScorer().Source())
            .Run(new(1000), token: TestContext.Current.CancellationToken);
        result.Stop.ShouldBe(StopReason.Exhausted);
        result.History.Count.ShouldBe(1 + 20 + 1 + 15 + 1 + 10 + 1);
        result.History[^1].Architecture.ShouldBe("[3][3][3][3][3]");
        result.Answer!.Architecture.ShouldBe("[3][3][3][3][3]");
    }

    [Fact]
    public void Of_each_group_goes_what_the_sum_of_ranks_of_the_relative_changes_says()
    {
        // Kappa and regions without each digit; before, they are 100 and 50. Ranks of the relative drop, kappa's largest and regions' smallest first:
        // first place 3 + 5, 1 + 3, 4 + 2, second place 6 + 1, 5 + 6, 2 + 4.
        var after = new Dictionary<string, (double Kappa, double Regions)>
        {
            ["[012][012]"] = (100, 50),
            ["[12][012]"] = (90, 30),
            ["[02][012]"] = (60, 48),
            ["[01][012]"] = (95, 49),
            ["[012][12]"] = (120, 50),
            ["[012][02]"] = (99, 20),
            ["[012][01]"] = (70, 40),
        };
        var method = new PruningSearch<string>(new(new DigitSupernetSpace(2, 3), RankObjective.SumOf("kappa", "regions"), 1));
        for (var step = 0; step < after.Count; step++)
        {
            var proposal = method.Propose()!;
            var (kappa, regions) = after[proposal.Architecture];
            method.Observe(proposal.Number, new(
                proposal.Architecture, new Dictionary<string, IndicatorValue> { ["kappa"] = Ok(kappa), ["regions"] = Ok(regions) }, 0));
        }

        method.Propose()!.Architecture.ShouldBe("[02][01]");
        method.Derive().ShouldBe(
            "[0][1]", "of the digits left, those with smaller sums of ranks go next: 6 against 8 in the first place, 7 against 11 in the second");

        static IndicatorValue Ok(double value) => new(value, 0, IndicatorStatus.Ok);
    }

    [Fact]
    public void A_group_loses_so_many_at_a_time_as_it_says()
    {
        var method = new PruningSearch<string>(new(new DigitSupernetSpace(2, 6, take: 3), RankObjective.SumOf("kappa"), 1));
        var words = Drive(method, 1000).Split(' ');
        words.Length.ShouldBe(1 + 12 + 1 + 6 + 1 + 1);
        new[] { 0, 13, 20, 21 }.Select(i => words[i]).ShouldBe(["[012345][012345]", "[345][345]", "[5][5]", "answer:[5][5]"]);
    }

    [Fact]
    public void A_removal_that_fails_is_made_last()
    {
        foreach (var failing in "012")
        {
            var failed = new PruningSearch<string>(new(new DigitSupernetSpace(1, 3), RankObjective.SumOf("kappa", "mse"), 1));
            while (failed.Propose() is { } proposal)
            {
                var hasFailed = !proposal.Architecture.Contains(failing, StringComparison.Ordinal);
                failed.Observe(proposal.Number, DigitScorer.Score("1", failing: hasFailed ? '1' : 'x'));
            }

            failed.Derive().ShouldBe($"[{failing}]", "what fails without a digit keeps it to the end");
        }
    }

    [Fact]
    public void What_the_filter_turns_away_is_neither_scored_nor_made_while_something_else_can_be()
    {
        var space = new FilteredSupernetSpace<string>(
            new DigitSupernetSpace(2, 4), word => DigitSupernetSpace.Places(word)[1].Contains('0', StringComparison.Ordinal), isBudget: false);
        var result = Run(space, 1000);
        result.Answer!.Architecture.ShouldBe("[3][0]");
        result.History.ShouldAllBe(trial => DigitSupernetSpace.Places(trial.Architecture)[1].Contains('0'));
        space.TurnedAway.ShouldBe(3, "removing the 0 in each of three rounds");

        var nothing = new FilteredSupernetSpace<string>(new DigitSupernetSpace(2, 4), _ => false, isBudget: false);
        Run(nothing, 1000).Answer!.Architecture.ShouldBe("[3][3]", "where a group has nothing that is admitted, all of it is scored");
    }

    [Fact]
    public void A_budget_holds_for_what_all_groups_lose_together_also_behind_a_filter_that_keeps_nothing()
    {
        static bool IsAffordable(string word) => DigitSupernetSpace.Places(word).Sum(place => place.Min(digit => digit - '0')) <= 4;
        var affordable = new FilteredSupernetSpace<string>(new DigitSupernetSpace(4, 4), IsAffordable, isBudget: true);
        foreach (var space in new[] { affordable, new FilteredSupernetSpace<string>(affordable, _ => false, isBudget: false) })
        {
            var answer = Run(space, 1000).Answer!.Architecture;
            DigitSupernetSpace.Places(answer).Sum(place => place.Single() - '0').ShouldBe(4, "the best that the budget allows");
        }
    }

    [Fact]
    public void Stopped_at_any_step_it_answers_with_one_architecture_in_the_light_of_what_it_knows()
    {
        for (var steps = 1; steps < 40; steps++)
        {
            var answer = Run(new DigitSupernetSpace(4, 4), steps).Answer!.Architecture;
            DigitSupernetSpace.Places(answer).ShouldAllBe(place => place.Length == 1);
            if (steps > 17)
                answer.ShouldBe("[3][3][3][3]", "one whole round has ranked all digits");
        }
    }

    [Fact]
    public void A_supernet_is_never_the_answer_even_when_the_last_architecture_fails()
    {
        var context = new SearchContext<string>(new DigitSupernetSpace(2, 2), RankObjective.SumOf("kappa"), 1);
        foreach (var steps in new[] { 5, 1000 })
        {
            var result = new SearchRun<string>(context, new PruningSearch<string>(context), new LocalScores<string>(new TogetherScorer(), 1, 1))
                .Run(new(steps), token: TestContext.Current.CancellationToken);
            result.Failed.ShouldBe(1);
            result.Answer.ShouldBeNull();
        }
    }

    [Fact]
    public void Its_spread_counts_what_is_left_per_group_down_to_nothing()
    {
        var method = new PruningSearch<string>(new(new DigitSupernetSpace(4, 5), RankObjective.SumOf("kappa"), 1));
        var spreads = new List<double> { method.Spread!.Value };
        while (method.Propose() is { } proposal)
        {
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
            spreads.Add(method.Spread!.Value);
        }

        spreads.Distinct().ShouldBe([5, 4, 3, 2, 0]);
    }

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) => new PruningSearch<string>(context);

    protected override ISearchSpace<string> Space(int length, int digits) => new DigitSupernetSpace(length, digits);

    protected override bool Keeps(string word) => DigitSupernetSpace.Places(word)[0].Contains('0', StringComparison.Ordinal);

    private protected override FilteredSpace<string> Filtered() => new FilteredSupernetSpace<string>(new DigitSupernetSpace(5, 4), Keeps, isBudget: false);

    /// <summary>Either place may lose its 0, but not both.</summary>
    private sealed class TogetherScorer : IArchitectureScorer<string>
    {
        private static readonly Dictionary<string, IndicatorValue> Failed = new() { ["kappa"] = IndicatorValue.Failed(IndicatorStatus.Singular) };

        public ArchitectureScore Score(string architecture, int threads, CancellationToken token) =>
            architecture == "[1][1]" ? new(architecture, Failed, 0) : DigitScorer.Score(architecture);
    }

    private static SearchResult<string> Run(ISearchSpace<string> space, int steps)
    {
        var context = new SearchContext<string>(space, RankObjective.SumOf("kappa", "regions"), 1);
        return new SearchRun<string>(context, new PruningSearch<string>(context), new DigitScorer().Source())
            .Run(new(steps), token: TestContext.Current.CancellationToken);
    }
}
