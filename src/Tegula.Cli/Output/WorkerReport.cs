using Tegula.Studies.Queue;

namespace Tegula.Cli.Output;

/// <summary>What a worker did, as JSON.</summary>
/// <param name="Worker">Its id in the study.</param>
/// <param name="Study">The file or database, without any password.</param>
/// <param name="Finished">Tasks whose evaluation it brought into the study or found there.</param>
/// <param name="Failed">Tries that failed.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Stop"><c>idle</c>, <c>mostTasks</c> or <c>cancelled</c>.</param>
internal sealed record WorkerReport(string Worker, string Study, int Finished, int Failed, double Seconds, string Stop)
{
    /// <summary>The report of a worker that ended.</summary>
    public static WorkerReport Of(WorkerSummary summary, string study) => new(
        summary.Worker,
        study,
        summary.Finished,
        summary.Failed,
        summary.Seconds,
        summary.Stop switch
        {
            WorkerStop.Idle => "idle",
            WorkerStop.MostTasks => "mostTasks",
            _ => "cancelled",
        });
}
