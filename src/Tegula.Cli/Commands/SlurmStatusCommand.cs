using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula slurm status</c>: how each worker of each job array stands.</summary>
internal static class SlurmStatusCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "status", "Show how each worker of each job array stands", "tegula slurm status", "tegula slurm status --job 1234 --json");
        var arrays = new SlurmArrayOptions().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(arrays.Read(result), output.Read(result)));
        return command;
    }

    private static int Run(IReadOnlyList<SlurmJobArray> arrays, OutputMode mode)
    {
        var states = arrays.Select(array => (Array: array, Tasks: array.Tasks())).ToList();
        if (mode.Json)
        {
            CliJson.Print(new SlurmStatusReport(arrays[0].Folder.FullPath, [.. states.Select(state => SlurmArrayJson.Of(state.Array, state.Tasks))]));
            return ExitCode.Done;
        }

        foreach (var (array, tasks) in states)
        {
            Console.Out.WriteLine($"Job array {array.Array.Job}, study '{array.Array.Name}' in {array.Array.Study}, submitted {array.Array.Submitted:u}");
            var summary = tasks.Count == 0 ? "ended, and Slurm no longer knows how; the logs do" : SlurmTask.Summary(tasks, array.Array.Workers);
            Console.Out.WriteLine($"  {summary}");
            if (tasks.Count > 0)
                Console.Out.Write(Table(tasks));
        }

        return ExitCode.Done;
    }

    private static TextTable Table(IReadOnlyList<SlurmTask> tasks)
    {
        var table = new TextTable("worker", "state", "reason", "node", ">restarts");
        foreach (var task in tasks)
            table.Add($"{task.Job}_{task.Index}", task.State, task.Reason, task.Node, $"{task.Restarts}");
        return table;
    }
}
