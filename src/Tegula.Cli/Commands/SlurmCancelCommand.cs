using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula slurm cancel</c>: ends the workers of a job array; what they hold returns to the queue.</summary>
internal static class SlurmCancelCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "cancel", "End the workers of a job array; what they have finished stays, the rest returns to the queue", "tegula slurm cancel --job 1234");
        var arrays = new SlurmArrayOptions().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(arrays.Read(result), output.Read(result)));
        return command;
    }

    private static int Run(IReadOnlyList<SlurmJobArray> arrays, OutputMode mode)
    {
        var alive = arrays.Where(array => array.Tasks().Any(task => !task.IsEnded)).ToList();
        if (alive.Count > 1)
        {
            var list = string.Join(", ", alive.Select(array => $"{array.Array.Job} '{array.Array.Name}'"));
            throw new UsageException($"{alive.Count} job arrays have not ended: {list}; name one with --job");
        }

        // Also one that has ended, since its password may still lie there.
        foreach (var array in alive.Count == 1 ? alive : arrays)
            array.Cancel();
        if (mode.Json)
            CliJson.Print(new SlurmCancelReport([.. alive.Select(array => array.Array.Job)]));
        else if (alive.Count == 1)
            Console.Out.WriteLine($"Cancelled job array {alive[0].Array.Job}, study '{alive[0].Array.Name}', {alive[0].Array.Workers} workers.");
        else
            Console.Out.WriteLine($"Nothing to cancel: {string.Join(", ", arrays.Select(array => array.Array.Job))} ended before.");
        return ExitCode.Done;
    }
}
