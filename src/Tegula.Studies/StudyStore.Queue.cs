using Tegula.Studies.Queue;

namespace Tegula.Studies;

/// <summary>The queue of evaluations that workers make.</summary>
public abstract partial class StudyStore
{
    /// <summary>Puts evaluations into the queue, behind what is there; one that waits or is being made already is not put there twice.</summary>
    /// <returns>Numbers of the tasks, in the order given.</returns>
    public abstract IReadOnlyList<long> Enqueue(IReadOnlyList<NewTask> tasks);

    /// <summary>Those of the tasks that have ended, one way or the other; an ended task is forgotten by <see cref="Withdraw"/> only.</summary>
    public abstract IReadOnlyList<TaskEnd> Ended(IReadOnlyList<long> tasks);

    /// <summary>Takes back the tasks of a study that no worker has begun, and forgets those that have ended.</summary>
    public abstract void Withdraw(long study);

    /// <summary>
    /// Takes tasks, the oldest first: those that wait, and those of workers whose lease is over. One whose tries are used up is ended with a reason instead.
    /// No two workers ever hold the same task at a time.
    /// </summary>
    /// <param name="worker"><see cref="WorkerInfo.Id"/>.</param>
    /// <param name="most">Most tasks to take, at least 1.</param>
    /// <param name="limits">Lease and tries.</param>
    public abstract IReadOnlyList<QueuedTask> Take(string worker, int most, QueueLimits limits);

    /// <summary>Says that a worker is alive and still at work on what it holds, which lengthens its leases.</summary>
    /// <param name="worker">Itself; <see cref="WorkerInfo.LastSeen"/> and <see cref="WorkerInfo.Held"/> are not read.</param>
    /// <param name="limits">The lease.</param>
    public abstract void Heartbeat(WorkerInfo worker, QueueLimits limits);

    /// <summary>Ends a task with its evaluation: both are kept, or neither. Whoever comes second with the same evaluation changes nothing.</summary>
    public abstract StoredEvaluation Complete(long task, NewEvaluation evaluation);

    /// <summary>
    /// A try of a task failed: it returns to the queue, where other workers come first for one heartbeat, or ends with the reason where its tries are used up.
    /// Where the worker does not hold it any more nothing changes.
    /// </summary>
    /// <param name="worker"><see cref="WorkerInfo.Id"/>.</param>
    /// <param name="task">The task as it was taken.</param>
    /// <param name="error">Why, in one line.</param>
    /// <param name="limits">Tries and heartbeat.</param>
    public abstract void Fail(string worker, QueuedTask task, string error, QueueLimits limits);

    /// <summary>Gives tasks back that were not begun or not finished, as if they had never been taken.</summary>
    public abstract void Release(string worker);

    /// <summary>Workers that have given a sign of life within a time.</summary>
    public abstract IReadOnlyList<WorkerInfo> Workers(TimeSpan within);

    /// <summary>How many tasks of a study wait, are being made, and have failed for good.</summary>
    public abstract (int Waiting, int Held, int Failed) QueueState(long study);
}
