using System.CommandLine;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study</c>: what lies in a store of studies.</summary>
internal static class StudyCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() =>
        new ExampleCommand("study", "Studies kept with --study: list them, look into them, go on with them, move them, check them")
        {
            StudyListCommand.Create(),
            StudyShowCommand.Create(),
            StudyResumeCommand.Create(),
            StudyExportCommand.Create(),
            StudyImportCommand.Create(),
            StudyDeleteCommand.Create(),
            StudyVerifyCommand.Create(),
        };
}
