using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
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
            "tegula landscape '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|' --channels 4 --cells 1 --epochs 3 --points 11 --svg loss.svg",
            "tegula landscape --weights darts.tgc --data cifar10:DIR --what loss,variance,hessian --json",
            "tegula landscape --dag 2_21_112 --width 64 --data mnist:DIR --lr 0.01 --what hessian --samples 1000");
        var source = new NetworkSourceOptions().AddTo(command);
        var data = new TrainDataOptions().AddTo(command);
        var training = new TrainOptions().AddTo(command);
        var weights = new WeightsOption().AddTo(command, "--data", "--held-out", "--test", "--seed");
        var measure = new LandscapeMeasureOptions().AddTo(command);
        var threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");
        command.Add(threads);
        var files = new AnalysisFiles().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            files.Read(result);
            var what = measure.What(result);
            var options = training.Read(result);
            var saved = weights.Read(result);
            var plane = measure.Plane(result, saved?.Setup.Options.Loss ?? options.Loss, options.Seed, result.GetValue(threads));
            var named = saved is null ? source.Architecture(result) : NamedArchitecture.Parse(saved.Setup.Architecture);
            var (train, heldOut, test) = data.Open(result, options.Seed);
            var images = test ?? heldOut ?? train;
            if (saved is not null && (saved.Setup.Shape != images.Shape || saved.Setup.Classes != images.ClassCount))
            {
                throw new UsageException(
                    $"--weights were trained on {saved.Setup.Data}, images of {saved.Setup.Shape} in {saved.Setup.Classes} classes; --data has {images.Shape} in {images.ClassCount}");
            }

            var built = saved?.Setup.Network ?? source.Network(result) with { HasAuxiliaryHead = training.HasAuxiliaryHead(result), DropsPaths = options.DropPath > 0 };
            var (architecture, graph) = NetworkSourceOptions.Build(named, images, built);
            var mode = output.Read(result);
            using var cancellation = new Cancellation();
            TrainedNetwork network;
            int epochs;
            if (saved is not null)
            {
                (network, epochs) = (new(graph, saved.Weights, saved.Statistics), saved.State.Best?.Epoch ?? saved.State.Epochs.Count);
            }
            else
            {
                var initial = WeightInitialization.Draw(source.Scheme(result), graph, options.Seed, 0);
                using var trainer = new Trainer(plane.Threads);
                using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
                var hooks = new TrainingHooks { OnStep = line is null ? null : progress => line.Show(TrainView.Progress(progress)) };
                var trained = trainer.Train(graph, initial, train, options, heldOut, null, hooks, cancellation.Token);
                if (trained.Divergence is { } divergence)
                    return ErrorLine.Write($"the training diverged: {divergence}; give a smaller --lr than {options.LearningRate}", ExitCode.Failed);
                (network, epochs) = (new(graph, trained.Weights, trained.Statistics), trained.BestEpoch ?? trained.Epochs.Count);
            }

            var (loss, deviation, hessian) = Measure(network, images, plane, what, measure.Hessian(result), mode, cancellation.Token);
            var report = new LandscapeReport
            {
                Architecture = architecture.ToString()!,
                Data = data.Text(result),
                Split = test is not null ? "test" : heldOut is not null ? "held out" : "training",
                Images = Math.Min(plane.Samples, images.Count),
                Parameters = graph.ParameterLength,
                Seed = options.Seed,
                Epochs = epochs,
                Loss = loss is null ? null : LandscapeGridJson.Of(loss),
                GradientDeviation = deviation is null ? null : LandscapeGridJson.Of(deviation),
                Hessian = hessian is null ? null : HessianJson.Of(hessian),
            };
            var drawings = LandscapeView.Draw(report, loss, deviation, measure.Ceiling(result));
            if (drawings.Count > 0)
                files.WriteSvgs(drawings);
            files.WriteCsv(LandscapeView.CsvHeader, LandscapeView.CsvRows(report));
            if (mode.Json)
                CliJson.Print(report);
            else
                LandscapeView.Write(Console.Out, report);
            return ExitCode.Done;
        });
        return command;
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
