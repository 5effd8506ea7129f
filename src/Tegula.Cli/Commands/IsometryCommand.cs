using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Isometry;
using Tegula.Networks;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula isometry</c>: singular values of the Jacobians of a network's layers, and of random matrices of such sizes.</summary>
internal static class IsometryCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "isometry",
            "Singular values of the Jacobian of every layer at initialisation, beside the bounds of NN-Mass",
            "tegula isometry --model densenet-mlp:depth=16,tc=6 --data circle20 --repeats 5",
            "tegula isometry --model densenet-mlp:depth=24,tc=10 --data mnist:DIR --activation elu --svg layers.svg --csv layers.csv",
            "tegula isometry '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|' --cells 1 --batch 8 --json",
            "tegula isometry --simulate mass --svg mass.svg",
            "tegula isometry --simulate size --repeats 3 --json");
        var source = new NetworkSourceOptions().AddTo(command);
        var measured = new IsometryOptionsReader().AddTo(command);
        var csv = new CsvOption().AddTo(command);
        var svg = new SvgOption("--svg", "Draw the singular values, too, into a file that every browser shows", "isometry.svg").AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var files = (Csv: csv.Read(result), Svg: svg.Read(result));
            var mode = output.Read(result);
            if (measured.Simulation(result) is { } simulation)
            {
                if (source.IsGiven(result))
                    throw new UsageException("--simulate draws matrices of its own; leave the architecture out");
                return Simulate(simulation, measured.Repeats(result), measured.Seed(result), mode, files);
            }

            if (!source.IsGiven(result))
                throw new UsageException("there is nothing to look at; give an architecture, --dag CODE, --cell NAME, --model SPEC or --simulate mass|size");
            var named = source.Architecture(result);
            var data = measured.Data(result);
            var (architecture, graph) = NetworkSourceOptions.Build(named, data, source.Network(result));
            using var cancellation = new Cancellation();
            var report = IsometryReport.Of(
                architecture,
                measured.DataText(result),
                measured.Batch(result),
                graph,
                source.Scheme(result),
                Measure(graph, source.Scheme(result), data, measured.Read(result), measured.Batch(result), measured.Repeats(result), mode, cancellation.Token),
                measured.Seed(result));
            if (files.Csv is not null)
                IsometryView.WriteCsv(files.Csv, report);
            if (files.Svg is not null)
                SvgOption.Write(files.Svg, IsometryView.Drawing(report));
            if (mode.Json)
                CliJson.Print(report);
            else
                IsometryView.Write(Console.Out, report);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<NetworkIsometry> Measure(
        Graph graph, WeightScheme scheme, ImageDataset data, IsometryOptions options, int batch, int repeats, OutputMode mode, CancellationToken token)
    {
        var images = MinibatchSampler.Draw(data, batch, options.Seed, 0);
        var found = new List<NetworkIsometry>();
        using var progress = new CountProgress(mode);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            progress.Show(repeat, repeats);
            var weights = WeightInitialization.Draw(scheme, graph, options.Seed, repeat);
            var isometry = LayerJacobians.Measure(graph, weights, images.Images, images.Size, options, token: token);
            if (!isometry.IsFinite)
                throw new UsageException($"activations of repeat {repeat} are not finite; the network overflows with these weights, choose another --init");
            found.Add(isometry);
        }

        return found;
    }

    private static int Simulate(string simulation, int repeats, ulong seed, OutputMode mode, (string? Csv, string? Svg) files)
    {
        var report = IsometrySimulationReport.Of(simulation, repeats, seed);
        if (files.Csv is not null)
            IsometrySimulationView.WriteCsv(files.Csv, report);
        if (files.Svg is not null)
            SvgOption.Write(files.Svg, IsometrySimulationView.Drawing(report));
        if (mode.Json)
            CliJson.Print(report);
        else
            IsometrySimulationView.Write(Console.Out, report);
        return ExitCode.Done;
    }
}
