using Tegula.Studies.Queue;
using Tegula.Studies.Tests.Queue;

namespace Tegula.Studies.Tests.Postgres;

/// <summary>Workers whose database server is killed while they are at work.</summary>
public sealed class PostgresWorkerTests
{
    private const int Tasks = 400;

    [Fact]
    public async Task A_server_killed_twice_under_four_workers_loses_nothing_and_nothing_is_computed_twice()
    {
        PostgresFixture.SkipWithoutPostgres();
        using PostgresServer server = PostgresServer.Start();
        string location = server.CreateDatabase();
        using StudyStore store = StudyStore.Open(location);
        QueueSample sample = QueueSample.In(store);
        IReadOnlyList<long> tasks = store.Enqueue([.. Enumerable.Range(0, Tasks).Select(sample.Task)]);

        using var measurer = new FakeMeasurer(sample, (_, _) => Thread.Sleep(1));
        Task workers = Together.Start(4, _ =>
        {
            using StudyStore mine = StudyStore.Open(location);
            new Worker(mine, new() { Threads = 2, Idle = TimeSpan.FromSeconds(1) }, null, () => measurer).Run();
        });
        foreach (int share in new[] { 4, 2 })
        {
            while (measurer.Measured.Count < Tasks / share)
                await Task.Delay(1, TestContext.Current.CancellationToken);
            server.Kill();
            server.Restart();
        }

        await workers;
        measurer.Measured.Count.ShouldBe(Tasks);
        measurer.Measured.Values.ShouldAllBe(times => times == 1);
        store.Ended(tasks).Count(end => end.Evaluation is not null).ShouldBe(Tasks);
        store.Count(new()).ShouldBe(Tasks);
        store.QueueState(sample.Study).ShouldBe((0, 0, 0));
    }
}
