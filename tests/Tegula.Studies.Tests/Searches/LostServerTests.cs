using Tegula.Search;
using Tegula.Studies.Queue;
using Tegula.Studies.Tests.Postgres;

namespace Tegula.Studies.Tests.Searches;

/// <summary>Searches whose database server is killed with SIGKILL and started again while they run.</summary>
public sealed class LostServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-lost-").FullName;

    [Theory]
    [InlineData(SearchMethods.Evolution, 0)]
    [InlineData(SearchMethods.Evolution, 2)]
    [InlineData(SearchMethods.Reinforce, 2)]
    public async Task A_search_goes_on_after_its_server_was_killed_and_answers_as_if_nothing_had_been(string method, int workers)
    {
        PostgresFixture.SkipWithoutPostgres();
        var request = SmallSearch.Request(method, 60);
        using var alone = StudyStore.Open(Path.Combine(_folder, "alone.db"));
        var expected = SmallSearch.Run(alone, "s", request);

        using var server = PostgresServer.Start();
        var location = server.CreateDatabase();
        using var store = StudyStore.Open(location);
        var connection = new List<StoreConnection>();
        store.ConnectionChanged = connection.Add;
        using var stop = new CancellationTokenSource();
        var restarts = new List<Task>();
        var working = Enumerable.Range(0, workers).Select(_ => Task.Run(() =>
        {
            using var own = StudyStore.Open(location);
            using var worker = new Worker(own, new() { Threads = 1 });
            return worker.Run(stop.Token);
        })).ToList();
        var result = SmallSearch.Run(store, "s", request, new() { UsesQueue = workers > 0 }, progress =>
        {
            if (progress.Done is not (15 or 40))
                return;
            server.Kill();
            restarts.Add(Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(700));
                server.Restart();
            }));
        });
        await Task.WhenAll(restarts);
        await stop.CancelAsync();
        await Task.WhenAll(working);

        SmallSearch.Essence(result).ShouldBe(SmallSearch.Essence(expected));
        connection.ShouldContain(StoreConnection.Lost);
        connection[^1].ShouldBe(StoreConnection.Back);
        store.Count(new()).ShouldBe(alone.Count(new()));
        store.Evaluations(new()).Select(evaluation => evaluation.Computation).ShouldBeUnique();
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        store.FindStudy("s")!.Status.ShouldBe(StudyStatus.Done);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
