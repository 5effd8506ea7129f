using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Tests.Queue;

/// <summary>Workers that measure.</summary>
public sealed class WorkerScoringTests : IDisposable
{
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|skip_connect~1|+|skip_connect~0|nor_conv_1x1~1|none~2|";
    private const string OtherCell = "|nor_conv_1x1~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_1x1~2|";

    private static readonly string[] Asked = ["kappa", "regions"];
    private static readonly IndicatorOptions Options = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Seed = 7, Indicators = Asked };
    private static readonly WorkerOptions UntilEmpty = new()
    {
        Threads = 2,
        Idle = TimeSpan.Zero,
        Limits = new() { Tries = 1 },
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-worker-");
    private readonly StudyStore _store;
    private readonly long _study;

    public WorkerScoringTests()
    {
        _store = StudyStore.Open(Path.Combine(_folder.FullName, "study.db"));
        _study = _store.CreateStudy("scores", QueueSample.Definition).Id;
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_workers_scores_are_those_of_this_process_whatever_the_threads()
    {
        ImageDataset data = DatasetSpec.Open("synthetic");
        foreach (int threads in new[] { 1, 4 })
        {
            IndicatorOptions options = Options with { Seed = (ulong)threads };
            using SpaceScorer expected = SpaceScorer.Of("nas-bench-201", data, options);
            long context = _store.AddContext(ScoringContext.Of("nas-bench-201", data, options), "synthetic").Id;
            IReadOnlyList<long> tasks = _store.Enqueue([Task(context, Cell), Task(context, OtherCell)]);
            new Worker(_store, UntilEmpty with { Threads = threads }).Run(TestContext.Current.CancellationToken).Finished.ShouldBe(2);
            IReadOnlyList<TaskEnd> ends = _store.Ended(tasks);
            foreach ((long task, string cell) in tasks.Zip([Cell, OtherCell]))
            {
                StoredEvaluation evaluation = ends.Single(end => end.Id == task).Evaluation!;
                evaluation.Indicators.ShouldBe(expected.Measure(cell, 1, TestContext.Current.CancellationToken).Indicators);
                (evaluation.Architecture, evaluation.Study, evaluation.Machine).ShouldBe((cell, _study, WorkerIdentity.Machine));
                evaluation.Seconds.ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public void What_the_store_has_by_now_is_not_measured_again()
    {
        ImageDataset data = DatasetSpec.Open("synthetic");
        long context = _store.AddContext(ScoringContext.Of("nas-bench-201", data, Options), "synthetic").Id;
        long other = _store.CreateStudy("other", QueueSample.Definition).Id;
        long first = _store.Enqueue([Task(context, Cell)])[0];
        new Worker(_store, UntilEmpty).Run(TestContext.Current.CancellationToken);
        long second = _store.Enqueue([Task(context, Cell) with { Study = other }])[0];
        var events = new List<WorkerEvent>();
        new Worker(_store, UntilEmpty, events.Add).Run(TestContext.Current.CancellationToken).Finished.ShouldBe(1);
        events.OfType<WorkerEvent.Finished>().Single().Seconds.ShouldBe(0);
        _store.Ended([second]).Single().Evaluation.ShouldBeSame(_store.Ended([first]).Single().Evaluation!);
    }

    [Fact]
    public void What_this_program_cannot_measure_as_asked_fails_with_the_reason()
    {
        ImageDataset data = DatasetSpec.Open("synthetic");
        ScoringContext good = ScoringContext.Of("nas-bench-201", data, Options);
        Reason(good with { DataSha256 = new string('a', 64) }, "synthetic").ShouldStartWith(
            $"data 'synthetic' is not the study's: its SHA-256 is {data.ContentHash}, that of the study {new string('a', 64)}; put the same files there (on ");
        Reason(good with { DataSha256 = new string('b', 64) }, "cifar10:/no/such/folder").ShouldContain("/no/such/folder");
        Reason(good with { Revision = 99 }, "synthetic").ShouldStartWith("the study's scores are of revision 99, version ");
        Reason(good with { Settings = new Dictionary<string, string> { ["colour"] = "1" } }, "synthetic").ShouldContain("another version of this program");
        Reason(good with { Space = "no-such-space" }, "synthetic").ShouldContain("no-such-space");
        Reason(good, "synthetic", "no architecture").ShouldStartWith("ArchitectureFormatException: ");
        new Worker(_store, UntilEmpty).Run(TestContext.Current.CancellationToken).Finished.ShouldBe(0);

        string Reason(ScoringContext context, string spec, string architecture = Cell)
        {
            long task = _store.Enqueue([Task(_store.AddContext(context, spec).Id, architecture)])[0];
            new Worker(_store, UntilEmpty).Run(TestContext.Current.CancellationToken).Failed.ShouldBe(1);
            return _store.Ended([task]).Single().Error.ShouldNotBeNull();
        }
    }

    private NewTask Task(long context, string cell)
    {
        string computation = cell.StartsWith('|') ? NasBench201Space.Instance.ComputationKey(NasBench201Space.Instance.Parse(cell)) : cell;
        return new(_study, context, computation, cell, Asked);
    }
}
