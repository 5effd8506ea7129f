using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Documentation;

/// <summary>Whatever can be searched with stands on the page about searching.</summary>
public sealed class SearchPageTests
{
    private static readonly string Page = File.ReadAllText(Checkout.PathOf("docs", "search.md"));

    [Fact]
    public void Every_space_method_and_indicator_has_its_row()
    {
        IEnumerable<string> ids = SpaceRegistry.All.Select(space => space.Id)
            .Concat(SearchMethods.All.Select(method => method.Id))
            .Concat(IndicatorRegistry.All.Select(indicator => indicator.Id));

        ids.Where(id => !Page.Split('\n').Any(line => line.StartsWith('|') && line.Split('|')[1].Contains($"`{id}`", StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_settings_on_the_page_are_the_defaults()
    {
        var reinforce = new ReinforceOptions();
        Row(SearchMethods.Reinforce).ShouldContain($"Adam at {reinforce.LearningRate}");
        Row(SearchMethods.Reinforce).ShouldContain($"(`darts` {ReinforceOptions.DartsLearningRate})");
        Row(SearchMethods.Reinforce).ShouldContain($"{ReinforceOptions.DefaultSteps} steps");
        Row(SearchMethods.Reinforce).ShouldContain($"last {reinforce.RewardWindow} scores");
        Row(SearchMethods.FpNas).ShouldContain($"at {new FpNasOptions().LearningRate}, {new FpNasOptions().Updates} updates");
        Row(SearchMethods.Evolution).ShouldContain($"population {new EvolutionOptions().Population}, tournament {new EvolutionOptions().Tournament}");
        Row(SearchMethods.Pareto).ShouldContain($"population {new ParetoOptions().Population}");
    }

    private static string Row(string id) => Page.Split('\n').First(line => line.StartsWith($"| `{id}` |", StringComparison.Ordinal));
}
