using System.Globalization;
using Tegula.Studies;
using Tegula.Studies.Queue;

namespace Tegula.Cli.Output;

/// <summary>One line for each event of a worker on standard error, with its time, as it is read in the log of a job.</summary>
/// <param name="isQuiet">Writes nothing.</param>
internal sealed class WorkerLog(bool isQuiet)
{
    /// <summary>What a worker did, in one line.</summary>
    public static string Text(WorkerSummary summary)
    {
        var why = summary.Stop switch
        {
            WorkerStop.Idle => "nothing more to do",
            WorkerStop.MostTasks => "as many as asked for",
            _ => "told to stop",
        };
        var failed = summary.Failed > 0 ? $", {summary.Failed} {(summary.Failed == 1 ? "try" : "tries")} failed" : "";
        return $"ended: {summary.Finished} finished{failed}, in {Seconds(summary.Seconds)} ({why})";
    }

    /// <summary>Writes an event of the worker.</summary>
    public void Write(WorkerEvent happened) => Write(happened switch
    {
        WorkerEvent.Began began => $"began: worker {began.Worker.Id} on {began.Worker.Machine}, {began.Worker.Threads} threads",
        WorkerEvent.Took took => $"took task {took.Task.Id}, try {took.Task.Tries}, {took.Threads} threads: {took.Task.Architecture}",
        WorkerEvent.Finished finished => $"finished task {finished.Task.Id} in {Seconds(finished.Seconds)}",
        WorkerEvent.Failed failed => $"task {failed.Task.Id} failed, try {failed.Task.Tries}: {failed.Error}",
        WorkerEvent.Ended ended => Text(ended.Summary),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "an event that has no line"),
    });

    /// <summary>Writes that the database is gone, or back.</summary>
    public void Write(StoreConnection change) => Write(change == StoreConnection.Lost ? "waiting for the database" : "the database is back");

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s");

    private void Write(string line)
    {
        if (!isQuiet)
            Console.Error.WriteLine($"{DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {line}");
    }
}
