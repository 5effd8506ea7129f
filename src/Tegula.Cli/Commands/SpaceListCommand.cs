using System.CommandLine;
using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Spaces;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula space list</c>: the built-in spaces.</summary>
internal static class SpaceListCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand("list", "List the built-in spaces", "tegula space list", "tegula space list --json");
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(output.Read(result)));
        return command;
    }

    private static int Run(OutputMode mode)
    {
        if (mode.Json)
        {
            CliJson.Print(new SpaceListReport([.. SpaceRegistry.All.Select(space => new SpaceListItemJson(space.Id, space.Description, space.Count))]));
            return ExitCode.Done;
        }

        var table = new TextTable("--space", ">cells", "what it holds");
        foreach (var space in SpaceRegistry.All)
            table.Add(space.Id, space.Count?.ToString("N0", CultureInfo.InvariantCulture) ?? "not listed", space.Description);
        table.Add("FILE", "", "an own space: 'tegula space check FILE' says what it is");
        Console.Out.Write(table);
        return ExitCode.Done;
    }
}
