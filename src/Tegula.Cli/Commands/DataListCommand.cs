using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Datasets;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula data list</c>: the kinds of data that can be opened, and where their files are expected.</summary>
internal static class DataListCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand("list", "List the kinds of data and how to ask for them", "tegula data list");
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(output.Read(result)));
        return command;
    }

    private static int Run(OutputMode mode)
    {
        if (mode.Json)
        {
            var kinds = DatasetRegistry.All.Select(kind => new DatasetKindJson(kind.Id, kind.Syntax, kind.Description, kind.ExpectedAt));
            CliJson.Print(new DataListReport([.. kinds]));
            return ExitCode.Done;
        }

        var table = new TextTable("--data", "what it holds, and which files are expected");
        foreach (var kind in DatasetRegistry.All)
        {
            table.Add(kind.Syntax, kind.Description);
            table.Add("", kind.ExpectedAt);
        }
        Console.Out.Write(table);
        return ExitCode.Done;
    }
}
