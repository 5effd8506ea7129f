using System.CommandLine;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Exchange.Onnx;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula topology</c>: what connectivity alone tells about architectures.</summary>
internal static class TopologyCommand
{
    // Beyond it, a drawing takes long and shows nothing; the largest known network has about 2,000.
    private const int MostDrawnEdges = 10_000;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "topology",
            "Compute paths, depth, width, NN-Mass, parameters and MACs from connectivity alone",
            "tegula topology '|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|'",
            "tegula topology --dag 2_21_112 --svg dag.svg",
            "tegula topology --cell darts --cell amoebanet --skeleton imagenet --json",
            "tegula topology --model mobilenet-v2 --width-mult 1.4",
            "tegula topology --model densenet-cnn --depth 40 --wm 2 --tc 60,130,170",
            "tegula topology --onnx network.onnx --size height=224 --size width=224 --svg network.svg");
        var source = new ArchitectureSourceOptions().AddTo(command);
        var skeletons = new SkeletonOptions().AddTo(command);
        var svg = new SvgOption().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var file = svg.Read(result);
            var architectures = source.Read(result);
            var skeleton = skeletons.Read(result);
            var items = architectures.Select(named => Item(named, skeleton)).ToList();
            bool IsLarge(NamedArchitecture named) => named.Architecture is OnnxModel model && model.ToGraph().Edges.Length > MostDrawnEdges;
            if (file is not null && architectures.FirstOrDefault(IsLarge) is { } large)
                throw new UsageException($"{large.Name} has more than {MostDrawnEdges} edges, too many for a drawing; leave out --svg");
            if (file is not null)
                SvgOption.Write(file, ArchitectureDrawing.Of("Architectures", architectures));
            if (output.Read(result).Json)
                CliJson.Print(new TopologyReport(items));
            else
                TopologyView.Write(Console.Out, items);
            return ExitCode.Done;
        });
        return command;
    }

    private static TopologyItemJson Item(NamedArchitecture named, MacroSkeleton skeleton)
    {
        // A cell of a benchmark may well be disconnected; a DAG written by hand is meant to be whole.
        var graph = named.Architecture.ToGraph();
        if (named.Architecture is DagArchitecture)
            graph.RequireConnected();
        var topology = ArchitectureTopology.Of(graph);
        var cost = Cost(named, graph, skeleton);
        var model = named.Architecture as OnnxModel;
        return new()
        {
            Architecture = named.Name,
            Paths = topology.Paths?.Paths,
            PathsOverflow = topology.Paths is null,
            EffectiveDepth = topology.Paths?.EffectiveDepth,
            EffectiveWidth = topology.Paths?.EffectiveWidth,
            CellDepth = topology.Shape?.Depth,
            CellWidth = topology.Shape?.Width,
            Density = topology.Mass?.Density,
            NnMass = topology.Mass?.Mass,
            AverageDegree = topology.Mass?.AverageDegree,
            Params = cost?.Whole.Parameters,
            Macs = cost?.Whole.Macs,
            LiveParams = cost?.Live?.Parameters,
            LiveMacs = cost?.Live?.Macs,
            Network = cost?.Network,
            Skips = model?.Skips.Select(SkipJson.Of).ToList(),
            UnknownOperators = model?.UnknownOperators,
            Notes = model?.Notes,
        };
    }

    private static ArchitectureCost? Cost(NamedArchitecture named, ArchitectureGraph graph, MacroSkeleton skeleton)
    {
        try
        {
            return ArchitectureCost.Of(named.Architecture, skeleton, graph);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{named.Name}: {exception.Message}");
        }
    }
}
