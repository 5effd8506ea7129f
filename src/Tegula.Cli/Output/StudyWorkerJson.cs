using Tegula.Studies.Queue;

namespace Tegula.Cli.Output;

/// <summary>A worker that lives.</summary>
/// <param name="Machine">Name of its machine or Slurm node.</param>
/// <param name="Process">Id of its process.</param>
/// <param name="SlurmJob">Slurm job; null outside Slurm.</param>
/// <param name="Threads">Threads that it measures with.</param>
/// <param name="Started">When it began (UTC).</param>
/// <param name="LastSeen">Its last sign of life (UTC).</param>
/// <param name="Finished">Evaluations that it has finished.</param>
/// <param name="Held">Tasks that it holds.</param>
internal sealed record StudyWorkerJson(
    string Machine, int Process, string? SlurmJob, int Threads, DateTimeOffset Started, DateTimeOffset LastSeen, int Finished, int Held)
{
    /// <summary>A worker of a store.</summary>
    public static StudyWorkerJson Of(WorkerInfo worker) =>
        new(worker.Machine, worker.Process, worker.SlurmJob, worker.Threads, worker.Started, worker.LastSeen, worker.Finished, worker.Held);
}
