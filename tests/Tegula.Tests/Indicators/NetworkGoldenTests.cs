using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;
using Tegula.Indicators;
using Tegula.Networks;

namespace Tegula.Tests.Indicators;

/// <summary>
/// The library's networks and tangent kernels against PyTorch's, edge by edge as the arch string says. Which live operation holds which edge's
/// weights is found by trying: under one naming all logits must agree.
/// </summary>
public sealed class NetworkGoldenTests
{
    private const double Tolerance = 5e-6;

    // The network without input at a node is left out: its shifts are not zero there, as they are at initialisation.
    [Theory]
    [InlineData("all convolutions")]
    [InlineData("mixed operations")]
    [InlineData("dead edges")]
    public void Logits_and_tangent_kernels_are_those_of_pytorch(string name)
    {
        GoldenCase golden = GoldenFile.Read("networks").Cases.Single(item => item.Name == name);
        int Attribute(string attribute) => golden.Attributes.GetProperty(attribute).GetInt32();
        var cell = NasBench201Cell.Parse(golden.Attributes.GetProperty("architecture").GetString()!);
        int size = Attribute("size");
        var skeleton = new NasBench201Skeleton { Channels = Attribute("channels"), CellsPerStage = 1, ImageHeight = size, ImageWidth = size };
        Graph graph = NasBench201Network.Build(CellComputation.Of(cell), skeleton);

        float[][] agreeing = [.. Namings(graph, cell).Select(naming => Parameters(graph, golden, naming))
            .Where(parameters => Agree(graph, golden, parameters))];

        agreeing.ShouldNotBeEmpty("no naming of the weights gives PyTorch's logits");
        foreach (Fidelity fidelity in Enum.GetValues<Fidelity>())
        {
            var plans = TangentKernelPlans.Compile(
                NasBench201Network.Build(CellComputation.Of(cell), skeleton), new() { Fidelity = fidelity, BatchSize = Attribute("batch") });
            using var worker = new TangentKernelWorker();
            using var train = new Jacobian();
            using var heldOut = new Jacobian();
            worker.Run(plans.Train, agreeing[0], golden["images"].BatchInnermost, train, TestContext.Current.CancellationToken);
            worker.Run(plans.HeldOut!, agreeing[0], golden["images"].BatchInnermost, heldOut, TestContext.Current.CancellationToken);
            TangentKernels kernels = plans.Kernels([train, heldOut]);

            string statistics = fidelity == Fidelity.Reference ? "batch" : "frozen";
            golden[$"gram/weights/{statistics}"].ShouldMatch([.. kernels.Train!.Cast<double>()], Tolerance);
            golden[$"gram/cells/{statistics}"].ShouldMatch([.. kernels.RegressionTrain!.Cast<double>()], Tolerance);
            golden[$"gram/cells/{statistics}"].ShouldMatch([.. kernels.RegressionCross!.Cast<double>()], Tolerance);
        }
    }

    private static bool Agree(Graph graph, GoldenCase golden, float[] parameters)
    {
        GoldenArray logits = golden["logits"];
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, logits.Shape[0]), parameters, golden["images"].BatchInnermost);
        float[] output = new float[logits.Values.Length];
        pass.ReadOutput(output);
        return GoldenArray.FromBatchInnermost(output, logits.Shape[0]).Zip(logits.Values)
            .All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * logits.Scale);
    }

    /// <summary>All ways to give every live convolution of a cell another edge with a convolution of its kind.</summary>
    private static IEnumerable<Dictionary<string, string>> Namings(Graph graph, NasBench201Cell cell)
    {
        string[] live = [.. graph.Parameters.Select(parameter => parameter.Name.Split('.'))
            .Where(parts => parts[0] == "cell0" && parts[^1] == "conv").Select(parts => string.Join('.', parts[1..^1]))];
        (string Edge, string Kind)[] edges =
            [.. NasBench201Cell.Edges.Select((edge, i) => ($"edge{edge.Source}-{edge.Target}", cell.Operations[i].Name()))
                .Where(edge => edge.Item2.StartsWith("nor_conv"))];
        return Assign(0, []);

        IEnumerable<Dictionary<string, string>> Assign(int place, Dictionary<string, string> naming)
        {
            if (place == live.Length) return [naming];
            return edges.Where(edge => live[place].StartsWith(edge.Kind) && !naming.ContainsValue(edge.Edge))
                .SelectMany(edge => Assign(place + 1, new(naming) { [live[place]] = edge.Edge }));
        }
    }

    private static float[] Parameters(Graph graph, GoldenCase golden, Dictionary<string, string> naming) =>
        [.. graph.Parameters.SelectMany(parameter => golden["parameter/" + GoldenName(parameter.Name, naming)].Singles)];

    private static string GoldenName(string name, Dictionary<string, string> naming)
    {
        foreach ((string operation, string edge) in naming) name = name.Replace($".{operation}.", $".{edge}.");
        return name.Replace(".shortcut", ".downsample");
    }
}
