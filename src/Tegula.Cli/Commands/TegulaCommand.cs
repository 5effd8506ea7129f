using System.CommandLine;
using System.CommandLine.Help;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Commands;

/// <summary>The root command: parses, runs, and turns every error into one line and an exit code.</summary>
internal static class TegulaCommand
{
    private const string Description = "Neural architecture search without training: trainability, expressivity and generalisation at initialisation.";

    /// <summary>Runs the program.</summary>
    /// <param name="args">Arguments as the shell passed them.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        var result = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (ParseErrors.FirstOf(result) is { } error)
            return ErrorLine.Write(error, ExitCode.Wrong);
        try
        {
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
#pragma warning disable CA1031 // the one place where any exception ends as one line instead of a stack trace
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ErrorLine.Write(exception);
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand(Description)
        {
            SearchCommand.Create(),
            ScoreCommand.Create(),
            TopologyCommand.Create(),
            FilterCommand.Create(),
            KernelCommand.Create(),
            VariantsCommand.Create(),
            DesignCommand.Create(),
            RankCommand.Create(),
            AnalyseCommand.Create(),
            TrajectoryCommand.Create(),
            ExperimentCommand.Create(),
            TrainCommand.Create(),
            ExportCommand.Create(),
            LandscapeCommand.Create(),
            IsometryCommand.Create(),
            WorkerCommand.Create(),
            SlurmCommand.Create(),
            UiCommand.Create(),
            DataCommand.Create(),
            StudyCommand.Create(),
            SpaceCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
