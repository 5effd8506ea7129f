using System.CommandLine;
using System.Text.Json.Nodes;
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
        var recorded = new RecordedCommand().AddTo(command);
        command.SetAction(result =>
        {
            OutputFile[] files = [new(CommandOutputs.Csv, csv.Read(result)), new(CommandOutputs.Svg, svg.Read(result))];
            if (measured.Simulation(result) is { } simulation)
            {
                if (source.IsGiven(result))
                    throw new UsageException("--simulate draws matrices of its own; leave the architecture out");
                var (repeats, seed) = (measured.Repeats(result), measured.Seed(result));
                return recorded.Run(
                    result,
                    files,
                    () => new() { ["simulation"] = simulation, ["repeats"] = repeats, ["seed"] = seed },
                    _ => Outputs(IsometrySimulationReport.Of(simulation, repeats, seed)));
            }

            if (!source.IsGiven(result))
                throw new UsageException("there is nothing to look at; give an architecture, --dag CODE, --cell NAME, --model SPEC or --simulate mass|size");
            var named = source.Architecture(result);
            var data = measured.Data(result);
            var (architecture, graph) = NetworkSourceOptions.Build(named, data, source.Network(result));
            var images = MinibatchSampler.Draw(data, measured.Batch(result), measured.Seed(result), 0);
            return recorded.Run(result, files, Request, _ =>
            {
                using var cancellation = new Cancellation();
                var found = Measure(
                    graph, source.Scheme(result), images, measured.Read(result), measured.Repeats(result), recorded.Mode(result), cancellation.Token);
                return Outputs(IsometryReport.Of(
                    architecture, measured.DataText(result), measured.Batch(result), graph, source.Scheme(result), found, measured.Seed(result)));
            });

            JsonObject Request() => new()
            {
                ["architecture"] = architecture.ToString(),
                ["network"] = RequestJson.Of(source.Network(result)),
                ["initialization"] = $"{source.Scheme(result)}",
                ["data"] = RequestJson.Of(data),
                ["batch"] = measured.Batch(result),
                ["positions"] = measured.Read(result).Positions,
                ["repeats"] = measured.Repeats(result),
                ["seed"] = measured.Seed(result),
            };
        });
        return command;
    }

    private static List<NetworkIsometry> Measure(
        Graph graph, WeightScheme scheme, ImageBatch images, IsometryOptions options, int repeats, OutputMode mode, CancellationToken token)
    {
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

    private static CommandOutputs Outputs(IsometryReport report) => CommandOutputs.Of(report, output => IsometryView.Write(output, report))
        .WithCsv(IsometryView.CsvHeader, IsometryView.CsvRows(report))
        .With(CommandOutputs.Svg, () => IsometryView.Drawing(report));

    private static CommandOutputs Outputs(IsometrySimulationReport report) => CommandOutputs.Of(report, output => IsometrySimulationView.Write(output, report))
        .WithCsv(IsometrySimulationView.CsvHeader, IsometrySimulationView.CsvRows(report))
        .With(CommandOutputs.Svg, () => IsometrySimulationView.Drawing(report));
}
