using Tegula.Studies.Slurm;

namespace Tegula.Cli.Output;

/// <summary>A job array in JSON.</summary>
/// <param name="Job">Its number.</param>
/// <param name="Study">Location of the study, without a password.</param>
/// <param name="Name">Name of the study.</param>
/// <param name="Submitted">When it was submitted (UTC).</param>
/// <param name="Workers">Workers asked for.</param>
/// <param name="Known">False when Slurm has forgotten the array, which it does some minutes after its end.</param>
/// <param name="Tasks">How each worker stands; empty when Slurm has forgotten them.</param>
internal sealed record SlurmArrayJson(
    string Job, string Study, string Name, DateTimeOffset Submitted, int Workers, bool Known, IReadOnlyList<SlurmTaskJson> Tasks)
{
    /// <summary>An array and its tasks.</summary>
    public static SlurmArrayJson Of(SlurmJobArray array, IReadOnlyList<SlurmTask> tasks) => new(
        array.Array.Job,
        array.Array.Study,
        array.Array.Name,
        array.Array.Submitted,
        array.Array.Workers,
        tasks.Count > 0,
        [.. tasks.Select(task => new SlurmTaskJson(
            task.Index, task.State, task.Reason, task.Node, task.Restarts, array.Folder.PathOf(array.Array.LogOf(task.Index))))]);
}
