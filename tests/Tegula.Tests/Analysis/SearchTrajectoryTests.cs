using Tegula.Analysis;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Tests.Search;

namespace Tegula.Tests.Analysis;

public sealed class SearchTrajectoryTests
{
    private static readonly TrajectoryOptions Options = new(60) { Early = 8, Late = 45 };
    private static readonly SearchContext<string> Context = new(new DigitSpace(5, 4), RankObjective.SumOf("kappa", "regions", "mse"), 7);

    [Fact]
    public void The_parent_is_what_a_search_of_as_many_steps_answers()
    {
        var trajectory = Trajectory();
        foreach (var stage in trajectory.Stages)
            Text(trajectory, stage.Parent).ShouldBe(Run(SearchMethods.Create("reinforce", Context, 60), stage.Step).Derive());
        trajectory.Stages.Select(stage => (stage.Id, stage.Step)).ShouldBe([("early", 8), ("late", 45)]);
    }

    [Fact]
    public void A_child_goes_on_from_the_saved_parent_with_the_seed_that_it_names()
    {
        var trajectory = Trajectory();
        foreach (var stage in trajectory.Stages)
        {
            foreach (var child in stage.Children)
            {
                var saved = Run(SearchMethods.Create("reinforce", Context, 60), stage.Step).Save();
                var own = Context with { Seed = child.Seed };
                var method = SearchMethods.Restore(saved with { Seed = child.Seed }, own);
                var answers = new List<string> { Text(trajectory, stage.Parent) };
                for (var step = stage.Step; step < 60; step++)
                {
                    Run(method, 1);
                    if (method.Derive() != answers[^1])
                        answers.Add(method.Derive()!);
                }

                child.Path.Select(point => Text(trajectory, point.Architecture)).ShouldBe(answers);
                child.Path.Skip(1).ShouldAllBe(point => point.Step > stage.Step && point.Step <= 60);
                child.Entropy.ShouldBe(method.Spread!.Value);
            }
        }

        trajectory.Stages.SelectMany(stage => stage.Children).Select(child => child.Seed).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Everything_met_is_measured_once_and_placed_by_the_plane_of_the_ways()
    {
        var trajectory = Trajectory();
        var texts = trajectory.Architectures.Select(item => item.Score.Architecture).ToList();
        texts.Distinct().Count().ShouldBe(texts.Count);
        trajectory.Evaluations.ShouldBe(texts.Select(Context.Space.ComputationKey).Distinct().Count());
        var points = trajectory.Stages.SelectMany(stage => stage.Children).SelectMany(child => child.Path);
        int[] onWays = [.. points.Select(point => point.Architecture).Distinct().Order()];
        double[] Code(string word) => [.. word.SelectMany(digit => Enumerable.Range(0, 4).Select(option => option == digit - '0' ? 1.0 : 0.0))];
        var plane = PrincipalPlane.Of([.. onWays.Select(index => Code(texts[index]))]);
        foreach (var item in trajectory.Architectures)
        {
            (item.X, item.Y).ShouldBe(plane.Project(Code(item.Score.Architecture)));
            item.Score.Indicators["kappa"].ShouldBe(DigitScorer.Score(item.Score.Architecture).Indicators["kappa"]);
        }
    }

    [Fact]
    public void Barriers_lie_between_the_ends_of_the_children()
    {
        var trajectory = Trajectory();
        foreach (var stage in trajectory.Stages)
        {
            var (one, other) = (trajectory.Architectures[stage.Children[0].End], trajectory.Architectures[stage.Children[1].End]);
            stage.EndDistance.ShouldBe(Context.Space.Distance(one.Score.Architecture, other.Score.Architecture));
            stage.Barriers.Select(barrier => barrier.Indicator).ShouldBe(["kappa", "regions", "mse"]);
            foreach (var (barrier, surface) in stage.Barriers.Zip(trajectory.Surfaces))
            {
                barrier.Values[0].ShouldBe(surface.At(one.X, one.Y));
                barrier.Values[^1]!.Value.ShouldBe(surface.At(other.X, other.Y)!.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_ways_and_another_seed_others()
    {
        static string Ways(SearchTrajectory trajectory) => string.Join(';', trajectory.Stages.SelectMany(stage => stage.Children)
            .Select(child => string.Join(',', child.Path.Select(point => $"{point.Step}:{Text(trajectory, point.Architecture)}"))));
        var first = Ways(Trajectory());
        Ways(Trajectory()).ShouldBe(first);
        var other = SearchTrajectory.Of(Context with { Seed = 8 }, new DigitScorer().Source(), Options, token: TestContext.Current.CancellationToken);
        Ways(other).ShouldNotBe(first);
    }

    [Fact]
    public void Failed_architectures_are_no_part_of_a_surface_and_end_no_way()
    {
        var trajectory = SearchTrajectory.Of(Context, new DigitScorer(failing: '2').Source(), Options, token: TestContext.Current.CancellationToken);
        trajectory.Architectures.ShouldContain(item => item.Score.HasFailed);
        var measured = trajectory.Architectures.Where(item => !item.Score.HasFailed).ToList();
        trajectory.Surfaces.ShouldAllBe(surface => measured.All(item => surface.At(item.X, item.Y) != null));
    }

    [Fact]
    public void Progress_ends_at_the_steps_of_parent_and_children()
    {
        var told = new List<(int Done, int Total)>();
        SearchTrajectory.Of(Context, new DigitScorer().Source(), Options, (done, total) => told.Add((done, total)), TestContext.Current.CancellationToken);
        told[^1].ShouldBe((45 + (2 * 52) + (2 * 15), 45 + (2 * 52) + (2 * 15)));
        told.Select(item => item.Done).ShouldBeInOrder();
    }

    [Fact]
    public void Steps_have_an_order_and_defaults_that_keep_it()
    {
        foreach (var steps in new[] { 3, 4, 10, 500 })
            new TrajectoryOptions(steps).Check();
        (new TrajectoryOptions().EarlyStep, new TrajectoryOptions().LateStep).ShouldBe((50, 350));
        Should.Throw<AnalysisException>(() => new TrajectoryOptions(20) { Early = 0 }.Check());
        Should.Throw<AnalysisException>(() => new TrajectoryOptions(20) { Early = 5, Late = 5 }.Check()).Message.ShouldContain("steps 5 and 5 of 20");
        Should.Throw<AnalysisException>(() => new TrajectoryOptions(20) { Late = 20 }.Check());
        Should.Throw<AnalysisException>(() => new TrajectoryOptions(2).Check());
    }

    [Fact]
    public void Where_nothing_can_be_measured_there_is_no_parent()
    {
        var context = Context with { Space = new DigitSpace(3, 1) };
        var token = TestContext.Current.CancellationToken;
        Should.Throw<AnalysisException>(() => SearchTrajectory.Of(context, new DigitScorer(failing: '0').Source(), Options, token: token)).Message
            .ShouldContain("none of the first 8 architectures could be measured");
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var scorer = new DigitScorer { BeforeScoring = done => { if (done > 30) source.Cancel(); } };
        Should.Throw<OperationCanceledException>(() => SearchTrajectory.Of(Context, scorer.Source(), Options, token: source.Token));
    }

    [Fact]
    public void Every_built_in_space_has_trajectories()
    {
        var scoring = new IndicatorOptions { Indicators = ["params", "effective-depth"], Seed = 3 };
        foreach (var space in SpaceRegistry.All)
        {
            var trajectory = SearchTrajectory.Of(
                space.Id, DatasetSpec.Open("synthetic"), scoring, new(20), token: TestContext.Current.CancellationToken);
            trajectory.Space.ShouldBe(space.Id);
            trajectory.Surfaces.Select(surface => (surface.Indicator, surface.Direction))
                .ShouldBe([("params", Direction.LowerIsBetter), ("effective-depth", Direction.HigherIsBetter)]);
            trajectory.Architectures.ShouldAllBe(item => space.Parse(item.Score.Architecture) != null);
            trajectory.Plane.FirstShare.ShouldBeGreaterThan(0);
        }
    }

    private static SearchTrajectory Trajectory() =>
        SearchTrajectory.Of(Context, new DigitScorer().Source(), Options, token: TestContext.Current.CancellationToken);

    private static string Text(SearchTrajectory trajectory, int index) => trajectory.Architectures[index].Score.Architecture;

    private static ISearchMethod<string> Run(ISearchMethod<string> method, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var proposal = method.Propose()!;
            method.Observe(proposal.Number, DigitScorer.Score(proposal.Architecture));
        }

        return method;
    }
}
