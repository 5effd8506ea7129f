using System.Collections.Concurrent;
using System.Globalization;
using Tegula.Studies.Queue;
using Tegula.Studies.Tests.Queue;

namespace Tegula.Studies.Tests.Postgres;

/// <summary>Opening a database, and what happens when its server goes away.</summary>
/// <param name="fixture">The server.</param>
public sealed class PostgresConnectionTests(PostgresFixture fixture)
{
    private static readonly QueueLimits Limits = new();

    private readonly PostgresServer _server = fixture.Server;

    [Fact]
    public void A_wrong_location_is_one_line_that_says_what_would_be_right_and_never_the_password()
    {
        string user = $"postgres://{PostgresServer.User}";
        string password = Uri.EscapeDataString(PostgresServer.Password);
        Line($"{user}:hidden@127.0.0.1:{_server.Port}/postgres").ShouldStartWith(
            $"'{user}@127.0.0.1:{_server.Port}/postgres' cannot be opened: the server refuses user 'tegula'");
        Line($"postgres://nobody:hidden@127.0.0.1:{_server.Port}/postgres").ShouldContain("the server refuses user 'nobody'");
        Line($"{user}:{password}@127.0.0.1:{_server.Port}/missing").ShouldBe(
            $"there is no database 'missing' on 127.0.0.1:{_server.Port}: 'createdb -h 127.0.0.1 missing' makes it");
        Line($"{user}:hidden@no-such-host.invalid/postgres").ShouldContain("there is no host 'no-such-host.invalid'");
        Line($"{user}:hidden@127.0.0.1:{_server.Port}").ShouldContain("names no database");
        Line($"{user}:hidden@127.0.0.1:{_server.Port}/a/b").ShouldContain("names no database");
        Line($"{user}:hidden@127.0.0.1:99999999/a").ShouldContain("cannot be read: write postgres://USER:PASSWORD@HOST:PORT/DATABASE");
        Line($"{user}:hidden@127.0.0.1:{_server.Port}/postgres?sslmode=maybe").ShouldContain("option 'sslmode=maybe'");
        Line($"{user}:hidden@127.0.0.1:{_server.Port}/postgres?colour=blue").ShouldContain("use sslmode");
    }

    [Fact]
    public void A_server_that_does_not_answer_is_a_failure_and_not_a_wrong_request()
    {
        var error = Should.Throw<StudyException>(() => StudyStore.Open("postgres://tegula:hidden@127.0.0.1:1/postgres"));
        error.IsFailure.ShouldBeTrue();
        error.Message.ShouldContain("does not answer");
        error.Message.ShouldNotContain("hidden");
    }

    [Fact]
    public void A_user_without_rights_and_a_read_only_server_are_told_apart()
    {
        string location = _server.CreateDatabase();
        string database = location[(location.LastIndexOf('/') + 1)..];
        _server.Execute(database, "CREATE ROLE guest LOGIN PASSWORD 'guest'");
        Line($"postgres://guest:guest@127.0.0.1:{_server.Port}/{database}").ShouldContain("user 'guest' may not do what making its tables needs");
        StudyStore.Open(location).Dispose();
        _server.Execute("postgres", $"ALTER DATABASE {database} SET default_transaction_read_only = on");
        using StudyStore store = StudyStore.Open(location);
        Should.Throw<StudyException>(() => store.CreateStudy("a", QueueSample.Definition)).Message.ShouldContain("name the primary server");
        store.Studies().ShouldBeEmpty();
    }

    [Fact]
    public void Thirty_processes_that_open_an_empty_database_at_once_make_one_set_of_tables()
    {
        string location = _server.CreateDatabase();
        Together.Run(30, number =>
        {
            using StudyStore store = StudyStore.Open(location);
            store.CreateStudy(number.ToString(CultureInfo.InvariantCulture), QueueSample.Definition);
        });
        using StudyStore opened = StudyStore.Open(location, StudyAccess.ReadOnly);
        opened.Studies().Count.ShouldBe(30);
        opened.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_database_that_holds_no_study_and_one_of_a_newer_schema_are_told_at_once()
    {
        string location = _server.CreateDatabase();
        Should.Throw<StudyException>(() => StudyStore.Open(location, StudyAccess.ReadOnly)).Message.ShouldContain("holds no study yet");
        StudyStore.Open(location).Dispose();
        _server.Execute(location[(location.LastIndexOf('/') + 1)..], "UPDATE meta SET value = '99'");
        Line(location).ShouldContain("is of schema 99");
    }

    [Fact]
    public void What_was_committed_is_not_done_twice_when_its_answer_was_lost()
    {
        string direct = _server.CreateDatabase();
        StudyStore.Open(direct).Dispose();
        using var proxy = new CuttingProxy(_server.Port);
        string location = direct.Replace($":{_server.Port}/", $":{proxy.Port}/", StringComparison.Ordinal);

        StudyStore Cut(string statement)
        {
            StudyStore store = StudyStore.Open(location);
            proxy.CutAfter(statement);
            return store;
        }

        QueueSample sample;
        using (StudyStore store = Cut("COMMIT"))
        {
            sample = QueueSample.In(store);
            proxy.HasCut.ShouldBeTrue();
            store.Studies().Count.ShouldBe(1);
        }

        IReadOnlyList<long> tasks;
        using (StudyStore store = Cut("COMMIT"))
        {
            tasks = store.Enqueue([sample.Task(0), sample.Task(1), sample.Task(2)]);
            proxy.HasCut.ShouldBeTrue();
            store.QueueState(sample.Study).ShouldBe((3, 0, 0));
        }

        using (StudyStore store = Cut("RETURNING task.id"))
        {
            IReadOnlyList<QueuedTask> taken = store.Take("a", 2, Limits);
            proxy.HasCut.ShouldBeTrue();
            taken.Select(task => (task.Id, task.Tries)).ShouldBe([(tasks[0], 1), (tasks[1], 1)]);
            store.QueueState(sample.Study).ShouldBe((1, 2, 0));
            proxy.CutAfter("COMMIT");
            store.Complete(taken[0].Id, sample.Evaluation(taken[0])).ShouldBeSame(store.Ended([taken[0].Id]).Single().Evaluation!);
            proxy.HasCut.ShouldBeTrue();
            proxy.CutAfter("ending a try");
            store.Fail("a", taken[1], "ending a try of it", Limits);
            proxy.HasCut.ShouldBeTrue();
            store.Take("b", 1, Limits).Single().Tries.ShouldBe(2);
        }

        using StudyStore read = StudyStore.Open(direct);
        StoredEvaluation kept = read.Ended(tasks).Single().Evaluation!;
        using (StudyStore store = Cut("COMMIT"))
        {
            store.AddSteps(sample.Study, [new(0, "a", kept.Id, false, null, 0, DateTimeOffset.UnixEpoch)]);
            proxy.HasCut.ShouldBeTrue();
        }

        read.Steps(sample.Study).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_killed_and_restarted_is_waited_for_and_said_once()
    {
        using PostgresServer server = PostgresServer.Start();
        using StudyStore store = StudyStore.Open(server.CreateDatabase());
        var events = new ConcurrentQueue<StoreConnection>();
        using var lost = new ManualResetEventSlim();
        store.ConnectionChanged = change =>
        {
            events.Enqueue(change);
            if (change == StoreConnection.Lost)
                lost.Set();
        };
        QueueSample sample = QueueSample.In(store);
        for (int round = 1; round <= 2; round++)
        {
            int from = round * 100;
            IReadOnlyList<long> before = store.Enqueue([.. Enumerable.Range(from, 20).Select(sample.Task)]);
            server.Kill();
            Task<IReadOnlyList<long>> after = Task.Run(
                () => store.Enqueue([.. Enumerable.Range(from + 20, 20).Select(sample.Task)]),
                TestContext.Current.CancellationToken);
            lost.Wait(TestContext.Current.CancellationToken);
            server.Restart();
            before.Concat(await after).Distinct().Count().ShouldBe(40);
            store.QueueState(sample.Study).ShouldBe((40 * round, 0, 0));
            events.ShouldBe(Enumerable.Repeat(new[] { StoreConnection.Lost, StoreConnection.Back }, round).SelectMany(pair => pair));
            lost.Reset();
        }
    }

    [Fact]
    public async Task A_server_that_stays_away_is_a_failure_when_the_patience_is_over_or_the_waiting_interrupted()
    {
        using PostgresServer server = PostgresServer.Start();
        using StudyStore store = StudyStore.Open(server.CreateDatabase());
        store.Patience = TimeSpan.FromMilliseconds(200);
        server.Kill();
        var error = Should.Throw<StudyException>(() => store.Studies());
        error.IsFailure.ShouldBeTrue();
        error.Message.ShouldContain("does not answer");

        using var stop = new CancellationTokenSource();
        store.Patience = TimeSpan.FromDays(1);
        store.Interrupt = stop.Token;
        stop.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<StudyException>(() => Task.Run(store.Studies, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void No_lease_is_over_while_the_server_was_away()
    {
        using PostgresServer server = PostgresServer.Start();
        string location = server.CreateDatabase();
        using StudyStore store = StudyStore.Open(location);
        QueueSample sample = QueueSample.In(store);
        store.Enqueue([sample.Task(0)]);
        var limits = new QueueLimits { Lease = TimeSpan.FromHours(1), Heartbeat = TimeSpan.FromMinutes(1) };
        store.Take("a", 1, limits);

        // As if the server had been away for longer than the lease.
        string database = location[(location.LastIndexOf('/') + 1)..];
        server.Execute(database, "UPDATE task SET lease_until = 1");
        store.Take("b", 1, limits).ShouldBeEmpty();
        store.Take("b", 1, limits with { Lease = TimeSpan.FromTicks(1), Heartbeat = TimeSpan.Zero }).Count.ShouldBe(1);
    }

    [Fact]
    public void Taking_looks_at_open_tasks_only_however_many_have_ended()
    {
        string location = _server.CreateDatabase();
        string database = location[(location.LastIndexOf('/') + 1)..];
        using StudyStore store = StudyStore.Open(location);
        QueueSample sample = QueueSample.In(store);
        _server.Execute(
            database,
            $"""
             INSERT INTO task (study, context, computation, architecture, indicators, state, tries)
             SELECT {sample.Study}, {sample.Context}, 'ended ' || n, 'a', 'kappa', 'done', 1 FROM generate_series(1, 200000) n
             """);
        store.Enqueue([.. Enumerable.Range(0, 50).Select(sample.Task)]);
        long Touched() => _server.Value<long>(
            database,
            """
            SELECT ((SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes WHERE relname = 'task')
                + (SELECT coalesce(seq_tup_read, 0) FROM pg_stat_user_tables WHERE relname = 'task'))::bigint
            """);
        long before = Touched();
        store.Take("a", 5, Limits).Count.ShouldBe(5);
        store.Dispose();

        // The statistics of a connection are complete when it has ended.
        long after = before;
        for (int wait = 0; wait < 500 && after == before; wait++)
        {
            Thread.Sleep(10);
            after = Touched();
        }

        after.ShouldBeGreaterThan(before);
        (after - before).ShouldBeLessThan(2000);
    }

    private static string Line(string location)
    {
        var error = Should.Throw<StudyException>(() => StudyStore.Open(location));
        error.IsFailure.ShouldBeFalse();
        error.Message.ShouldNotContain("hidden");
        error.Message.ShouldNotContain('\n');
        return error.Message;
    }
}
