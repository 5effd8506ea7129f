using System.CommandLine;
using System.Text.Json.Nodes;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Landscapes;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula landscape</c>: loss, noise of the gradient and curvature around trained weights.</summary>
internal static class LandscapeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "landscape",
            "Look at the loss, the variance of the gradient and the curvature around trained weights",
            "tegula landscape '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|' "
            + "--channels 4 --cells 1 --epochs 3 --points 11 --svg loss.svg",
            "tegula landscape --weights darts.tgc --data cifar10:DIR --what loss,variance,hessian --report landscape.html",
            "tegula landscape --dag 2_21_112 --width 64 --data mnist:DIR --lr 0.01 --what hessian --samples 1000");
        var source = new NetworkSourceOptions().AddTo(command);
        var data = new TrainDataOptions().AddTo(command);
        var training = new TrainOptions().AddTo(command);
        var weights = new WeightsOption().AddTo(command, "--data", "--held-out", "--test", "--seed");
        var measure = new LandscapeMeasureOptions().AddTo(command);
        var threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");
        command.Add(threads);
        var files = new AnalysisFiles().AddTo(command);
        var recorded = new RecordedCommand().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var what = measure.What(result);
            var options = training.Read(result);
            var saved = weights.Read(result);
            var plane = measure.Plane(result, saved?.Setup.Options.Loss ?? options.Loss, options.Seed, result.GetValue(threads));
            var named = saved is null ? source.Architecture(result) : NamedArchitecture.Parse(saved.Setup.Architecture, source.Space(result));
            var (train, heldOut, test) = data.Open(result, options.Seed);
            var images = test ?? heldOut ?? train;
            var split = test is not null ? "test" : heldOut is not null ? "held out" : "training";
            if (saved is not null && (saved.Setup.Shape != images.Shape || saved.Setup.Classes != images.ClassCount))
            {
                throw new UsageException(
                    $"--weights were trained on {saved.Setup.Data}, images of {saved.Setup.Shape} in {saved.Setup.Classes} classes; "
                    + $"--data has {images.Shape} in {images.ClassCount}");
            }

            var built = saved?.Setup.Network
                ?? source.Network(result) with { HasAuxiliaryHead = training.HasAuxiliaryHead(result), DropsPaths = options.DropPath > 0 };
            var (architecture, graph) = NetworkSourceOptions.Build(named, images, built);
            if (saved is null)
                Trainer.Check(graph, train, options, heldOut);
            return recorded.Run(result, files.All(), Request, _ => Compute());

            JsonObject Request() => new()
            {
                ["training"] = (saved?.Setup ?? TrainingSetup.Of(architecture.ToString()!, built, train, heldOut, options, source.Scheme(result))).ToJson(),
                ["weights"] = saved is null ? null : WeightsHash.Of(saved.Weights, saved.Statistics),
                ["epochs"] = saved is null ? null : EpochsOf(saved),
                ["images"] = RequestJson.Of(images),
                ["split"] = split,
                ["what"] = string.Join(',', what.Order(StringComparer.Ordinal)),
                ["points"] = plane.Points,
                ["radius"] = plane.Radius,
                ["samples"] = plane.Samples,
                ["loss"] = $"{plane.Loss}",
                ["seed"] = plane.Seed,
                ["products"] = measure.Hessian(result).MaxProducts,
                ["tolerance"] = measure.Hessian(result).Tolerance,
                ["ceiling"] = measure.Ceiling(result),
            };

            CommandOutputs Compute()
            {
                var mode = recorded.Mode(result);
                using var cancellation = new Cancellation();
                var (network, epochs) = saved is not null
                    ? (new TrainedNetwork(graph, saved.Weights, saved.Statistics), EpochsOf(saved))
                    : Train(graph, source.Scheme(result), (train, heldOut), options, plane.Threads, mode, cancellation.Token);
                var (loss, deviation, hessian) = Measure(network, images, plane, what, measure.Hessian(result), mode, cancellation.Token);
                var report = new LandscapeReport
                {
                    Architecture = architecture.ToString()!,
                    Data = data.Text(result),
                    Split = split,
                    Images = Math.Min(plane.Samples, images.Count),
                    Parameters = graph.ParameterLength,
                    Seed = options.Seed,
                    Epochs = epochs,
                    Loss = loss is null ? null : LandscapeGridJson.Of(loss),
                    GradientDeviation = deviation is null ? null : LandscapeGridJson.Of(deviation),
                    Hessian = hessian is null ? null : HessianJson.Of(hessian),
                };
                return CommandOutputs.Of(report, output => LandscapeView.Write(output, report))
                    .WithDrawings(LandscapeView.Draw(report, loss, deviation, measure.Ceiling(result)))
                    .WithCsv(LandscapeView.CsvHeader, LandscapeView.CsvRows(report));
            }
        });
        return command;
    }

    private static int EpochsOf(Checkpoint saved) => saved.State.Best?.Epoch ?? saved.State.Epochs.Count;

    private static (TrainedNetwork Network, int Epochs) Train(
        Graph graph,
        WeightScheme scheme,
        (ImageDataset Train, ImageDataset? HeldOut) data,
        TrainingOptions options,
        int threads,
        OutputMode mode,
        CancellationToken token)
    {
        using var trainer = new Trainer(threads);
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        var hooks = new TrainingHooks { OnStep = line is null ? null : progress => line.Show(TrainView.Progress(progress)) };
        var initial = WeightInitialization.Draw(scheme, graph, options.Seed, 0);
        var trained = trainer.Train(graph, initial, data.Train, options, data.HeldOut, null, hooks, token);
        return trained.Divergence is { } divergence
            ? throw new CommandException($"the training diverged: {divergence}; give a smaller --lr than {options.LearningRate}", ExitCode.Failed)
            : (new(graph, trained.Weights, trained.Statistics), trained.BestEpoch ?? trained.Epochs.Count);
    }

    private static (LandscapeGrid? Loss, LandscapeGrid? Deviation, HessianSpectrum? Hessian) Measure(
        TrainedNetwork network,
        ImageDataset images,
        LandscapeOptions plane,
        IReadOnlySet<string> what,
        HessianOptions search,
        OutputMode mode,
        CancellationToken token)
    {
        var points = plane.Points * plane.Points;
        var total = (what.Contains("loss") ? points : 0) + (what.Contains("variance") ? points : 0) + (what.Contains("hessian") ? search.MaxProducts : 0);
        using var progress = new CountProgress(mode);
        var gate = new Lock();
        var done = 0;
        var loss = what.Contains("loss") ? LossContour.Measure(network, images, plane, Count, token) : null;
        var variance = what.Contains("variance") ? GradientVariance.Measure(network, images, plane, Count, token) : null;
        var hessian = what.Contains("hessian") ? HessianSpectrum.Measure(network, images, plane, search, (count, _) => Count(count), token) : null;
        return (loss, variance?.SquareRoot(), hessian);

        // Points end on several threads, the line is one.
        void Count(int _)
        {
            lock (gate)
            {
                done++;
                progress.Show(done, total);
            }
        }
    }
}
