using Tegula.Datasets;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Tests.Searches;

/// <summary>Searches in a study, in one process.</summary>
public sealed class StudySearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-search-").FullName;

    public static TheoryData<string> Methods => [.. SearchMethods.All.Select(method => method.Id).Where(id => id != SearchMethods.Exhaustive)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Stopped_again_and_again_it_ends_as_if_never_stopped(string method)
    {
        var request = SmallSearch.Request(method, 60) with { FilterFraction = method == SearchMethods.Pruning ? null : 0.8 };
        using var whole = Store("whole.db");
        var expected = SmallSearch.Run(whole, "s", request);

        using var store = Store("stopped.db");
        foreach (var stop in new[] { 1, 2, 17, 18, 40, 59 })
        {
            using var cancellation = new CancellationTokenSource();
            SmallSearch.Run(store, "s", request, progress: progress =>
            {
                if (progress.Done == stop)
                    cancellation.Cancel();
            }, token: cancellation.Token);
        }

        SmallSearch.Essence(SmallSearch.Run(store, "s", request)).ShouldBe(SmallSearch.Essence(expected));
        var (mine, other) = (store.FindStudy("s")!, whole.FindStudy("s")!);
        mine.Status.ShouldBe(StudyStatus.Done);
        mine.Answer.ShouldBe(other.Answer);
        mine.Steps.ShouldBe(expected.History.Count);
        store.Steps(mine.Id).Select(step => (step.Architecture, step.IsCached, step.TurnedAway)).ShouldBe(
            whole.Steps(other.Id).Select(step => (step.Architecture, step.IsCached, step.TurnedAway)));
        SearchStateJson.Read(mine.State!).Next.ShouldBe(SearchStateJson.Read(other.State!).Next);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Images_that_do_not_fit_leave_no_study_behind()
    {
        using var store = Store("none.db");
        var request = SmallSearch.Request(SearchMethods.Random, 3);
        var features = DatasetSpec.Open("seg20");
        Should.Throw<DatasetException>(() => StudySearch.Run(store, "s", request, features, "seg20", token: TestContext.Current.CancellationToken));
        store.FindStudy("s").ShouldBeNull();
    }

    [Fact]
    public void An_exhaustive_search_that_was_stopped_answers_as_if_never_stopped()
    {
        var request = SmallSearch.Request(SearchMethods.Exhaustive, 150);
        using var store = Store("exhaustive.db");
        using var cancellation = new CancellationTokenSource();
        SmallSearch.Run(store, "stopped", request, progress: progress =>
        {
            if (progress.Done == 70)
                cancellation.Cancel();
        }, token: cancellation.Token);
        var resumed = SmallSearch.Run(store, "stopped", request);
        using var other = Store("whole.db");
        SmallSearch.Essence(resumed).ShouldBe(SmallSearch.Essence(SmallSearch.Run(other, "whole", request)));
    }

    [Theory]
    [InlineData(SearchMethods.Random)]
    [InlineData(SearchMethods.Evolution)]
    [InlineData(SearchMethods.Pareto)]
    public void One_two_and_eight_threads_give_the_same_bits(string method)
    {
        string[] results =
        [
            .. new[] { 1, 2, 8 }.Select(threads =>
            {
                using var store = Store($"{method}-{threads}.db");
                return SmallSearch.Essence(SmallSearch.Run(store, "s", SmallSearch.Request(method, 50, threads: threads)));
            }),
        ];
        results.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(SearchMethods.Random)]
    [InlineData(SearchMethods.Evolution)]
    [InlineData(SearchMethods.Pruning)]
    public async Task Four_workers_give_the_same_bits_as_one_process(string method)
    {
        var request = SmallSearch.Request(method, 50);
        using var alone = Store("alone.db");
        var expected = SmallSearch.Run(alone, "s", request);

        using var store = Store("workers.db");
        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var own = Store("workers.db");
            return new Worker(own, new() { Threads = 1 }).Run(stop.Token);
        })).ToList();
        var result = SmallSearch.Run(store, "s", request, new() { UsesQueue = true });
        await stop.CancelAsync();
        var summaries = await Task.WhenAll(workers);

        SmallSearch.Essence(result).ShouldBe(SmallSearch.Essence(expected));
        summaries.Sum(summary => summary.Finished).ShouldBe(result.Evaluations);
        store.Count(new()).ShouldBe(alone.Count(new()));
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_study_that_is_done_gives_its_answer_without_measuring_anything()
    {
        using var store = Store("done.db");
        var request = SmallSearch.Request(SearchMethods.Evolution, 40);
        var first = SmallSearch.Run(store, "s", request);
        var before = store.Evaluations(new()).ToList();
        SmallSearch.Essence(SmallSearch.Run(store, "s", request)).ShouldBe(SmallSearch.Essence(first));
        store.Evaluations(new()).Select(evaluation => (evaluation.Id, evaluation.Started))
            .ShouldBe(before.Select(evaluation => (evaluation.Id, evaluation.Started)));
    }

    [Fact]
    public void Another_study_in_the_same_file_measures_nothing_twice()
    {
        using var store = Store("shared.db");
        var first = SmallSearch.Run(store, "first", SmallSearch.Request(SearchMethods.Random, 40));
        var count = store.Count(new());
        var second = SmallSearch.Run(store, "second", SmallSearch.Request(SearchMethods.Random, 50));
        second.Borrowed.ShouldBe(first.Evaluations);
        store.Count(new()).ShouldBe(count + 10);
        store.Evaluations(new()).Select(evaluation => evaluation.Computation).ShouldBeUnique();
        SmallSearch.Run(store, "third", SmallSearch.Request(SearchMethods.Random, 40, seed: 2)).Borrowed.ShouldBe(0);
    }

    [Fact]
    public void A_study_of_the_same_name_that_was_asked_something_else_is_refused_and_left_alone()
    {
        using var store = Store("other.db");
        SmallSearch.Run(store, "s", SmallSearch.Request(SearchMethods.Random, 20));
        var before = store.FindStudy("s");
        Should.Throw<StudyException>(() => SmallSearch.Run(store, "s", SmallSearch.Request(SearchMethods.Random, 30))).Message
            .ShouldContain("is another one: its number of steps is 20, not 30");
        Should.Throw<StudyException>(() => SmallSearch.Run(store, "s", SmallSearch.Request(SearchMethods.Random, 20, seed: 4))).Message
            .ShouldContain("its seed is 1, not 4");
        store.FindStudy("s").ShouldBe(before);
    }

    [Fact]
    public void A_search_that_takes_another_way_than_written_down_is_stopped()
    {
        using var store = Store("way.db");
        var request = SmallSearch.Request(SearchMethods.Random, 20);
        SmallSearch.Run(store, "s", request);
        var (study, way) = (store.FindStudy("s")!, store.CreateStudy("altered", store.FindStudy("s")!.Definition));
        var steps = store.Steps(study.Id);
        store.AddSteps(way.Id, [.. steps.Take(5), steps[5] with { Architecture = steps[6].Architecture, Evaluation = steps[6].Evaluation }]);
        Should.Throw<StudyException>(() => SmallSearch.Run(store, "altered", request)).Message.ShouldContain("its step 5 was");
        store.FindStudy("altered")!.Status.ShouldBe(StudyStatus.Failed);
    }

    [Fact]
    public void A_method_that_stands_elsewhere_than_saved_is_stopped()
    {
        using var store = Store("state.db");
        var request = SmallSearch.Request(SearchMethods.Evolution, 30);
        SmallSearch.Run(store, "s", request);
        var study = store.FindStudy("s")!;
        var altered = SearchStateJson.Read(study.State!) with { Next = 29 };
        store.SaveState(study.Id, 30, SearchStateJson.Write(altered));
        Should.Throw<StudyException>(() => SmallSearch.Run(store, "s", request)).Message.ShouldContain("after 30 steps its method stands elsewhere");
    }

    [Fact]
    public void What_is_asked_has_a_name_of_its_own_and_can_be_read_back()
    {
        var request = SmallSearch.Request(SearchMethods.Evolution, 30) with { Time = TimeSpan.FromSeconds(90), MaxParameters = 500_000, Objective = null };
        var definition = StudySearch.Define(request, SmallSearch.Images, SmallSearch.Data);
        definition.DefaultName.ShouldStartWith($"evolution-{NasBench201Space.Instance.Id}-");
        StudySearch.Define(request with { Scoring = request.Scoring with { Threads = 7 } }, SmallSearch.Images, SmallSearch.Data)
            .DefaultName.ShouldBe(definition.DefaultName);
        StudySearch.Define(request with { Steps = 31 }, SmallSearch.Images, SmallSearch.Data).DefaultName.ShouldNotBe(definition.DefaultName);
        var read = SearchRequestJson.Read(definition.Request);
        SearchRequestJson.Write(read).ShouldBe(definition.Request);
        read.Time.ShouldBe(request.Time);
        read.Objective.ShouldBeNull();
        SearchRequestJson.Read(SearchRequestJson.Write(request with { Objective = Indicators.Combinations.Parse("log:kappa:high+2*naswot") })).Objective!.Id
            .ShouldBe("log:kappa:high+2*naswot");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StudyStore Store(string file) => StudyStore.Open(Path.Combine(_folder, file));
}
