using System.CommandLine;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula analyse</c>: what indicators prefer, what they add to a search, and how topology goes with accuracy.</summary>
internal static class AnalyseCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() =>
        new ExampleCommand("analyse", "Analyses of a space: what indicators prefer, what they add to a search, how topology goes with accuracy")
        {
            AnalyseExclusiveCommand.Create(),
            AnalyseCaseCommand.Create(),
            AnalyseAblationCommand.Create(),
            AnalyseRadiusCommand.Create(),
            AnalyseDepthWidthCommand.Create(),
        };
}
