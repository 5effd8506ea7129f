using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class RandomSearchTests : SearchMethodContract
{
    [Fact]
    public void It_asks_for_every_computation_exactly_once_and_then_for_nothing()
    {
        var context = Context(new DigitSpace(3, 4));
        var method = new RandomSearch<string>(context);
        var asked = new List<string>();
        while (method.Propose() is { } proposal)
            asked.Add(context.Space.ComputationKey(proposal.Architecture));
        asked.Order().ShouldBe(context.Space.Enumerate().Select(context.Space.ComputationKey).Distinct().Order());
        method.Propose().ShouldBeNull();
    }

    [Fact]
    public void In_a_space_too_large_to_list_it_stops_when_it_only_meets_what_it_knows()
    {
        var method = new RandomSearch<string>(Context(new DigitSpace(2, 2, enumerable: false)));
        var asked = 0;
        while (method.Propose() is not null)
            asked++;
        asked.ShouldBe(3, "00, 10 or 01, and 11");
    }

    [Fact]
    public void The_answer_has_the_smallest_sum_of_ranks_in_the_whole_history_whatever_the_order_of_telling()
    {
        var method = new RandomSearch<string>(Context());
        var proposals = Enumerable.Range(0, 50).Select(_ => method.Propose()!).ToList();
        foreach (var proposal in proposals.OrderBy(proposal => proposal.Architecture))
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));

        var scores = proposals.ConvertAll(proposal => DigitScorer.Score(proposal.Architecture));
        method.Derive().ShouldBe(proposals[Enumerable.Range(0, 50).MinBy(i => scores.Sum(other => BeatsInAll(other, scores[i])))].Architecture);
    }

    [Fact]
    public void Draws_are_uniform_over_the_space()
    {
        var space = new DigitSpace(2, 3);
        var first = Enumerable.Range(0, 9000).Select(seed => new RandomSearch<string>(Context(space, (ulong)seed)).Propose()!.Architecture);
        var counts = first.CountBy(word => word).Select(pair => pair.Value).ToList();
        counts.Count.ShouldBe(9);
        counts.Sum(count => Math.Pow(count - 1000, 2) / 1000).ShouldBeLessThan(26.1, "chi-square with 8 degrees of freedom at 0.1 %");
    }

    protected override ISearchMethod<string> Create(SearchContext<string> context, int steps) => new RandomSearch<string>(context);

    private static double BeatsInAll(ArchitectureScore other, ArchitectureScore own) =>
        Beats(other, own, "kappa", 1) + Beats(other, own, "regions", -1) + Beats(other, own, "mse", 1);

    private static double Beats(ArchitectureScore other, ArchitectureScore own, string indicator, int sign) =>
        (1 - Math.Sign(sign * (other.Indicators[indicator].Value!.Value - own.Indicators[indicator].Value!.Value))) / 2.0;
}
