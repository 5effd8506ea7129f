using System.CommandLine;
using System.Diagnostics;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;
using Tegula.Studies.Queue;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula worker</c>: measures what studies have put into their queue.</summary>
internal static class WorkerCommand
{
    private const int HeartbeatsInLease = 4;
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseBetweenOpenings = TimeSpan.FromSeconds(1);

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "worker",
            "Measure what searches with --queue ask for, on this or many machines, until it is told to stop or there is nothing more to do",
            "tegula worker --study study.db --idle 60",
            "tegula worker --study postgres://tegula@dbhost/studies --threads 8");
        var study = new Option<string?>("--study") { Description = "File or database with the queue", HelpName = "FILE|postgres://..." };
        command.Add(study);
        var threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");
        command.Add(threads);
        var idle = NumberOption.NotNegative("--idle", "Seconds without any task after which it ends (default: never)");
        command.Add(idle);
        var lease = NumberOption.Positive("--lease", "Seconds without a sign of life after which a worker's tasks go to others (default 30)");
        command.Add(lease);
        var tries = Limits.AtLeast(1, "--tries", "How often a task is begun before it has failed for good (default 3)");
        command.Add(tries);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            if (result.GetValue(study) is not { } location || string.IsNullOrWhiteSpace(location))
                throw new UsageException("a worker needs --study: a file such as study.db, or postgres://USER:PASSWORD@HOST:PORT/DATABASE");
            var options = new WorkerOptions
            {
                Threads = result.GetValue(threads) ?? Environment.ProcessorCount,
                Idle = Seconds(result.GetValue(idle)),
                Limits = LimitsOf(Seconds(result.GetValue(lease)), result.GetValue(tries)),
            };
            return Run(location, options, output.Read(result));
        });
        return command;
    }

    private static int Run(string location, WorkerOptions options, OutputMode mode)
    {
        using var cancellation = new Cancellation();
        var log = new WorkerLog(mode.Quiet);
        using var store = Open(location, log, cancellation.Token);
        store.Interrupt = cancellation.Token;
        store.ConnectionChanged = log.Write;
        using var worker = new Worker(store, options, log.Write);
        var summary = worker.Run(cancellation.Token);
        if (mode.Json)
            CliJson.Print(WorkerReport.Of(summary, store.Location));
        else
            Console.Out.WriteLine(WorkerLog.Text(summary));
        return summary.Stop == WorkerStop.Cancelled ? ExitCode.Cancelled : ExitCode.Done;
    }

    // A worker may be started together with its server; a location that is wrong is told at once.
    private static StudyStore Open(string location, WorkerLog log, CancellationToken token)
    {
        var start = Stopwatch.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var store = StudyStore.Open(location, StudyAccess.ReadWriteExisting);
                if (!isFirst)
                    log.Write(StoreConnection.Back);
                return store;
            }
            catch (StudyException error) when (error.IsFailure && Stopwatch.GetElapsedTime(start) < StudyStore.UsualPatience)
            {
                if (isFirst)
                    log.Write(StoreConnection.Lost);
            }

            token.WaitHandle.WaitOne(PauseBetweenOpenings);
            token.ThrowIfCancellationRequested();
        }
    }

    private static TimeSpan? Seconds(double? value) => value is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(3650).TotalSeconds)) : null;

    private static QueueLimits LimitsOf(TimeSpan? lease, int? tries)
    {
        var defaults = new QueueLimits();
        var whole = lease ?? defaults.Lease;
        if (whole < TimeSpan.FromSeconds(1))
            throw new UsageException("--lease must be at least 1 second, such as 30: a shorter silence is no sign of death");
        var beat = whole / HeartbeatsInLease;
        return new() { Lease = whole, Heartbeat = beat < LongestHeartbeat ? beat : LongestHeartbeat, Tries = tries ?? defaults.Tries };
    }
}
