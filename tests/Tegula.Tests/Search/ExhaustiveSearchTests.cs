using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class ExhaustiveSearchTests : SearchMethodContract
{
    protected override bool UsesSeed => false;

    protected override bool AsksTheFilter => false;

    [Fact]
    public void It_asks_for_every_computation_once_in_the_order_of_the_space_and_then_for_nothing()
    {
        var space = new DigitSpace(3, 4);
        var method = new ExhaustiveSearch<string>(Context(space));
        var asked = new List<string>();
        while (method.Propose() is { } proposal)
            asked.Add(proposal.Architecture);
        asked.ShouldBe(space.Enumerate().DistinctBy(space.ComputationKey));
        asked.Count.ShouldBe(1 + 3 + 9 + 27);
    }

    [Fact]
    public void The_answer_is_the_best_of_the_whole_space()
    {
        var context = Context();
        var result = new SearchRun<string>(context, Create(context, 9999), new DigitScorer().Source())
            .Run(new(9999), token: TestContext.Current.CancellationToken);
        var words = context.Space.Enumerate().DistinctBy(context.Space.ComputationKey).ToList();
        var costs = context.Objective.Costs([.. words.Select(word => DigitScorer.Score(word))]);
        result.Answer!.Architecture.ShouldBe(words[Array.IndexOf(costs, costs.Min())]);
        result.Stop.ShouldBe(StopReason.Exhausted);
    }

    [Fact]
    public void A_space_too_large_to_list_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => new ExhaustiveSearch<string>(Context(new DigitSpace(3, 4, enumerable: false)))).Message
            .ShouldBe("space 'digits-3-4' is too large to be searched exhaustively; choose another method");

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) => new ExhaustiveSearch<string>(context);
}
