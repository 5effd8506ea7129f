using System.Diagnostics;
using System.Globalization;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;
using Tegula.Studies.Queue;
using Tegula.Studies.Tests.Postgres;

namespace Tegula.Benchmarks;

/// <summary>
/// How many workers one PostgreSQL server feeds: workers with a connection each take tasks, wait as long as a measurement takes, and bring evaluations back.
/// Workers, server and disk share this machine, so a server of its own feeds more.
/// </summary>
internal static class QueueBenchmark
{
    private const double SecondsPerRun = 5;
    private const int TasksWithoutWaiting = 4000;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly QueueLimits Limits = new();

    public static void Run(string[] args)
    {
        int most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 128;
        int[] waits = args.Length > 1 ? [.. args[1].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : [40, 600, 0];
        using PostgresServer server = PostgresServer.Start();
        Console.WriteLine($"{Environment.ProcessorCount} processors for workers and server together");
        Console.WriteLine("measuring ms | workers | tasks | evaluations/s | share of ideal | take ms | complete ms");
        foreach (int wait in waits)
        {
            for (int workers = 1; workers <= most; workers *= 2)
                Measure(server.CreateDatabase(), workers, wait);
        }
    }

    private static void Measure(string location, int workers, int wait)
    {
        using StudyStore store = StudyStore.Open(location);
        int count = wait > 0 ? workers * Math.Max(2, (int)(SecondsPerRun * 1000 / wait)) : TasksWithoutWaiting;
        long study = store.CreateStudy("queue", Definition).Id;
        long context = store.AddContext(Context, "synthetic").Id;
        store.Enqueue([.. Enumerable.Range(0, count).Select(number =>
            new NewTask(study, context, $"computation {number}", $"architecture {number}", ["kappa", "regions"]))]);

        using var ready = new Barrier(workers + 1);
        long taking = 0;
        long completing = 0;
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(number => new Thread(() =>
        {
            using StudyStore mine = StudyStore.Open(location, StudyAccess.ReadWriteExisting);
            WorkerInfo worker = Worker(number);
            mine.Heartbeat(worker, Limits);
            ready.SignalAndWait();
            (long take, long complete) = Work(mine, worker, wait);
            Interlocked.Add(ref taking, take);
            Interlocked.Add(ref completing, complete);
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        ready.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        foreach (Thread thread in threads)
            thread.Join();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (store.Count(new()) != count)
            throw new InvalidOperationException($"{count} tasks made {store.Count(new())} evaluations");
        string share = wait > 0 ? (count / seconds / (workers * 1000.0 / wait)).ToString("P0", CultureInfo.InvariantCulture) : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{wait} | {workers} | {count} | {count / seconds:F1} | {share} | {Milliseconds(taking, count):F2} | {Milliseconds(completing, count):F2}"));
    }

    private static (long Taking, long Completing) Work(StudyStore store, WorkerInfo worker, int wait)
    {
        long taking = 0;
        long completing = 0;
        long lastBeat = Stopwatch.GetTimestamp();
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<QueuedTask> tasks = store.Take(worker.Id, 1, Limits);
            taking += Stopwatch.GetTimestamp() - start;
            if (tasks.Count == 0)
                return (taking, completing);
            if (wait > 0)
                Thread.Sleep(wait);
            start = Stopwatch.GetTimestamp();
            store.Complete(tasks[0].Id, Evaluation(tasks[0]));
            completing += Stopwatch.GetTimestamp() - start;
            if (Stopwatch.GetElapsedTime(lastBeat) < Beat)
                continue;
            store.Heartbeat(worker, Limits);
            lastBeat = Stopwatch.GetTimestamp();
        }
    }

    private static double Milliseconds(long ticks, int count) => ticks * 1000.0 / Stopwatch.Frequency / count;

    private static StudyDefinition Definition => new()
    {
        Command = "search",
        Space = "nas-bench-201",
        Seed = 0,
        Fidelity = "fast",
        Data = "synthetic",
        DataSha256 = new string('0', 64),
        Request = "{}",
    };

    private static ScoringContext Context => new()
    {
        Space = "nas-bench-201",
        DataId = "synthetic",
        DataSha256 = new string('0', 64),
        Settings = new Dictionary<string, string> { ["seed"] = "0" },
    };

    private static WorkerInfo Worker(int number) => new()
    {
        Id = $"worker {number}",
        Machine = "here",
        Process = Environment.ProcessId,
        Threads = 1,
        Started = DateTimeOffset.UtcNow,
        LastSeen = DateTimeOffset.UtcNow,
        Finished = 0,
        Held = 0,
    };

    private static NewEvaluation Evaluation(QueuedTask task) => new()
    {
        Context = task.Context,
        Study = task.Study,
        Computation = task.Computation,
        Architecture = task.Architecture,
        Indicators = task.Indicators.ToDictionary(id => id, id => new IndicatorValue(task.Id + (1.0 / 3), 0.1, IndicatorStatus.Ok)),
        Version = Provenance.Version,
        Machine = "here",
        Started = DateTimeOffset.UtcNow,
        Seconds = 0.04,
        Threads = 1,
    };
}
