using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Experiments;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula experiment</c>: a figure or table of one of the papers, run again.</summary>
internal static class ExperimentCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "experiment",
            "Runs a figure or table of the papers again and says which of its statements hold; without a name lists them",
            "tegula experiment",
            "tegula experiment isometry-simulation --svg isometry.svg",
            "tegula experiment nn-mass-accuracy --data mnist:DIR --seeds 5 --svg nn-mass.svg",
            "tegula experiment cell-convergence --data cifar10:DIR --paper --json");
        var name = new Argument<string?>("name")
        {
            Description = $"Which one: {string.Join(", ", ExperimentRegistry.All)}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(name);
        var data = new ExperimentDataOptions().AddTo(command);
        var settings = new ExperimentSettingsOptions().AddTo(command);
        var seed = Limits.Seed("--seed", "Fixes every random choice");
        var threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");
        command.Add(seed);
        command.Add(threads);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var mode = output.Read(result);
            if (result.GetValue(name) is not { } id)
                return List(mode);
            var experiment = ExperimentRegistry.Get(id);
            var request = new ExperimentRequest(settings.Read(result, experiment))
            {
                Seed = result.GetValue(seed),
                Threads = result.GetValue(threads) ?? Environment.ProcessorCount,
                Data = data.Open(result, experiment, result.GetValue(seed)),
            };
            using var cancellation = new Cancellation();
            using var progress = new CountProgress(mode);
            var start = TimeProvider.System.GetTimestamp();
            var found = experiment.Run(request with { Progress = progress.Show }, cancellation.Token);
            progress.Dispose();
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            files.WriteSvgs([.. found.Drawings.Select(drawing => (drawing.Name, drawing.Svg))]);
            files.WriteCsv(found.Rows.Columns, found.Rows.Rows.Select(row => (IReadOnlyList<object?>)row));
            if (mode.Json)
                CliJson.Print(ExperimentReport.Of(experiment, request, found, seconds));
            else
                ExperimentView.Write(Console.Out, experiment, request, found, seconds);
            return ExitCode.Done;
        });
        return command;
    }

    private static int List(OutputMode mode)
    {
        if (mode.Json)
            CliJson.Print(ExperimentListReport.Of(ExperimentRegistry.All));
        else
            ExperimentView.WriteList(Console.Out, ExperimentRegistry.All);
        return ExitCode.Done;
    }
}
