using System.CommandLine;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula space</c>: the spaces there are, and files that define own ones.</summary>
internal static class SpaceCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() =>
        new ExampleCommand("space", "Search spaces: the built-in ones, and files that define own ones")
        {
            SpaceListCommand.Create(),
            SpaceCheckCommand.Create(),
            SpaceSchemaCommand.Create(),
        };
}
