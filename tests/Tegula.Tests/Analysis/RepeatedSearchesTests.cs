using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Tests.Analysis;

public sealed class RepeatedSearchesTests
{
    private static readonly SearchRequest Request = new()
    {
        Method = SearchMethods.Random,
        Steps = 25,
        Scoring = new() { Fidelity = Fidelity.Fast, Seed = 11 },
    };

    private static readonly ImageDataset Data = new SyntheticImageDataset();

    [Fact]
    public void Every_subset_of_the_indicators_finds_what_it_finds_alone()
    {
        string[] indicators = ["params", "effective-depth"];
        IReadOnlyList<SearchSummary> found = IndicatorAblation.Run(Searches(), Request, indicators, 3, TestContext.Current.CancellationToken);

        found.Select(summary => summary.Name).ShouldBe(["params", "effective-depth", "params, effective-depth"]);
        foreach ((SearchSummary summary, string[] subset) in found.Zip([["params"], ["effective-depth"], indicators]))
        {
            string?[] alone = [.. Enumerable.Range(11, 3).Select(seed => Alone(subset, (ulong)seed))];
            summary.Answers.ShouldBe(alone);
            double[] accuracies = [.. alone.Select(text => Accuracy(NasBench201Cell.Parse(text!))["made-up"])];
            double mean = accuracies.Sum() / 3;
            summary.Accuracy["made-up"].Mean.ShouldBe(mean, 1e-12);
            summary.Accuracy["made-up"].Sd.ShouldBe(Math.Sqrt(accuracies.Sum(value => Math.Pow(value - mean, 2)) / 2), 1e-9);
            summary.Evaluations.ShouldBe(25);
            summary.TurnedAway.ShouldBe(0);
        }
    }

    [Fact]
    public void A_single_indicator_chooses_the_cell_that_is_best_in_it()
    {
        SearchSummary found = IndicatorAblation.Run(Searches(), Request with { Steps = 60 }, ["params"], 1, TestContext.Current.CancellationToken)[0];
        SearchResult<IArchitecture> history = NeuralSearch.Find(
            Data, Request with { Steps = 60, Scoring = Request.Scoring with { Indicators = ["params"] } }, token: TestContext.Current.CancellationToken);
        long most = history.History.Max(trial => ArchitectureCost.Of(NasBench201Cell.Parse(trial.Architecture))!.Whole.Parameters);
        ArchitectureCost.Of(NasBench201Cell.Parse(found.Answers[0]!))!.Whole.Parameters.ShouldBe(most);
    }

    [Fact]
    public void Subsets_are_all_there_once_the_small_ones_first()
    {
        IReadOnlyList<IReadOnlyList<string>> subsets = IndicatorAblation.Subsets(["a", "b", "c"]);
        subsets.Select(subset => string.Concat(subset)).ShouldBe(["a", "b", "c", "ab", "ac", "bc", "abc"]);
        IndicatorAblation.Subsets([1, 2, 3, 4, 5, 6]).Select(subset => string.Concat(subset)).Distinct().Count().ShouldBe(63);
    }

    [Fact]
    public void Behind_a_filter_every_draw_is_scored_or_turned_away()
    {
        SearchRequest request = Request with { Scoring = Request.Scoring with { Indicators = ["params"] } };
        IReadOnlyList<SearchSummary> found = FilterRadiusAblation.Run(
            Searches(), request, FilterRadiusAblation.Fractions, draws: 60, seeds: 4, TestContext.Current.CancellationToken);

        found.Select(summary => summary.Name).ShouldBe(["no filter", "whole radius", "3/4 of the radius", "1/2 of the radius", "1/4 of the radius"]);
        found[0].TurnedAway.ShouldBe(0);
        found[0].Evaluations.ShouldBe(60);
        foreach ((SearchSummary summary, double? fraction) in found.Zip(FilterRadiusAblation.Fractions))
        {
            (summary.Evaluations + summary.TurnedAway).ShouldBe(60, 1e-9);
            summary.Spared.ShouldBeLessThanOrEqualTo(summary.TurnedAway);
            if (fraction is not null)
            {
                DepthWidthRegion region = DepthWidthFilter.Of(NasBench201Space.Instance, fraction.Value).Region;
                summary.Answers.ShouldAllBe(text => region.Contains(PathStatistics.Of(NasBench201Cell.Parse(text!).ToGraph())));
            }
        }

        found.Select(summary => summary.TurnedAway).ShouldBeInOrder();
        found[4].TurnedAway.ShouldBeGreaterThan(found[2].TurnedAway);
    }

    [Fact]
    public void Progress_counts_the_steps_of_all_searches()
    {
        var seen = new List<(int Done, int Total)>();
        var searches = new RepeatedSearches(Data, Accuracy) { Progress = (done, total) => seen.Add((done, total)) };
        IndicatorAblation.Run(searches, Request with { Steps = 20 }, ["params", "macs"], 2, TestContext.Current.CancellationToken);
        seen.ShouldAllBe(item => item.Total == 2 * 3 * 20);
        seen.Select(item => item.Done).ShouldBeInOrder();
        seen[^1].Done.ShouldBe(120);
    }

    [Fact]
    public void What_cannot_be_searched_is_refused()
    {
        Should.Throw<AnalysisException>(() => IndicatorAblation.Run(Searches(), Request, [])).Message.ShouldContain("name 1 to 6");
        Should.Throw<AnalysisException>(() => IndicatorAblation.Run(Searches(), Request, ["params", "params"]))
            .Message.ShouldBe("indicator params stands twice; name each once");
        Should.Throw<AnalysisException>(() => IndicatorAblation.Run(Searches(), Request, ["params"], 0)).Message.ShouldContain("at least 1 is needed");
        Should.Throw<AnalysisException>(() => FilterRadiusAblation.Run(Searches(), Request, [])).Message.ShouldContain("at least one of each");
        Should.Throw<SearchRequestException>(() => FilterRadiusAblation.Run(Searches(), Request, [0.01])).Message.ShouldContain("keeps none");
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => IndicatorAblation.Run(Searches(), Request, ["params"], 1, source.Token));
    }

    private static RepeatedSearches Searches() => new(Data, Accuracy);

    private static Dictionary<string, double> Accuracy(IArchitecture architecture) =>
        new() { ["made-up"] = NasBench201Space.Instance.IndexOf((NasBench201Cell)architecture) / 200.0 };

    private static string? Alone(string[] indicators, ulong seed) => NeuralSearch.Find(
        Data,
        Request with
        {
            Scoring = Request.Scoring with { Indicators = indicators, Seed = seed },
            Objective = Combinations.Parse($"sum:{string.Join('+', indicators)}"),
        }).Answer?.Score.Architecture;
}
