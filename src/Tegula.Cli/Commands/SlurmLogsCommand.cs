using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula slurm logs</c>: what the workers of a job array wrote.</summary>
internal static class SlurmLogsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "logs", "Print what the workers of a job array wrote; of several arrays, the newest", "tegula slurm logs --job 1234", "tegula slurm logs --follow");
        var arrays = new SlurmArrayOptions().AddTo(command);
        var task = Limits.AtLeast(0, "--task", "Only this worker of the array, counted from 0");
        var follow = new Option<bool>("--follow") { Description = "Go on printing until all workers have ended" };
        command.Add(task);
        command.Add(follow);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(arrays.Read(result)[^1], result.GetValue(task), result.GetValue(follow), output.Read(result)));
        return command;
    }

    private static int Run(SlurmJobArray array, int? task, bool follow, OutputMode mode)
    {
        if (task >= array.Array.Workers)
            throw new UsageException($"--task {task} is not there; job array {array.Array.Job} has workers 0 to {array.Array.Workers - 1}");
        if (follow && mode.Json)
            throw new UsageException("--json prints one document and --follow has no end; use one of them");
        IReadOnlyList<int> tasks = task is { } one ? [one] : [.. Enumerable.Range(0, array.Array.Workers)];
        var reader = new SlurmLogReader(array.Folder, array.Array, tasks);
        if (mode.Json)
        {
            CliJson.Print(new SlurmLogsReport(array.Array.Job, [.. reader.Read().Select(SlurmLogJson.Of)]));
            return ExitCode.Done;
        }

        if (!follow)
        {
            Print(reader, null);
            return ExitCode.Done;
        }

        using var cancellation = new Cancellation();
        int? last = null;
        while (true)
        {
            // First the state, then the logs: what is written between the two would be missed the other way round.
            var ended = array.Tasks().Where(state => task is null || state.Index == task).All(state => state.IsEnded);
            last = Print(reader, last);
            if (ended)
                return ExitCode.Done;
            if (cancellation.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)))
                return ExitCode.Cancelled;
        }
    }

    /// <summary>Prints what is new, each worker's lines below its number.</summary>
    /// <returns>The worker printed last.</returns>
    private static int? Print(SlurmLogReader reader, int? last)
    {
        foreach (var part in reader.Read().Where(part => part.Text.Length > 0))
        {
            if (part.Task != last)
                Console.Out.WriteLine($"── {part.Job}_{part.Task}  {part.File}");
            Console.Out.Write(part.Text.EndsWith('\n') ? part.Text : part.Text + "\n");
            last = part.Task;
        }

        return last;
    }
}
