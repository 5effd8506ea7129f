using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Studies;
using Tegula.Training;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula train</c>: trains one network, and can be stopped and resumed at any moment.</summary>
internal static class TrainCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "train",
            "Train the network of an architecture; with --checkpoint it can be stopped, even killed, and resumed to the same bits",
            "tegula train '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|' --channels 8 --cells 1 --epochs 5",
            "tegula train --model densenet-mlp:depth=16,tc=6 --data mnist:DIR --epochs 5 --optimizer adam --activation elu --held-out 0.1 --json",
            "tegula train --dag 2_21_112 --width 256 --data mnist:DIR --schedule constant --lr 0.01 --csv epochs.csv --svg epochs.svg",
            "tegula train --cell darts --data cifar10:DIR --epochs 600 --augment crop,flip,cutout:16 --drop-path 0.2 --auxiliary 0.4 --checkpoint d.tgc");
        var source = new NetworkSourceOptions().AddTo(command);
        var data = new TrainDataOptions().AddTo(command);
        var training = new TrainOptions().AddTo(command);
        var checkpoints = new CheckpointOptions().AddTo(command);
        var threads = Limits.AtLeast(1, "--threads", "Threads of the evaluations; changes the time, never the result (default: all processors)");
        command.Add(threads);
        var csv = new CsvOption().AddTo(command);
        var svg = new SvgOption("--svg", "Draw losses and accuracies, too, into a file that every browser shows", "training.svg").AddTo(command);
        var recorded = new RecordedCommand().AddTo(command);
        command.SetAction(result =>
        {
            var options = training.Read(result);
            var named = source.Architecture(result);
            var saved = checkpoints.Read(result);
            OutputFile[] files = [new(CommandOutputs.Csv, csv.Read(result)), new(CommandOutputs.Svg, svg.Read(result))];
            var (train, heldOut, test) = data.Open(result, options.Seed);
            if (options.Patience is not null && heldOut is null)
                throw new UsageException("--early-stop looks at the loss on held-out images; add --held-out SHARE");
            var network = source.Network(result) with { HasAuxiliaryHead = training.HasAuxiliaryHead(result), DropsPaths = options.DropPath > 0 };
            var (architecture, graph) = NetworkSourceOptions.Build(named, train, network);
            Trainer.Check(graph, train, options, heldOut);
            var setup = new Lazy<TrainingSetup>(() => TrainingSetup.Of(architecture.ToString()!, network, train, heldOut, options, source.Scheme(result)));
            var state = saved.Resumes ? CheckpointOptions.Open(saved.File!, setup.Value) : null;
            return recorded.Run(result, files, Request, _ => Compute(), found => saved.File is null || EpochsOf(found) == state?.Epochs.Count);

            JsonObject Request() => new() { ["training"] = setup.Value.ToJson(), ["test"] = RequestJson.Of(test) };

            CommandOutputs Compute()
            {
                using var cancellation = new Cancellation();
                using var trainer = new Trainer(result.GetValue(threads) ?? Environment.ProcessorCount);
                var hooks = new TrainingHooks
                {
                    ResumeFrom = state,
                    SaveSteps = saved.Steps,
                    Save = saved.File is null ? null : reached => new Checkpoint(setup.Value, reached).Write(saved.File),
                };
                var trained = Train(trainer, graph, source.Scheme(result), (train, heldOut), options, hooks, recorded.Mode(result), cancellation.Token)
                    ?? throw new CommandException(
                        saved.File is null ? "cancelled" : $"cancelled; add --resume to go on from '{saved.File}'", ExitCode.Cancelled);
                if (trained.Divergence is { } divergence)
                    throw new CommandException($"the training diverged: {divergence}; give a smaller --lr than {options.LearningRate}", ExitCode.Failed);
                Evaluation? tested = test is null ? null : trainer.Evaluate(graph, trained.Weights, trained.Statistics, test, options.Loss, cancellation.Token);
                return Outputs(new()
                {
                    Architecture = architecture.ToString()!,
                    Data = data.Text(result),
                    Parameters = graph.ParameterLength,
                    Images = train.Count,
                    HeldOutImages = heldOut?.Count,
                    TestImages = test?.Count,
                    Seed = options.Seed,
                    Status = trained.Status == TrainingStatus.StoppedEarly ? "stopped early" : "completed",
                    ResumedAtStep = state?.Step,
                    Epochs = [.. trained.Epochs.Select(EpochJson.Of)],
                    BestEpoch = trained.BestEpoch,
                    TestLoss = tested is { } seen && double.IsFinite(seen.Loss) ? seen.Loss : null,
                    TestAccuracy = tested?.Accuracy,
                    WeightsHash = WeightsHash.Of(trained.Weights, trained.Statistics),
                });
            }
        });
        return command;
    }

    // Null where the training was cancelled.
    private static TrainingResult? Train(
        Trainer trainer,
        Graph graph,
        WeightScheme scheme,
        (ImageDataset Train, ImageDataset? HeldOut) data,
        TrainingOptions options,
        TrainingHooks hooks,
        OutputMode mode,
        CancellationToken token)
    {
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        try
        {
            return trainer.Train(
                graph,
                WeightInitialization.Draw(scheme, graph, options.Seed, 0),
                data.Train,
                options,
                data.HeldOut,
                null,
                hooks with { OnStep = line is null ? null : progress => line.Show(TrainView.Progress(progress)) },
                token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static CommandOutputs Outputs(TrainReport report) => CommandOutputs.Of(report, output => TrainView.Write(output, report))
        .WithCsv(TrainView.CsvHeader, TrainView.CsvRows(report))
        .With(CommandOutputs.Svg, () => TrainView.Curves(report));

    // A checkpoint is the end of the kept training where it has seen as many epochs.
    private static int EpochsOf(RecordedResult found)
    {
        using var report = JsonDocument.Parse(found.Outputs[CommandOutputs.Json]);
        return report.RootElement.GetProperty("epochs").GetArrayLength();
    }
}
