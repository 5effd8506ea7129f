namespace Tegula.Studies.Slurm;

/// <summary>One task of a job array, and so one worker, as Slurm sees it.</summary>
/// <param name="Job">Number of the array.</param>
/// <param name="Index">Its number within the array, from 0.</param>
/// <param name="State">Slurm's word: <c>PENDING</c>, <c>RUNNING</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>NODE_FAIL</c>, ...</param>
/// <param name="Reason">Why it waits or failed, in Slurm's word; empty where Slurm gives none.</param>
/// <param name="Node">Where it runs or ran last; empty while it waits.</param>
/// <param name="Restarts">How often it has been queued anew, because its node failed or its time was over.</param>
public sealed record SlurmTask(string Job, int Index, string State, string Reason, string Node, int Restarts)
{
    private static readonly string[] WaitingStates =
        ["PENDING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "RESV_DEL_HOLD", "SPECIAL_EXIT", "SUSPENDED", "STOPPED"];

    private static readonly string[] EndedStates =
        ["COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "BOOT_FAIL", "DEADLINE", "OUT_OF_MEMORY", "REVOKED"];

    /// <summary>It waits for a node.</summary>
    public bool IsPending => WaitingStates.Contains(State);

    /// <summary>It has ended and will not be started again.</summary>
    public bool IsEnded => EndedStates.Contains(State);

    /// <summary>It is on a node.</summary>
    public bool IsRunning => !IsPending && !IsEnded;

    /// <summary>How all tasks of an array stand, in one line.</summary>
    /// <param name="tasks">The tasks that Slurm still knows.</param>
    /// <param name="workers">Workers asked for.</param>
    public static string Summary(IReadOnlyList<SlurmTask> tasks, int workers)
    {
        var parts = new List<string>();
        var running = tasks.Where(task => task.IsRunning).ToList();
        if (running.Count > 0)
        {
            var nodes = running.Select(task => task.Node).Where(node => node.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
            parts.Add($"{running.Count} running{(nodes.Count > 0 ? " on " : "")}{string.Join(' ', nodes)}");
        }

        foreach (var group in tasks.Where(task => task.IsPending).GroupBy(task => task.Reason).OrderBy(group => group.Key, StringComparer.Ordinal))
            parts.Add($"{group.Count()} pending{(group.Key.Length > 0 ? $" ({group.Key})" : "")}");
        if (tasks.Any(task => task.IsEnded))
            parts.Add(Endings(tasks));
        if (tasks.Count < workers)
            parts.Add($"{workers - tasks.Count} ended, Slurm no longer says how");
        var restarts = tasks.Sum(task => task.Restarts);
        return $"{workers} worker{(workers == 1 ? "" : "s")} asked for: {string.Join(", ", parts)}{(restarts > 0 ? $"; {restarts} queued anew" : "")}";
    }

    /// <summary>How many of the tasks that have ended did so in which way: <c>1 completed, 2 failed (NonZeroExitCode)</c>.</summary>
    public static string Endings(IEnumerable<SlurmTask> tasks) => string.Join(", ", tasks
        .Where(task => task.IsEnded)
        .GroupBy(task => task.State.ToLowerInvariant().Replace('_', ' ') + (task.Reason.Length > 0 && task.State != "CANCELLED" ? $" ({task.Reason})" : ""))
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Count()} {group.Key}"));
}
