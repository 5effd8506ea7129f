using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Spaces.Custom;
using Tegula.Tests.Indicators;
using Tegula.Topology;

namespace Tegula.Tests.Search;

/// <summary>Searches over a space that a definition makes, with constraints of every kind.</summary>
public sealed class OwnSpaceSearchTests
{
    private const int MaxParameters = 90_000;
    private static readonly RandomImages Images = new(new(3, 16, 16), 60);

    // Edges with operations of their own, a cost, operations counted, and a depth: each turns some of the 4^5 * 3 cells away.
    private static readonly CustomSpaceDefinition Definition = new(
        "searched",
        new CustomCellShape(4)
        {
            Edges = [new(0, 1), new(0, 2), new(1, 2), new(0, 3, ["skip", "none", "conv"]), new(1, 3), new(2, 3)],
        },
        [new("none", "none"), new("skip", "identity"), new("conv", "convolution"), new("pool", "average-pool")],
        new CustomSkeleton { Channels = 8, Cells = 2, Image = new(3, 16, 16) },
        new CustomConstraints
        {
            MaxParameters = MaxParameters,
            AtLeast = new CustomConstraints().AtLeast.Add("conv", 1),
            AtMost = new CustomConstraints().AtMost.Add("none", 3),
            MinDepth = 0.5,
        });

    private static readonly SpaceInfo Space = SpaceRegistry.Add(new CustomSpace(Definition));

    public static TheoryData<string> Methods => [.. SearchMethods.All.Select(method => method.Id)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_finds_a_cell_and_asks_only_for_what_keeps_to_the_constraints(string method)
    {
        var result = NeuralSearch.Find(Images, Request(method), token: Token);

        result.Answer.ShouldNotBeNull();
        result.Evaluations.ShouldBeGreaterThan(5);
        var answer = result.Answer.Architecture.ShouldBeOfType<CustomCell>();
        Wrong(answer).ShouldBeNull();
        if (method != SearchMethods.Pruning)
            result.History.Select(trial => Wrong(CustomCell.Parse(Definition, trial.Architecture))).ShouldAllBe(wrong => wrong == null);
        else
            result.History.ShouldAllBe(trial => HoldsACell(trial.Architecture));
        NeuralSearch.Find(Images, Request(method), token: Token).History.Select(trial => trial.Architecture)
            .ShouldBe(result.History.Select(trial => trial.Architecture), "the same request, the same search");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Filter_and_budgets_hold_as_in_built_in_spaces(string method)
    {
        const long Budget = 60_000;
        var request = Request(method) with { FilterFraction = 0.7, MaxParameters = Budget };
        var result = NeuralSearch.Find(Images, request, token: Token);

        result.Answer.ShouldNotBeNull();
        var filter = DepthWidthFilter.Of(Space.Connectivity, 0.7);
        foreach (var cell in (CustomCell[])[(CustomCell)result.Answer.Architecture, .. Asked(method, result)])
        {
            Wrong(cell).ShouldBeNull();
            (method == SearchMethods.Pruning || filter.Keeps(cell)).ShouldBeTrue($"{cell}; pruning goes on where the filter leaves no choice");
            ArchitectureCost.Of(cell)!.Whole.Parameters.ShouldBeLessThanOrEqualTo(Budget, cell.ToString());
        }
    }

    [Fact]
    public void The_exhaustive_search_sees_every_computation_of_the_space_once()
    {
        CustomCell[] cells = [.. Space.Own!.Enumerate()];
        cells.Length.ShouldBe((int)Space.Count!.Value);
        cells.Select(Wrong).ShouldAllBe(wrong => wrong == null);
        int computations = cells.Select(Space.Own.ComputationKey).Distinct().Count();

        var request = Request(SearchMethods.Exhaustive) with
        {
            Steps = null,
            Scoring = Scoring("params", "effective-depth"),
            Objective = Combinations.Parse("sum:params:low+effective-depth"),
        };
        request.EffectiveSteps.ShouldBe(cells.Length);
        var result = NeuralSearch.Find(Images, request, token: Token);
        result.Evaluations.ShouldBe(computations);
        long[] costs = [.. cells.Select(cell => ArchitectureCost.Of(cell)!.Whole.Parameters)];
        SearchableSpace.Get(Space.Id).LeastCost.Parameters.ShouldBe(costs.Min());
    }

    [Fact]
    public void Budgets_that_nothing_meets_are_refused_with_the_least_cost()
    {
        long least = Space.Cells!.Min(cell => ArchitectureCost.Of(cell)!.Whole.Parameters);
        Should.Throw<SearchRequestException>(() => NeuralSearch.Check(Request(SearchMethods.Random) with { MaxParameters = least - 1 }))
            .Message.ShouldBe($"no network of {Space.Id} has at most {least - 1} parameters; the smallest has {least}");
    }

    [Fact]
    public void Reference_and_fast_agree_where_they_do_in_built_in_spaces()
    {
        string[] ids = ["naswot", "synflow", "grad-norm", "params", "kappa"];
        var cells = Space.Sample(10, seed: 5);
        using var exact = SpaceScorer.Of(Space.Id, Images, Scoring(ids) with { Fidelity = Fidelity.Reference });
        using var fast = SpaceScorer.Of(Space.Id, Images, Scoring(ids));
        var (reference, approximate) = (exact.Score(cells, Token), fast.Score(cells, Token));
        foreach (string id in ids[..4])
            approximate.Select(score => score.Indicators[id]).ShouldBe(reference.Select(score => score.Indicators[id]), id);
        approximate.Select(score => score.Indicators["kappa"].Status).ShouldBe(reference.Select(score => score.Indicators["kappa"].Status));
    }

    [Fact]
    public void A_request_carries_the_definition_and_one_for_a_built_in_space_does_not()
    {
        string json = SearchRequestJson.Write(Request(SearchMethods.Random));
        SearchRequestJson.Read(json).SpaceDefinition.ShouldBe(Definition.ToYaml());
        SearchRequestJson.Write(SearchRequestJson.Read(json)).ShouldBe(json);
        SearchRequestJson.Write(new SearchRequest()).ShouldNotContain("spaceDefinition");
        ScoringContext.Of("nas-bench-201", Images, Scoring("naswot")).Settings.Keys.ShouldNotContain("spaceDefinition");
        foreach (string id in (string[])[Space.Id, SearchableSpace.Get(Space.Id).SupernetId])
        {
            var context = ScoringContext.Of(id, Images, Scoring("naswot"));
            ScoringContext.DefinitionIn(context.Settings).ShouldBe(Definition.ToYaml());
            string[] indicators = ["naswot"];
            context.Options(indicators).ShouldBe(Scoring("naswot") with { Threads = 0, Indicators = indicators });
        }
    }

    [Fact]
    public void A_request_that_is_read_makes_its_space_known()
    {
        var other = new CustomSpaceDefinition("unseen", new CustomCellShape(3), [new("skip", "identity"), new("conv", "convolution")]);
        SpaceRegistry.Find(other.Id).ShouldBeNull();
        string json = SearchRequestJson.Write(Request(SearchMethods.Random) with { Space = other.Id, SpaceDefinition = other.ToYaml() });
        SpaceRegistry.Find(other.Id).ShouldBeNull();
        NeuralSearch.Check(SearchRequestJson.Read(json));
        SpaceRegistry.Get(other.Id).Own!.Definition.ShouldBe(other);
    }

    [Fact]
    public void A_trajectory_and_a_landscape_are_those_of_the_space()
    {
        var trajectory = SearchTrajectory.Of(Space.Id, Images, Scoring("naswot"), new(12), token: Token);
        trajectory.Space.ShouldBe(Space.Id);
        trajectory.Architectures.Select(placed => Wrong(CustomCell.Parse(Definition, placed.Score.Architecture))).ShouldAllBe(wrong => wrong == null);
        var scores = trajectory.Architectures.Select(placed => placed.Score).ToList();
        SearchLandscape.Of(Space.Id, scores, [0], [new("naswot", Direction.HigherIsBetter)]).Architectures.Count.ShouldBe(scores.Count);
    }

    private static IEnumerable<CustomCell> Asked(string method, SearchResult<IArchitecture> result) =>
        method == SearchMethods.Pruning ? [] : result.History.Select(trial => CustomCell.Parse(Definition, trial.Architecture));

    // Written apart from the library's own check: texts are counted, parameters are those of the network that is built.
    private static string? Wrong(CustomCell cell)
    {
        string[] operations = [.. cell.ToString().Split('|', '+').Where(part => part.Length > 0).Select(part => part.Split('~')[0])];
        if (operations.Length != 6)
            return $"{cell} has {operations.Length} edges";
        if (operations[3] == "pool")
            return $"{cell} has a pool on the edge from 0 to 3";
        if (!operations.Contains("conv"))
            return $"{cell} has no convolution";
        if (operations.Count(operation => operation == "none") > 3)
            return $"{cell} is cut too often";
        if (PathStatistics.Of(cell.ToGraph())!.EffectiveDepth < 0.5)
            return $"{cell} is too shallow";
        return ArchitectureCost.Of(cell)!.Whole.Parameters > MaxParameters ? $"{cell} has too many parameters" : null;
    }

    private static bool HoldsACell(string text)
    {
        var supernet = CustomSupernet.Parse(Definition, text);
        return Space.Own!.Enumerate().Any(cell => cell.Operations.Zip(supernet.Operations).All(pair => pair.Second.Contains(pair.First)));
    }

    private static IndicatorOptions Scoring(params string[] indicators) =>
        new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Seed = 3, Threads = 2, Indicators = indicators };

    private static SearchRequest Request(string method) => new()
    {
        Space = Space.Id,
        Method = method,
        Steps = method == SearchMethods.Pruning ? null : 24,
        Objective = Combinations.Parse(method == SearchMethods.Pareto ? "sum:naswot+swap" : "sum:naswot"),
        Scoring = method == SearchMethods.Pareto ? Scoring("naswot", "swap") : Scoring("naswot"),
    };
}
