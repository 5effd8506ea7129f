using System.CommandLine;
using System.Text.Json.Nodes;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Kernels;
using Tegula.Topology;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula kernel</c>: kernels of DAGs in the infinite-width limit, and what they say about convergence.</summary>
internal static class KernelCommand
{
    private const string CurveSvg = "curve-svg";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "kernel",
            "Kernels (NNGP, NTK) of a network in the infinite-width limit, and the bound of its convergence",
            "tegula kernel --dag 2_02_002 --dag 1_01_222 --dag 2_21_112 --correlation 0.5",
            "tegula kernel --dag 2_21_112 --data synthetic --samples 100 --activation gelu --rule exact --json");
        var options = new KernelOptions().AddTo(command);
        var svg = new SvgOption().AddTo(command);
        var curves = new SvgOption("--curve-svg", "Draw the bound over the steps into a file").AddTo(command);
        var recorded = new RecordedCommand().AddTo(command);
        command.SetAction(result =>
        {
            OutputFile[] files = [new(CommandOutputs.Svg, svg.Read(result)), new(CurveSvg, curves.Read(result))];
            var request = options.Read(result);

            // Every network is compiled before the data are read: a wrong code must not cost the time of a large kernel.
            List<(DagArchitecture Dag, ArchitectureGraph Graph, InfiniteWidthNetwork Network)> networks =
                [.. request.Dags.Select(dag => Compile(dag, request))];
            var images = request.OpenImages();
            return recorded.Run(result, files, () => Request(request, images), _ => Outputs(request, Compute(networks, request, images), files[1].Path));
        });
        return command;
    }

    private static JsonObject Request(KernelRequest request, ImageDataset? images) => new()
    {
        ["dags"] = new JsonArray([.. request.Dags.Select(dag => (JsonNode)dag.ToString())]),
        ["correlation"] = request.Correlation,
        ["data"] = RequestJson.Of(images),
        ["samples"] = images is null ? null : request.Samples,
        ["activation"] = request.Activation.Id,
        ["rule"] = $"{request.Rule}",
        ["eta"] = request.Eta,
        ["steps"] = request.Steps,
        ["networks"] = request.MonteCarlo?.Networks,
        ["width"] = request.MonteCarlo?.Width,
        ["seed"] = request.Seed,
    };

    private static List<KernelJson> Compute(
        List<(DagArchitecture Dag, ArchitectureGraph Graph, InfiniteWidthNetwork Network)> networks, KernelRequest request, ImageDataset? images)
    {
        var input = request.InputKernel(images);
        var kernels = networks.ConvertAll(item => Compute(item.Dag, item.Graph, item.Network, input, request));
        var eta = request.Eta ?? DefaultEta(kernels);
        return kernels.ConvertAll(kernel => WithCurve(kernel, eta, request.Steps));
    }

    private static CommandOutputs Outputs(KernelRequest request, List<KernelJson> kernels, string? curveFile)
    {
        var outputs = kernels is [var only]
            ? CommandOutputs.Of(only, output => KernelView.Write(output, kernels))
            : CommandOutputs.Of(new KernelsReport(kernels), output => KernelView.Write(output, kernels));
        outputs.With(
            CommandOutputs.Svg, () => ArchitectureDrawing.Of("DAGs", [.. request.Dags.Select(dag => new NamedArchitecture(dag.ToString(), dag))]));

        // Singular kernels have no curve; that is an error only where one was asked for.
        return curveFile is null && kernels.TrueForAll(kernel => kernel.Curve is null)
            ? outputs
            : outputs.With(CurveSvg, () => KernelView.Curves(kernels));
    }

    private static (DagArchitecture Dag, ArchitectureGraph Graph, InfiniteWidthNetwork Network) Compile(DagArchitecture dag, KernelRequest request)
    {
        var graph = dag.ToGraph();
        try
        {
            return (dag, graph, InfiniteWidthNetwork.Of(graph, request.Activation, request.Rule));
        }
        catch (GraphException exception)
        {
            throw new UsageException($"--dag {dag}: {exception.Message}");
        }
    }

    private static KernelJson Compute(DagArchitecture dag, ArchitectureGraph graph, InfiniteWidthNetwork network, double[,] input, KernelRequest request)
    {
        var kernels = network.Kernels(input, new() { Threads = request.Threads });
        var spectrum = KernelSpectrum.Of(kernels.Nngp);
        var rule = PathRule.Of(graph, request.Activation, input, request.Threads);
        var pairBound = PairBound.Of(kernels.Nngp);
        return new(
            dag.ToString(),
            request.Activation.Id,
            request.Rule == PropagationRule.Exact ? "exact" : "variance",
            PathStatistics.Of(graph)?.Paths,
            KernelJson.Rows(kernels.Nngp),
            KernelJson.Rows(kernels.Ntk!),
            spectrum.Eigenvalues,
            spectrum.Smallest,
            spectrum.IsSingular ? "singular" : "ok",
            pairBound,
            rule.Value,
            rule.IsExact && request.Rule == PropagationRule.Variance,
            rule.Reason,
            Eta: null,
            Curve: null,
            MonteCarlo: request.MonteCarlo is { } options ? Measure(graph, input, options) : null);
    }

    private static MonteCarloJson Measure(ArchitectureGraph graph, double[,] input, MonteCarloOptions options)
    {
        var measured = MonteCarloKernel.Of(graph, input, options);
        return new(options.Networks, options.Width, KernelJson.Rows(measured.Mean), KernelJson.Rows(measured.StandardError));
    }

    private static double? DefaultEta(List<KernelJson> kernels)
    {
        var regular = kernels.Where(kernel => kernel.Status == "ok").ToList();
        return regular.Count == 0 ? null : regular.Min(kernel => ConvergenceCurve.LearningRateLimit(kernel.LambdaMin)) / 2;
    }

    private static KernelJson WithCurve(KernelJson kernel, double? eta, int steps)
    {
        if (kernel.Status != "ok" || eta is not { } rate)
            return kernel;
        var limit = ConvergenceCurve.LearningRateLimit(kernel.LambdaMin);
        if (rate >= limit)
            throw new UsageException($"--eta {rate} is too large for {kernel.Dag}, whose smallest eigenvalue is {kernel.LambdaMin}; give less than {limit}");
        return kernel with { Eta = rate, Curve = ConvergenceCurve.Of(kernel.LambdaMin, rate, steps) };
    }
}
