using Tegula.Search;

namespace Tegula.Tests.Search;

public sealed class SearchMethodsTests
{
    private static readonly RankObjective Objective = RankObjective.SumOf("kappa", "regions", "mse");

    public static TheoryData<string> Ids => [.. SearchMethods.All.Select(info => info.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_method_of_the_registry_can_be_made_saved_and_restored(string id)
    {
        var info = SearchMethods.Get(id);
        var context = Context(info);
        var method = SearchMethods.Create(id, context, 8);
        method.Id.ShouldBe(id);
        SearchMethods.Restore(SearchStateJson.Read(SearchStateJson.Write(method.Save())), context).Id.ShouldBe(id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_has_a_name_for_its_spread_gives_one_and_nothing_else_does(string id)
    {
        var info = SearchMethods.Get(id);
        var method = SearchMethods.Create(id, Context(info), 12);
        for (var step = 0; step < 12; step++)
        {
            var proposal = method.Propose()!;
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
        }

        (method.Spread is not null).ShouldBe(info.Spread is not null);
        (method.Spread ?? 1).ShouldBePositive();
    }

    [Fact]
    public void Every_method_of_the_registry_keeps_the_contract_in_a_test_class_of_its_own() =>
        typeof(SearchMethodContract).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(SearchMethodContract)))
            .Select(type => ((SearchMethodContract)Activator.CreateInstance(type)!).Id)
            .Order()
            .ShouldBe(SearchMethods.All.Select(info => info.Id).Order());

    [Fact]
    public void An_unknown_method_names_those_there_are() =>
        Should.Throw<ArgumentException>(() => SearchMethods.Create("annealing", Context(SearchMethods.All[0]), 8))
            .Message.ShouldContain("unknown search method 'annealing'; available are random, evolution, reinforce, fp-nas, prune, exhaustive, pareto");

    [Fact]
    public void What_a_space_or_an_objective_cannot_give_is_refused_in_one_line()
    {
        var endless = new SearchContext<string>(new DigitSpace(3, 4, enumerable: false), Objective, 1);
        Should.Throw<ArgumentException>(() => SearchMethods.Create("exhaustive", endless, 8)).Message.ShouldContain("space 'digits-3-4' is too large");
        Should.Throw<ArgumentException>(() => SearchMethods.Create("prune", endless, 8)).Message.ShouldContain("space 'digits-3-4' holds none");
        var alone = new SearchContext<string>(new DigitSpace(3, 4), RankObjective.SumOf("kappa"), 1);
        Should.Throw<ArgumentException>(() => SearchMethods.Create("pareto", alone, 8)).Message.ShouldContain("2 or 3 objectives, not 1");
    }

    private static SearchContext<string> Context(SearchMethodInfo info) =>
        new(info.NeedsSupernets ? new DigitSupernetSpace(3, 4) : new DigitSpace(3, 4), Objective, 9);
}
