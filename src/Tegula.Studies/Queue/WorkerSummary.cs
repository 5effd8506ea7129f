namespace Tegula.Studies.Queue;

/// <summary>What a worker did.</summary>
/// <param name="Worker"><see cref="WorkerInfo.Id"/>.</param>
/// <param name="Finished">Tasks whose evaluation it brought into the store or found there.</param>
/// <param name="Failed">Tries that failed.</param>
/// <param name="Seconds">Wall time from its beginning to its end.</param>
/// <param name="Stop">Why it ended.</param>
public sealed record WorkerSummary(string Worker, int Finished, int Failed, double Seconds, WorkerStop Stop);

/// <summary>Why a worker ended.</summary>
public enum WorkerStop
{
    /// <summary>There was nothing to do for <see cref="WorkerOptions.Idle"/>.</summary>
    Idle,

    /// <summary>It had taken <see cref="WorkerOptions.MostTasks"/>.</summary>
    MostTasks,

    /// <summary>It was told to stop.</summary>
    Cancelled,
}
