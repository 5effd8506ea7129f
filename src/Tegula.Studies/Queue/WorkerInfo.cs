namespace Tegula.Studies.Queue;

/// <summary>A process that takes tasks.</summary>
public sealed record WorkerInfo
{
    /// <summary>Unique id, new for each process.</summary>
    public required string Id { get; init; }

    /// <summary>Name of its machine or Slurm node.</summary>
    public required string Machine { get; init; }

    /// <summary>Id of its process.</summary>
    public required int Process { get; init; }

    /// <summary>Slurm job, as <c>123_4</c>; null outside Slurm.</summary>
    public string? SlurmJob { get; init; }

    /// <summary>Threads that it measures with.</summary>
    public required int Threads { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Its last sign of life (UTC, the store's clock).</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Evaluations that it has finished.</summary>
    public required int Finished { get; init; }

    /// <summary>Tasks it holds now.</summary>
    public required int Held { get; init; }
}
