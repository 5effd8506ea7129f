using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class FpNasSearchTests : SearchMethodContract
{
    protected override bool AnswersWithWhatItWasTold => false;

    [Fact]
    public void An_update_follows_the_equations_whatever_the_order_of_telling()
    {
        // Twelve places of five digits have 19.3 nats: five samples.
        var context = new SearchContext<string>(new DigitSpace(12, 5), RankObjective.SumOf("kappa"), 8);
        var orders = new[] { new[] { 0, 1, 2, 3, 4 }, [4, 2, 0, 3, 1] };
        foreach (var order in orders)
        {
            var method = new FpNasSearch<string>(context, new FpNasOptions());
            var start = Logits(method);
            var words = Enumerable.Range(0, 5).Select(_ => method.Propose()!.Architecture).ToArray();
            foreach (var number in order)
            {
                Logits(method).ShouldBe(start, "until all are told");
                method.Observe(number, DigitScorer.Score(words[number]));
            }

            double[] kappas = [.. words.Select(word => DigitScorer.Score(word).Indicators["kappa"].Value!.Value)];
            double[] powers = [.. kappas.Select(kappa => Math.Exp(-kappa / (kappas.Max() - kappas.Min() + 1e-6)))];
            for (var i = 0; i < start.Count; i++)
            {
                var probability = Math.Exp(start[i]) / start.Skip(i / 5 * 5).Take(5).Sum(Math.Exp);
                var taken = words.Zip(powers, (word, power) => word[i / 5] - '0' == i % 5 ? power : 0).Sum() / powers.Sum();
                Logits(method)[i].ShouldBe(start[i] + (0.1 * (taken - probability)), 1e-13);
            }
        }
    }

    [Theory]
    [InlineData(6, 1, 3)]
    [InlineData(6, 5, 5)]
    [InlineData(2, 1, 1)]
    [InlineData(26, 5, 11)]
    public void It_samples_a_quarter_of_the_entropy_rounded_up_and_no_less_than_the_minimum(int length, int minimum, int samples)
    {
        var context = new SearchContext<string>(new DigitSpace(length, 5, enumerable: false), RankObjective.SumOf("kappa"), 1);
        var method = new FpNasSearch<string>(context, new FpNasOptions(MinimumSamples: minimum));
        method.Spread!.Value.ShouldBe(length * Math.Log(5), 1e-3);
        method.Propose();
        ((FpNasState)method.Save()).Rounds.Single().Size.ShouldBe(samples);
    }

    [Fact]
    public void Alone_in_its_update_every_word_becomes_likelier_even_one_that_failed()
    {
        var context = new SearchContext<string>(new DigitSpace(2, 5), RankObjective.SumOf("kappa", "mse"), 3);
        var method = new FpNasSearch<string>(context, new FpNasOptions(MinimumSamples: 1));
        for (var step = 0; step < 10; step++)
        {
            var before = Logits(method);
            var proposal = method.Propose()!;
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture + "9", failing: '9'));
            var after = Logits(method);
            (after[proposal.Architecture[0] - '0'] > before[proposal.Architecture[0] - '0']).ShouldBeTrue();
            (after[5 + proposal.Architecture[1] - '0'] > before[5 + proposal.Architecture[1] - '0']).ShouldBeTrue();
        }

        method.Derive().ShouldBeNull("nothing was ever measured");
    }

    [Fact]
    public void After_its_updates_it_asks_for_nothing_more()
    {
        var method = new FpNasSearch<string>(Context(), new FpNasOptions(Updates: 3, MinimumSamples: 4));
        for (var number = 0; number < 12; number++)
            method.Propose()!.Number.ShouldBe(number);
        method.Propose().ShouldBeNull();
        foreach (var open in method.Outstanding)
            method.Observe(open.Number, DigitScorer.Score(open.Architecture));
        method.Propose().ShouldBeNull();
        ((FpNasState)method.Save()).Policy.Updates.ShouldBe(3);
        new FpNasSearch<string>(Context(), (FpNasState)method.Save()).Propose().ShouldBeNull();
    }

    [Fact]
    public void Updates_are_made_when_they_are_complete_also_out_of_turn()
    {
        var method = new FpNasSearch<string>(Context(), new FpNasOptions(MinimumSamples: 3));
        var open = Enumerable.Range(0, 9).Select(_ => method.Propose()!).ToList();
        foreach (var number in new[] { 3, 4, 0, 8, 5 })
            method.Observe(number, DigitScorer.Score(open[number].Architecture));
        var state = (FpNasState)method.Save();
        state.Policy.Updates.ShouldBe(1, "of the second three, all are told");
        state.Rounds.Select(round => $"{round.First}: {string.Join(' ', round.Observed.Select(observed => observed.Number))}").ShouldBe(["0: 0", "6: 8"]);
    }

    [Fact]
    public void In_the_long_run_it_finds_a_better_word_than_random_search_of_the_same_budget()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var context = new SearchContext<string>(new DigitSpace(12, 5), RankObjective.SumOf("kappa"), seed);
            var own = Sum(Answer(context, new FpNasSearch<string>(context, new FpNasOptions(Updates: null))));
            own.ShouldBeGreaterThan(Sum(Answer(context, new RandomSearch<string>(context))));
            own.ShouldBeGreaterThan(40, "of 48 at most, 24 on average");
        }

        static string Answer(SearchContext<string> context, ISearchMethod<string> method) =>
            new SearchRun<string>(context, method, new DigitScorer().Source())
                .Run(new(2000), token: TestContext.Current.CancellationToken)
                .Answer!.Architecture;
    }

    [Fact]
    public void Its_entropy_falls_slowly_and_hardly_within_the_updates_of_the_paper()
    {
        var method = new FpNasSearch<string>(new(new DigitSpace(6, 5), RankObjective.SumOf("kappa"), 1), new FpNasOptions());
        var start = method.Spread!.Value;
        Drive(method, 2000).Split(' ').Length.ShouldBe(500 + 1, "100 updates of five");
        method.Spread!.Value.ShouldBeInRange(8, start - 0.1);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Should.Throw<ArgumentException>(() => Create(new(SampleFactor: 0))).Message.ShouldContain("sample factor of 0");
        Should.Throw<ArgumentException>(() => Create(new(MinimumSamples: 0))).Message.ShouldContain("0 samples");
        Should.Throw<ArgumentException>(() => Create(new(Updates: 0))).Message.ShouldContain("0 updates");
        Should.Throw<ArgumentException>(() => Create(new(LearningRate: -1)));
    }

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) => new FpNasSearch<string>(context, new FpNasOptions());

    private FpNasSearch<string> Create(FpNasOptions options) => new(Context(), options);

    private static IReadOnlyList<double> Logits(FpNasSearch<string> method) => ((FpNasState)method.Save()).Policy.Logits;

    private static int Sum(string word) => word.Sum(digit => digit - '0');
}
