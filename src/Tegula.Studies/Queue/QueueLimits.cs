namespace Tegula.Studies.Queue;

/// <summary>How long a worker may be silent, and how often a task is tried.</summary>
public sealed record QueueLimits
{
    /// <summary>Time without a heartbeat after which a worker counts as dead and its tasks return to the queue; positive.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two heartbeats; positive and below <see cref="Lease"/>.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a task is begun before it has failed for good; at least 1.</summary>
    public int Tries { get; init; } = 3;
}
