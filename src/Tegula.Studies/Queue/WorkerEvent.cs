namespace Tegula.Studies.Queue;

/// <summary>Something that happened to a worker.</summary>
public abstract record WorkerEvent
{
    private WorkerEvent()
    {
    }

    /// <summary>It is known to the store and looks for tasks.</summary>
    /// <param name="Worker">What it told the store.</param>
    public sealed record Began(WorkerInfo Worker) : WorkerEvent;

    /// <summary>It took a task.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Threads">Threads that it has for it.</param>
    public sealed record Took(QueuedTask Task, int Threads) : WorkerEvent;

    /// <summary>A task's evaluation is in the store.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Seconds">Wall time of the measurement; 0 where the store had it already.</param>
    public sealed record Finished(QueuedTask Task, double Seconds) : WorkerEvent;

    /// <summary>A try of a task failed.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Error">Why, in one line.</param>
    public sealed record Failed(QueuedTask Task, string Error) : WorkerEvent;

    /// <summary>It ended, and holds nothing.</summary>
    /// <param name="Summary">What it did.</param>
    public sealed record Ended(WorkerSummary Summary) : WorkerEvent;
}
