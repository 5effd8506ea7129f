using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class RegularizedEvolutionTests : SearchMethodContract
{
    [Fact]
    public void The_population_is_what_was_told_last()
    {
        var method = new RegularizedEvolution<string>(Context(), new EvolutionOptions(Population: 7, Tournament: 3));
        var told = new List<int>();
        for (var step = 0; step < 30; step++)
        {
            var proposal = method.Propose()!;
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
            told.Add(proposal.Number);
            ((EvolutionState)method.Save()).Population.Select(member => member.Number).ShouldBe(told.TakeLast(7));
        }
    }

    [Fact]
    public void A_child_differs_in_one_choice_from_the_best_of_its_tournament()
    {
        var context = Context();
        var method = new RegularizedEvolution<string>(context, new EvolutionOptions(Population: 12, Tournament: 12));
        for (var step = 0; step < 60; step++)
        {
            var best = method.Derive();
            var proposal = method.Propose()!;
            if (step >= 12)
                context.Space.Distance(best!, proposal.Architecture).ShouldBe(1);
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
        }
    }

    [Fact]
    public void A_tournament_is_drawn_out_of_the_population_without_replacement()
    {
        var space = new DigitSpace(12, 6);
        for (ulong seed = 0; seed < 100; seed++)
        {
            var method = new RegularizedEvolution<string>(new(space, RankObjective.SumOf("kappa"), seed), new EvolutionOptions(Population: 5, Tournament: 4));
            Drive(method, 5);
            var twoBest = ((EvolutionState)method.Save()).Population.Select(member => member.Score).OrderBy(score => score.Indicators["kappa"].Value).Take(2);
            var child = method.Propose()!.Architecture;
            twoBest.ShouldContain(parent => space.Distance(parent.Architecture, child) == 1, "four of five always include one of the two best");
        }
    }

    [Fact]
    public void On_a_plain_slope_it_climbs_higher_than_its_first_population()
    {
        var context = new SearchContext<string>(new DigitSpace(8, 5), RankObjective.SumOf("kappa"), 4);
        var result = new SearchRun<string>(context, Create(context, 400), new DigitScorer().Source())
            .Run(new(400), token: TestContext.Current.CancellationToken);
        var best = result.History.Take(100).Max(trial => trial.Architecture.Sum(digit => digit - '0'));
        result.Answer!.Architecture.Sum(digit => digit - '0').ShouldBeGreaterThan(best);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 1, 1)]
    [InlineData(100, 25, 6)]
    [InlineData(1023, 255, 63)]
    [InlineData(1024, 256, 64)]
    [InlineData(1256, 256, 64)]
    [InlineData(100_000, 256, 64)]
    public void The_population_shrinks_to_a_quarter_of_a_small_budget(int steps, int population, int tournament) =>
        EvolutionOptions.ForSteps(steps).ShouldBe(new EvolutionOptions(population, tournament));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 0)]
    [InlineData(5, 6)]
    public void Sizes_that_do_not_fit_are_refused(int population, int tournament) =>
        Should.Throw<ArgumentException>(() => new RegularizedEvolution<string>(Context(), new EvolutionOptions(population, tournament)));

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) =>
        new RegularizedEvolution<string>(context, EvolutionOptions.ForSteps(steps));
}
