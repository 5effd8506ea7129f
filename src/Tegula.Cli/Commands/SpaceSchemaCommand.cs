using System.CommandLine;
using Tegula.Architectures.Custom;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula space schema</c>: the JSON schema of the files that define own spaces, for editors.</summary>
internal static class SpaceSchemaCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "schema",
            "Print the JSON schema of the files that define own spaces, with which editors complete and check them",
            "tegula space schema",
            "tegula space schema --json");
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            _ = output.Read(result);
            Console.Out.WriteLine(CustomSpaceSchema.Text.TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
