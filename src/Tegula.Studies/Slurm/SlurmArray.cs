namespace Tegula.Studies.Slurm;

/// <summary>A job array that was submitted, as it is remembered in its folder.</summary>
public sealed record SlurmArray
{
    /// <summary>Number of the job.</summary>
    public required string Job { get; init; }

    /// <summary>Location of the study, without a password.</summary>
    public required string Study { get; init; }

    /// <summary>Name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>Workers asked for: the tasks of the array are 0 to one less.</summary>
    public required int Workers { get; init; }

    /// <summary>File name of the batch script.</summary>
    public required string Script { get; init; }

    /// <summary>File name of the logs, <c>%a</c> being the number of the task.</summary>
    public required string Log { get; init; }

    /// <summary>File name of the password, which goes when the array is cancelled; null where there is none.</summary>
    public string? Password { get; init; }

    /// <summary>When it was submitted (UTC).</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>File name of the log of one task; all starts of the task are in it.</summary>
    public string LogOf(int task) => Log.Replace("%a", $"{task}", StringComparison.Ordinal);
}
