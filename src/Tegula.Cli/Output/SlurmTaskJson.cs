namespace Tegula.Cli.Output;

/// <summary>A worker of a job array in JSON.</summary>
/// <param name="Task">Its number within the array.</param>
/// <param name="State">Slurm's word for its state.</param>
/// <param name="Reason">Why it waits or failed, in Slurm's word; empty where there is none.</param>
/// <param name="Node">Where it runs or ran last; empty while it waits.</param>
/// <param name="Restarts">How often it has been queued anew.</param>
/// <param name="Log">File of its log.</param>
internal sealed record SlurmTaskJson(int Task, string State, string Reason, string Node, int Restarts, string Log);
