using Tegula.Studies.Queue;

namespace Tegula.Studies.Tests.Queue;

/// <summary>The worker's loop, with measurements that only wait.</summary>
public sealed class WorkerTests : IDisposable
{
    private static readonly WorkerOptions UntilEmpty = new() { Threads = 4, Idle = TimeSpan.Zero };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-worker-");
    private readonly StudyStore _store;
    private readonly QueueSample _sample;

    public WorkerTests()
    {
        _store = StudyStore.Open(Path.Combine(_folder.FullName, "study.db"));
        _sample = QueueSample.In(_store);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void It_makes_every_task_once_and_tells_what_it_did()
    {
        IReadOnlyList<long> tasks = Enqueue(40);
        using var measurer = new FakeMeasurer(_sample, (_, _) => { });
        var events = new List<WorkerEvent>();
        var worker = new Worker(_store, UntilEmpty, events.Add, () => measurer);
        WorkerSummary summary = worker.Run(TestContext.Current.CancellationToken);
        summary.ShouldBe(new WorkerSummary(worker.Id, 40, 0, summary.Seconds, WorkerStop.Idle));
        _store.Ended(tasks).Count.ShouldBe(40);
        measurer.Measured.Values.ShouldBe(Enumerable.Repeat(1, 40));
        events[0].ShouldBeOfType<WorkerEvent.Began>().Worker.Id.ShouldBe(worker.Id);
        events[^1].ShouldBeOfType<WorkerEvent.Ended>().Summary.ShouldBe(summary);
        events.OfType<WorkerEvent.Took>().Select(took => took.Task.Id).Order().ShouldBe(tasks);
        events.OfType<WorkerEvent.Finished>().Select(finished => finished.Task.Id).Order().ShouldBe(tasks);
    }

    [Theory]
    [InlineData(1, new[] { 4 })]
    [InlineData(2, new[] { 2, 2 })]
    [InlineData(3, new[] { 2, 1, 1 })]
    [InlineData(4, new[] { 1, 1, 1, 1 })]
    public void Threads_are_shared_among_the_tasks_taken_together(int tasks, int[] threads)
    {
        Enqueue(tasks);
        using var met = new CountdownEvent(tasks);
        using var measurer = new FakeMeasurer(_sample, (_, _) =>
        {
            met.Signal();
            met.Wait(TestContext.Current.CancellationToken);
        });
        new Worker(_store, UntilEmpty, null, () => measurer).Run(TestContext.Current.CancellationToken).Finished.ShouldBe(tasks);
        measurer.Threads.OrderDescending().ShouldBe(threads);
    }

    [Fact]
    public void It_ends_after_as_many_tasks_as_it_may_take()
    {
        Enqueue(10);
        using var measurer = new FakeMeasurer(_sample, (_, _) => { });
        var worker = new Worker(_store, UntilEmpty with { Idle = null, MostTasks = 7 }, null, () => measurer);
        WorkerSummary summary = worker.Run(TestContext.Current.CancellationToken);
        (summary.Finished, summary.Stop).ShouldBe((7, WorkerStop.MostTasks));
        _store.QueueState(_sample.Study).ShouldBe((3, 0, 0));
    }

    [Fact]
    public async Task Told_to_stop_it_gives_back_what_it_holds_and_takes_nothing_more()
    {
        Enqueue(10);
        using var stop = new CancellationTokenSource();
        using var begun = new CountdownEvent(4);
        using var measurer = new FakeMeasurer(_sample, (_, token) =>
        {
            begun.Signal();
            token.WaitHandle.WaitOne();
        });
        var worker = new Worker(_store, UntilEmpty with { Idle = null }, null, () => measurer);
        Task<WorkerSummary> run = Task.Run(() => worker.Run(stop.Token), TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);
        _store.QueueState(_sample.Study).ShouldBe((6, 4, 0));
        await stop.CancelAsync();
        WorkerSummary summary = await run;
        (summary.Finished, summary.Failed, summary.Stop).ShouldBe((0, 0, WorkerStop.Cancelled));
        _store.QueueState(_sample.Study).ShouldBe((10, 0, 0));
        _store.Take("next", 10, new()).ShouldAllBe(task => task.Tries == 1);
    }

    [Fact]
    public void It_gives_signs_of_life_while_it_measures()
    {
        Enqueue(1);
        DateTimeOffset? first = null;
        using var measurer = new FakeMeasurer(_sample, (_, _) =>
        {
            first = LastSeen();
            while (LastSeen() == first)
                Thread.Yield();
        });
        var limits = new QueueLimits { Heartbeat = TimeSpan.FromMilliseconds(5) };
        new Worker(_store, UntilEmpty with { Limits = limits }, null, () => measurer).Run(TestContext.Current.CancellationToken).Finished.ShouldBe(1);
        first.ShouldNotBeNull();

        DateTimeOffset LastSeen() => _store.Workers(TimeSpan.FromHours(1)).Single().LastSeen;
    }

    [Fact]
    public void An_error_inside_a_measurement_is_the_tasks_failure_and_the_worker_goes_on()
    {
        IReadOnlyList<long> tasks = Enqueue(3);
        using var measurer = new FakeMeasurer(_sample, (task, _) =>
        {
            if (task.Id == tasks[1])
                throw new InvalidDataException("the second\nis broken");
        });
        var events = new List<WorkerEvent>();
        var limits = new QueueLimits { Heartbeat = TimeSpan.FromMilliseconds(1), Tries = 2 };
        var worker = new Worker(_store, UntilEmpty with { Limits = limits, Idle = TimeSpan.FromSeconds(1) }, events.Add, () => measurer);
        WorkerSummary summary = worker.Run(TestContext.Current.CancellationToken);
        (summary.Finished, summary.Failed).ShouldBe((2, 2));
        string reason = $"InvalidDataException: the second is broken (on {WorkerIdentity.Machine})";
        events.OfType<WorkerEvent.Failed>().Select(failed => failed.Error).ShouldBe([reason, reason]);
        _store.Ended(tasks).Single(end => end.Id == tasks[1]).Error.ShouldBe($"{reason}; 2 tries");
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        foreach (WorkerOptions options in new WorkerOptions[]
        {
            new() { Threads = 0 },
            new() { MostTasks = 0 },
            new() { Limits = new() { Tries = 0 } },
            new() { Limits = new() { Heartbeat = TimeSpan.Zero } },
            new() { Limits = new() { Lease = TimeSpan.FromSeconds(5), Heartbeat = TimeSpan.FromSeconds(5) } },
        })
            Should.Throw<ArgumentOutOfRangeException>(() => new Worker(_store, options));
    }

    private IReadOnlyList<long> Enqueue(int tasks) => _store.Enqueue([.. Enumerable.Range(0, tasks).Select(_sample.Task)]);
}
