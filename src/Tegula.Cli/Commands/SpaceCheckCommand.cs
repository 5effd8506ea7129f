using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Spaces.Custom;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula space check</c>: what the space of a file is, or what is wrong with the file.</summary>
internal static class SpaceCheckCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "check",
            "Say what the space of a YAML file is, or where the file is wrong and what would be right",
            "tegula space check small.yaml",
            "tegula space check small.yaml --json");
        var file = new Argument<string>("FILE") { Description = "YAML file of an own space" };
        command.Add(file);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var summary = CustomSpaceSummary.Of(SpaceOption.Open(result.GetValue(file)!));
            if (output.Read(result).Json)
                CliJson.Print(SpaceReport.Of(summary));
            else
                SpaceView.Write(Console.Out, summary);
            return ExitCode.Done;
        });
        return command;
    }
}
