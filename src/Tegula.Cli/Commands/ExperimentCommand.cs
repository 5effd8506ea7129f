using System.CommandLine;
using System.Text.Json.Nodes;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Experiments;
using Tegula.Studies;

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
            "tegula experiment isometry-simulation --svg isometry.svg --report isometry.html",
            "tegula experiment nn-mass-accuracy --data mnist:DIR --seeds 5 --svg nn-mass.svg",
            "tegula experiment cell-convergence --data cifar10:DIR --paper --study cells.db --json");
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
        var recorded = new RecordedCommand().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var mode = recorded.Mode(result);
            if (result.GetValue(name) is not { } id)
                return List(mode);
            var experiment = ExperimentRegistry.Get(id);
            var request = new ExperimentRequest(settings.Read(result, experiment))
            {
                Seed = result.GetValue(seed),
                Threads = result.GetValue(threads) ?? Environment.ProcessorCount,
                Data = data.Open(result, experiment, result.GetValue(seed)),
            };
            experiment.Check(request);
            return recorded.Run(result, files.All(), () => Request(experiment, request), store => Compute(experiment, request, store, mode));
        });
        return command;
    }

    private static JsonObject Request(Experiment experiment, ExperimentRequest request) => new()
    {
        ["experiment"] = experiment.Id,
        ["settings"] = ExperimentReport.SettingsOf(request.Settings),
        ["train"] = RequestJson.Of(request.Data?.Train),
        ["test"] = RequestJson.Of(request.Data?.Test),
        ["seed"] = request.Seed,
    };

    private static CommandOutputs Compute(Experiment experiment, ExperimentRequest request, StudyStore? store, OutputMode mode)
    {
        using var cancellation = new Cancellation();
        using var progress = new CountProgress(mode);
        var memory = store is null ? null : new StudyMemory(store);
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            var found = experiment.Run(request with { Progress = progress.Show, Memory = memory }, cancellation.Token);
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            return CommandOutputs
                .Of(ExperimentReport.Of(experiment, request, found, seconds), output => ExperimentView.Write(output, experiment, request, found, seconds))
                .WithCsv(found.Rows.Columns, found.Rows.Rows.Select(row => (IReadOnlyList<object?>)row))
                .WithDrawings([.. found.Drawings.Select(drawing => (drawing.Name, drawing.Svg))]);
        }
        catch (OperationCanceledException) when (store is not null)
        {
            throw new CommandException("cancelled; the study has what was finished, and the same command goes on from there", ExitCode.Cancelled);
        }
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
