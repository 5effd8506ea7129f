using System.CommandLine;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula data</c>: the data sets and tables on this machine.</summary>
internal static class DataCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() =>
        new ExampleCommand("data", "Data sets and tables: what can be opened, and whether it is sound")
        {
            DataListCommand.Create(),
            DataVerifyCommand.Create(),
        };
}
