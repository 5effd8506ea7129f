using System.CommandLine;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
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
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var options = training.Read(result);
            var named = source.Architecture(result);
            var saved = checkpoints.Read(result);
            var files = (Csv: csv.Read(result), Svg: svg.Read(result));
            var (train, heldOut, test) = data.Open(result, options.Seed);
            if (options.Patience is not null && heldOut is null)
                throw new UsageException("--early-stop looks at the loss on held-out images; add --held-out SHARE");
            var network = source.Network(result) with { HasAuxiliaryHead = training.HasAuxiliaryHead(result), DropsPaths = options.DropPath > 0 };
            var (architecture, graph) = NetworkSourceOptions.Build(named, train, network);
            var setup = saved.File is null ? null : TrainingSetup.Of(architecture.ToString()!, network, train, heldOut, options, source.Scheme(result));
            var state = saved.Resumes ? CheckpointOptions.Open(saved.File!, setup!) : null;
            var mode = output.Read(result);
            using var cancellation = new Cancellation();
            using var trainer = new Trainer(result.GetValue(threads) ?? Environment.ProcessorCount);
            var hooks = new TrainingHooks
            {
                ResumeFrom = state,
                SaveSteps = saved.Steps,
                Save = saved.File is null ? null : reached => new Checkpoint(setup!, reached).Write(saved.File),
            };
            var trained = Train(trainer, graph, source.Scheme(result), (train, heldOut), options, hooks, mode, cancellation.Token);
            if (trained is null)
                return ErrorLine.Write(saved.File is null ? "cancelled" : $"cancelled; add --resume to go on from '{saved.File}'", ExitCode.Cancelled);
            if (trained.Divergence is { } divergence)
                return ErrorLine.Write($"the training diverged: {divergence}; give a smaller --lr than {options.LearningRate}", ExitCode.Failed);
            Evaluation? tested = test is null ? null : trainer.Evaluate(graph, trained.Weights, trained.Statistics, test, options.Loss, cancellation.Token);
            Print(
                new()
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
                    WeightsHash = HashOf(trained),
                },
                mode,
                files);
            return ExitCode.Done;
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

    private static void Print(TrainReport report, OutputMode mode, (string? Csv, string? Svg) files)
    {
        if (files.Csv is not null)
            TrainView.WriteCsv(files.Csv, report);
        if (files.Svg is not null)
            SvgOption.Write(files.Svg, TrainView.Curves(report));
        if (mode.Json)
            CliJson.Print(report);
        else
            TrainView.Write(Console.Out, report);
    }

    private static string HashOf(TrainingResult result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(result.Weights.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(result.Statistics.Means.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(result.Statistics.Variances.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
