namespace Tegula.Studies.Queue;

/// <summary>How a worker works, and when it ends.</summary>
public sealed record WorkerOptions
{
    /// <summary>Threads that it measures with, at least 1; they change the time, never a score.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Lease, heartbeat and tries.</summary>
    public QueueLimits Limits { get; init; } = new();

    /// <summary>Time without any task after which it ends; null for never.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Tasks after which it ends, at least 1; null for no limit.</summary>
    public int? MostTasks { get; init; }
}
