using System.CommandLine;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula slurm</c>: the workers that searches have placed on a cluster.</summary>
internal static class SlurmCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() =>
        new ExampleCommand("slurm", "Workers that 'search --slurm' has placed on a cluster: how they stand, what they wrote, and how to end them")
        {
            SlurmStatusCommand.Create(),
            SlurmCancelCommand.Create(),
            SlurmLogsCommand.Create(),
        };
}
