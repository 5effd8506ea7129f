namespace Tegula.Studies.Queue;

/// <summary>Who this process is, as a worker.</summary>
internal static class WorkerIdentity
{
    /// <summary>Name of its Slurm node, or of its machine.</summary>
    public static string Machine { get; } = Variable("SLURMD_NODENAME") ?? Provenance.Machine;

    /// <summary>A new worker of this process.</summary>
    /// <param name="threads">Threads that it measures with.</param>
    public static WorkerInfo New(int threads)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return new()
        {
            Id = $"{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}",
            Machine = Machine,
            Process = Environment.ProcessId,
            SlurmJob = SlurmJob(),
            Threads = threads,
            Started = now,
            LastSeen = now,
            Finished = 0,
            Held = 0,
        };
    }

    private static string? SlurmJob() => Variable("SLURM_ARRAY_JOB_ID") is { } array && Variable("SLURM_ARRAY_TASK_ID") is { } task
        ? $"{array}_{task}"
        : Variable("SLURM_JOB_ID");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
