using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Indicators.Baselines;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Packages.Tests.Samples;

/// <summary>Own indicators, written with what the library shows to everybody.</summary>
public sealed class OwnIndicatorTests
{
    private static readonly SyntheticImageDataset Images = new();
    private static readonly IndicatorOptions Options = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 4, Threads = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void One_that_computes_what_a_built_in_one_does_gives_the_same_bits_in_a_scorer_and_a_search()
    {
        var own = new Own("own-grad-norm", NetworkViews.Gradient, observation => new GradientNorm().Of(observation));
        IndicatorRegistry.Register(own, Info("own-grad-norm"));
        string[] both = ["own-grad-norm", GradientNorm.Id];

        using var scorer = SpaceScorer.Of("nas-bench-201", Images, Options with { Indicators = both });
        var scores = scorer.Score(SpaceRegistry.Get("nas-bench-201").Sample(6, seed: 1), Token);
        foreach (var score in scores)
            score.Indicators["own-grad-norm"].ShouldBe(score.Indicators[GradientNorm.Id]);
        scores.ShouldContain(score => score.Indicators["own-grad-norm"].IsOk);

        var found = NeuralSearch.Find(Images, Request("own-grad-norm"), token: Token);
        var expected = NeuralSearch.Find(Images, Request(GradientNorm.Id), token: Token);
        found.Answer!.Architecture.ShouldBe(expected.Answer!.Architecture);
        found.History.Select(trial => trial.Architecture).ShouldBe(expected.History.Select(trial => trial.Architecture));

        static SearchRequest Request(string id) => new()
        {
            Method = SearchMethods.Evolution,
            Steps = 12,
            Objective = Combinations.Parse($"sum:{id}"),
            Scoring = Options with { Indicators = [id] },
        };
    }

    [Fact]
    public void It_is_listed_behind_the_built_in_ones_and_known_by_its_id()
    {
        var own = new Own("own-listed", NetworkViews.None, observation => (observation.WeightTensors.Count, IndicatorStatus.Ok));
        IndicatorRegistry.Register(own, Info("own-listed"));
        IndicatorRegistry.Register(own, Info("own-listed"));

        IndicatorRegistry.Get("own-listed").Name.ShouldBe("own");
        IndicatorRegistry.All.Take(IndicatorRegistry.BuiltIn.Count).ShouldBe(IndicatorRegistry.BuiltIn);
        IndicatorRegistry.All.Count(info => info.Id == "own-listed").ShouldBe(1);
        Combinations.Parse("log:own-listed+params").Indicators.ShouldBe(["own-listed", "params"]);
        Should.Throw<ArgumentException>(() => IndicatorRegistry.Register(new Own("own-listed", NetworkViews.None, _ => default), Info("own-listed")))
            .Message.ShouldBe("there is an indicator 'own-listed' already; choose another id");
    }

    [Fact]
    public void Many_threads_can_register_and_measure_at_once()
    {
        Parallel.For(0, 40, new ParallelOptions { CancellationToken = Token }, index =>
        {
            string id = $"own-thread-{index}";
            IndicatorRegistry.Register(new Own(id, NetworkViews.None, _ => (index, IndicatorStatus.Ok)), Info(id));
            IndicatorRegistry.Get(id).Id.ShouldBe(id);
        });
        string[] ids = [.. Enumerable.Range(0, 40).Select(index => $"own-thread-{index}")];
        using var scorer = SpaceScorer.Of("nas-bench-201", Images, Options with { Indicators = ids });
        var values = scorer.Score(SpaceRegistry.Get("nas-bench-201").Sample(1, seed: 3), Token)[0].Indicators;
        Enumerable.Range(0, 40).ShouldAllBe(index => values[$"own-thread-{index}"].Value == index);
    }

    [Fact]
    public void The_check_finds_nothing_in_a_sound_one() =>
        IndicatorCheck.Findings(new Own("sound", NetworkViews.Gradient, observation => new GradientNorm().Of(observation)), Token).ShouldBeEmpty();

    [Fact]
    public void The_check_finds_what_is_wrong()
    {
        int calls = 0;
        Finding(new("Own Norm", NetworkViews.Gradient, observation => new GradientNorm().Of(observation))).ShouldContain("'Own Norm' is no id of an indicator");
        Finding(new("teg", NetworkViews.Gradient, observation => new GradientNorm().Of(observation))).ShouldContain("names a combination");
        Finding(new("counts-calls", NetworkViews.None, _ => (Interlocked.Increment(ref calls), IndicatorStatus.Ok))).ShouldContain("when measured again");
        Finding(new("looks-around", NetworkViews.None, seen => (seen.WeightTensors.Count + (seen.Gradient is null ? 0 : 1), IndicatorStatus.Ok)))
            .ShouldContain("look only at the views asked for");
        Finding(new("throws", NetworkViews.None, seen => (seen.Gradient!.Of(seen.WeightTensors[0])[0], IndicatorStatus.Ok)))
            .ShouldContain("it threw NullReferenceException");
        Finding(new("not-a-number", NetworkViews.None, _ => (double.NaN, IndicatorStatus.Ok))).ShouldContain("another status");
        Finding(new("constant", NetworkViews.None, _ => (1, IndicatorStatus.Ok))).ShouldContain("it has to tell some apart");
    }

    private static string Finding(Own indicator) => string.Join('\n', IndicatorCheck.Findings(indicator, Token));

    private static IndicatorInfo Info(string id) => new(id, "own", Direction.HigherIsBetter, "these tests");

    private sealed class Own(string id, NetworkViews views, Func<NetworkObservation, (double Value, IndicatorStatus Status)> measure) : INetworkIndicator
    {
        public string Id => id;

        public NetworkViews Views => views;

        public (double Value, IndicatorStatus Status) Of(NetworkObservation observation) => measure(observation);
    }
}
