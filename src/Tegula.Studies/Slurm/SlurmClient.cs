using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tegula.Studies.Slurm;

/// <summary>Slurm's own commands, each a process of its own; safe to use from several threads.</summary>
/// <param name="limit">
/// Longest time that one of them may take; null for two minutes. A controller that is away is noticed by the commands themselves well before.
/// </param>
public sealed class SlurmClient(TimeSpan? limit = null)
{
    private readonly TimeSpan _limit = limit ?? TimeSpan.FromMinutes(2);

    private const string Fields = "ArrayJobID:|,ArrayTaskID:|,State:|,Reason:|,NodeList:|,RestartCnt:|";

    /// <summary>Submits a batch script.</summary>
    /// <param name="script">File name of the script within the folder.</param>
    /// <param name="folder">Folder in which the job runs, and to which its output patterns are relative.</param>
    /// <returns>Number of the job.</returns>
    /// <exception cref="StudyException">There is no Slurm here, or it refuses the job; its own words are in the message.</exception>
    public string Submit(string script, string folder)
    {
        var result = Run("sbatch", folder, "--parsable", script);
        if (result.ExitCode != 0)
            throw Refused("the job array is refused", result);
        var job = result.Output.Trim().Split(';')[0];
        return job.Length > 0 && job.All(char.IsAsciiDigit)
            ? job
            : throw new StudyException($"Slurm: sbatch gave '{result.Output.Trim()}' where the number of the job was expected") { IsFailure = true };
    }

    /// <summary>All tasks of an array that Slurm still knows, in order; it forgets ended jobs after some minutes.</summary>
    /// <exception cref="StudyException">There is no Slurm here, or its controller does not answer.</exception>
    public IReadOnlyList<SlurmTask> Tasks(string job)
    {
        var result = Run("squeue", null, "--noheader", "--array", "--states=all", $"--jobs={job}", $"--Format={Fields}");
        if (result.ExitCode == 0)
            return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).OrderBy(task => task.Index)];
        return IsForgotten(result) ? [] : throw Refused($"job {job} cannot be looked up", result);
    }

    /// <summary>Cancels an array; one that has ended already is left as it is.</summary>
    /// <exception cref="StudyException">There is no Slurm here, or it refuses.</exception>
    public void Cancel(string job)
    {
        var result = Run("scancel", null, job);
        if (result.ExitCode != 0 && !IsForgotten(result))
            throw Refused($"job {job} cannot be cancelled", result);
    }

    private static SlurmTask Read(string line)
    {
        var fields = line.Split('|');
        if (fields.Length < 6 || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var restarts))
            throw new StudyException($"Slurm: squeue gave '{line}' where the state of a task of an array was expected") { IsFailure = true };
        return new(fields[0], index, fields[2], fields[3] == "None" ? "" : fields[3], fields[4], restarts);
    }

    private static bool IsForgotten(Result result) =>
        result.Error.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase)
        || result.Error.Contains("already completing or completed", StringComparison.OrdinalIgnoreCase);

    private static StudyException Refused(string what, Result result)
    {
        var words = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var said = words.Length > 0 ? string.Join("; ", words) : $"{result.Program} ended with {result.ExitCode}";

        // Slurm's commands end with 1 both when the request is wrong and when the controller is away; only the latter is worth trying again as it stands.
        var isAway = said.Contains("Unable to contact", StringComparison.Ordinal) || said.Contains("timed out", StringComparison.OrdinalIgnoreCase);
        return new($"Slurm: {what}: {said}") { IsFailure = isAway };
    }

    private Result Run(string program, string? folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_limit))
        {
            process.Kill();
            var message = $"Slurm: {program} did not answer within {_limit.TotalSeconds:0} s; 'scontrol ping' says whether the controller is there";
            throw new StudyException(message) { IsFailure = true };
        }

        return new(program, process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new StudyException(
                $"Slurm: the command '{start.FileName}' cannot be run ({exception.Message}); --slurm works on a login node of a Slurm cluster only", exception);
        }
    }

    private sealed record Result(string Program, int ExitCode, string Output, string Error);
}
