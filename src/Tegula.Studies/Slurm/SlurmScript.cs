using System.Globalization;
using System.Text;

namespace Tegula.Studies.Slurm;

/// <summary>The batch script of an array of workers.</summary>
internal static class SlurmScript
{
    /// <summary>Seconds before its time limit at which a worker is asked to give its tasks back and to be queued anew.</summary>
    public const int GraceSeconds = 60;

    /// <summary>Seconds without any task after which a worker ends, above the pauses of a search: the nodes of one that was killed become free.</summary>
    public const int IdleSeconds = 900;

    /// <summary>Pattern of the logs, relative to the folder of the script.</summary>
    public const string LogPattern = "worker-%A_%a.log";

    /// <summary>Its text.</summary>
    /// <param name="options">What to ask for.</param>
    /// <param name="location">Location of the study, without a password.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="program">How a node starts a worker.</param>
    /// <param name="passwordFile">Full path of the file that holds the password; null where there is none.</param>
    public static string Text(SlurmOptions options, string location, string name, WorkerProgram program, string? passwordFile)
    {
        var text = new StringBuilder();
        text.Append("#!/bin/bash\n");
        Line($"# Workers of the study '{BashText.Comment(name)}' in {BashText.Comment(location)}.");
        text.Append("# Each task of this job array is one worker: it takes evaluations out of the study, makes them, and writes them back, until it is\n");
        Line($"# cancelled or has found nothing to do for {IdleSeconds / 60} minutes. Written for 'tegula search --slurm', submitted where it lies.");
        Line($"#SBATCH --job-name=tegula-{BashText.Plain(name)}");
        Line($"#SBATCH --array=0-{options.Workers - 1}");
        text.Append("#SBATCH --nodes=1\n#SBATCH --ntasks=1\n");
        Line($"#SBATCH --cpus-per-task={options.Cpus}");
        Option("partition", options.Partition);
        Option("time", options.Time);
        Option("mem", options.Memory);
        Option("account", options.Account);
        Option("qos", options.Qos);
        Option("constraint", options.Constraint);
        text.Append("#SBATCH --requeue\n#SBATCH --open-mode=append\n#SBATCH --export=ALL\n");
        Line($"#SBATCH --output={LogPattern}");
        Line($"#SBATCH --signal=B:USR1@{GraceSeconds}");
        text.Append('\n');
        if (passwordFile is not null)
        {
            text.Append("# The password of the database, which only its owner can read.\n");
            Line($"PGPASSWORD=$(cat {BashText.Quote(passwordFile)}) || exit 1");
            text.Append("export PGPASSWORD\n\n");
        }

        text.Append("# Near the time limit the worker gives its tasks back and is queued anew. When the job is cancelled, Slurm tells the worker itself.\n");
        text.Append("time_is_over=\ntrap 'time_is_over=yes; kill -TERM \"$worker\"' USR1\ntrap : TERM\n\n");
        text.Append("task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\n");
        text.Append("echo \"worker $task starts on $SLURMD_NODENAME, restarts so far: ${SLURM_RESTART_COUNT:-0}\"\n");
        foreach (var word in program.Words)
            text.Append(BashText.Quote(word)).Append(' ');
        Line($"worker --study {BashText.Quote(location)} --threads {options.Threads} --idle {IdleSeconds} &");
        text.Append("worker=$!\n");
        text.Append("while :; do\n    wait \"$worker\"\n    status=$?\n    kill -0 \"$worker\" 2>/dev/null || break\ndone\n");
        text.Append("[ -z \"$time_is_over\" ] || exec scontrol requeue \"$task\"\n");
        text.Append("exit \"$status\"\n");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void Option(string option, string? value)
        {
            if (value is not null)
                Line($"#SBATCH --{option}={value}");
        }
    }
}
