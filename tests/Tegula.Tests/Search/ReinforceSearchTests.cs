using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

public sealed class ReinforceSearchTests : SearchMethodContract
{
    protected override bool AnswersWithWhatItWasTold => false;

    [Fact]
    public void Two_steps_follow_the_equations_with_adam()
    {
        var method = new ReinforceSearch<string>(new(new DigitSpace(2, 3), RankObjective.SumOf("kappa", "regions"), 8), new ReinforceOptions());
        var start = Logits(method);
        start.Max(Math.Abs).ShouldBeInRange(1e-5, 5e-3);
        var first = Step(method);
        Logits(method).ShouldBe(start, "the first reward is 0, and so is the advantage");
        string second;
        do
            second = Step(method);
        while (DigitScorer.Score(second).Indicators["kappa"].Value == DigitScorer.Score(first).Indicators["kappa"].Value && Told(method) < 20);

        // With two scores in the window, each term that differs earns plus or minus 1, but for the 1e-6.
        Told(method).ShouldBe(2);
        var reward = Gain("kappa", -1) + Gain("regions", 1);
        ((ReinforceState)method.Save()).Baseline.ShouldBe(0.1 * reward, 1e-15);
        var chosen = new[] { second[0] - '0', 3 + second[1] - '0' };
        for (var i = 0; i < 6; i++)
        {
            var group = start.Skip(i / 3 * 3).Take(3);
            var gradient = -0.9 * reward * ((chosen.Contains(i) ? 1 : 0) - (Math.Exp(start[i]) / group.Sum(Math.Exp)));
            var mean = 0.1 * gradient / (1 - 0.81);
            var square = 0.001 * gradient * gradient / (1 - (0.999 * 0.999));
            Logits(method)[i].ShouldBe(start[i] - (0.04 * mean / (Math.Sqrt(square) + 1e-8)), 1e-13);
        }

        double Gain(string indicator, int sign)
        {
            var change = DigitScorer.Score(second).Indicators[indicator].Value!.Value - DigitScorer.Score(first).Indicators[indicator].Value!.Value;
            return sign * change / (Math.Abs(change) + 1e-6);
        }
    }

    [Fact]
    public void The_answer_is_the_likeliest_word_that_the_space_admits_and_that_did_not_fail()
    {
        var space = new FilteredSpace<string>(new DigitSpace(2, 3), word => word[0] != '2');
        var context = new SearchContext<string>(space, RankObjective.SumOf("kappa"), 1);
        string? Answer(params string[] failed) => SearchMethods.Restore(Trained(failed), context).Derive();
        Answer().ShouldBe("12", "22 is likelier, but turned away");
        Answer("12").ShouldBe("11");
        Answer("12", "11").ShouldBe("02");
    }

    [Fact]
    public void Asked_for_the_answer_again_it_does_not_ask_the_filter_again()
    {
        var space = new FilteredSpace<string>(new DigitSpace(2, 3), word => word[0] != '2');
        var method = SearchMethods.Restore(Trained([]), new SearchContext<string>(space, RankObjective.SumOf("kappa"), 1));
        for (var ask = 0; ask < 3; ask++)
            method.Derive().ShouldBe("12");
        space.TurnedAway.ShouldBe(1);
    }

    [Fact]
    public void It_finds_a_better_word_than_random_search_of_the_same_budget()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var context = new SearchContext<string>(new DigitSpace(8, 5), RankObjective.SumOf("kappa", "regions"), seed);
            Sum(Found("reinforce", context)).ShouldBeGreaterThan(Sum(Found("random", context)));
        }
    }

    [Fact]
    public void Its_entropy_falls()
    {
        var context = new SearchContext<string>(new DigitSpace(6, 5), RankObjective.SumOf("kappa"), 2);
        var method = new ReinforceSearch<string>(context, new ReinforceOptions());
        method.Spread!.Value.ShouldBe(6 * Math.Log(5), 1e-4);
        for (var step = 0; step < 500; step++)
            Step(method);
        method.Spread!.Value.ShouldBeLessThan(3);
    }

    [Fact]
    public void A_filter_that_keeps_nothing_is_one_clear_line()
    {
        var space = new FilteredSpace<string>(new DigitSpace(2, 3, enumerable: false), _ => false);
        var method = new ReinforceSearch<string>(new(space, RankObjective.SumOf("kappa"), 1), new ReinforceOptions());
        Should.Throw<InvalidOperationException>(() => method.Propose()).Message.ShouldContain("keeps none of 100000 architectures of space 'digits-2-3'");
        method.Outstanding.ShouldBeEmpty();
    }

    [Fact]
    public void The_learning_rate_is_that_of_the_paper_for_the_space()
    {
        ReinforceOptions.ForSpace("nas-bench-201").LearningRate.ShouldBe(0.04);
        ReinforceOptions.ForSpace("darts").LearningRate.ShouldBe(0.07);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Should.Throw<ArgumentException>(() => Create(new(LearningRate: 0))).Message.ShouldContain("learning rate of 0");
        Should.Throw<ArgumentException>(() => Create(new(LearningRate: double.NaN)));
        Should.Throw<ArgumentException>(() => Create(new(RewardWindow: 1))).Message.ShouldContain("at least 2");
        Should.Throw<ArgumentException>(() => Create(new(BaselineDecay: 1))).Message.ShouldContain("[0, 1)");
    }

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) => new ReinforceSearch<string>(context, new ReinforceOptions());

    private ReinforceSearch<string> Create(ReinforceOptions options) => new(Context(), options);

    private static ReinforceState Trained(string[] failed) => new()
    {
        Space = "digits-2-3",
        Seed = 1,
        Policy = new([0, 2, 3, 0, 1, 2], new double[6], new double[6], 0),
        Failed = failed,
        HasMeasured = true,
    };

    private static string Step(ISearchMethod<string> method)
    {
        var proposal = method.Propose()!;
        method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
        return proposal.Architecture;
    }

    private static int Told(ReinforceSearch<string> method) => method.Save().Next;

    private static IReadOnlyList<double> Logits(ReinforceSearch<string> method) => ((ReinforceState)method.Save()).Policy.Logits;

    private static string Found(string method, SearchContext<string> context) =>
        new SearchRun<string>(context, SearchMethods.Create(method, context, 500), new DigitScorer().Source())
            .Run(new(500), token: TestContext.Current.CancellationToken).Answer!.Architecture;

    private static int Sum(string word) => word.Sum(digit => digit - '0');
}
