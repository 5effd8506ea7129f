using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Networks;
using Tegula.Tests.Architectures;
using static Tegula.Architectures.NasBench201Operation;

namespace Tegula.Tests.Networks;

public sealed class NasBench201NetworkTests
{
    private static readonly NasBench201Skeleton Small = new() { Channels = 2, CellsPerStage = 1, ImageHeight = 8, ImageWidth = 8, Classes = 3 };
    private static readonly NasBench201Cell Dead = new(NorConv3x3, None, None, None, None, None);

    /// <summary>Every computation that occurs in the space, each once.</summary>
    private static readonly CellComputation[] Computations =
        [.. AllCells.InPlainOrder().Select(CellComputation.Of).Where(computation => computation.DependsOnInput).DistinctBy(computation => computation.Key)];

    [Fact]
    public void Parameters_and_macs_of_every_small_network_are_the_live_cost()
    {
        foreach (CellComputation computation in Computations)
            CostOf(NasBench201Network.Build(computation, Small)).ShouldBe(NetworkCost.OfLive(computation, Small), computation.Key);
    }

    [Fact]
    public void Parameters_and_macs_of_the_benchmarks_network_are_the_live_cost()
    {
        foreach (NasBench201Skeleton skeleton in new[] { NasBench201Skeleton.Cifar10, NasBench201Skeleton.ImageNet16 })
        {
            for (int i = 0; i < Computations.Length; i += 61)
                CostOf(NasBench201Network.Build(Computations[i], skeleton)).ShouldBe(NetworkCost.OfLive(Computations[i], skeleton), Computations[i].Key);
        }
    }

    [Fact]
    public void Shapes_are_those_of_the_skeleton()
    {
        Graph graph = NasBench201Network.Build(Of(NorConv3x3, None, NorConv3x3, None, None, AvgPool3x3), Small with { Classes = 7 });

        graph.Input.Shape.ShouldBe(new(3, 8, 8));
        graph.Output.Shape.ShouldBe(new(7, 1, 1));
        Node[] pools = [.. graph.Nodes.Where(node => node.Operation is AveragePoolOperation { Geometry.Kernel.Y: 3 })];
        pools.Select(node => node.Shape).ShouldBe([new(2, 8, 8), new(4, 4, 4), new(8, 2, 2)], "the cell's pool at each of the three stages");
    }

    [Fact]
    public void Cells_that_compute_the_same_give_the_same_network_with_the_same_weights()
    {
        int pairs = 0;
        IEnumerable<CellComputation> live = AllCells.InPlainOrder().Select(CellComputation.Of).Where(computation => computation.DependsOnInput);
        foreach (var group in live.GroupBy(computation => computation.Key))
        {
            CellComputation[] same = [.. group];
            if (same.Length < 2 || pairs++ % 10 > 0) continue;
            Graph first = NasBench201Network.Build(same[0], Small);
            Graph last = NasBench201Network.Build(same[^1], Small);
            Describe(last).ShouldBe(Describe(first), group.Key);
            WeightInitialization.KaimingNormal(last, 3, 1).ShouldBe(WeightInitialization.KaimingNormal(first, 3, 1));
        }

        pairs.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Different_computations_give_different_networks() =>
        Computations.Select(computation => Describe(NasBench201Network.Build(computation, Small))).Distinct().Count().ShouldBe(Computations.Length);

    [Fact]
    public void What_two_cells_have_in_common_starts_alike()
    {
        Graph wide = NasBench201Network.Build(Of(NorConv3x3, NorConv1x1, NorConv3x3, SkipConnect, NorConv1x1, AvgPool3x3), Small);
        Graph narrow = NasBench201Network.Build(Of(NorConv3x3, None, None, None, AvgPool3x3, None), Small);
        float[] wideWeights = WeightInitialization.KaimingNormal(wide, 5, 2);
        float[] narrowWeights = WeightInitialization.KaimingNormal(narrow, 5, 2);

        string[] shared = [.. narrow.Parameters.Select(parameter => parameter.Name)];
        shared.ShouldBeSubsetOf(wide.Parameters.Select(parameter => parameter.Name));
        foreach (string name in shared)
            Values(wide, wideWeights, name).ShouldBe(Values(narrow, narrowWeights, name), name);
    }

    [Fact]
    public void A_cell_that_cuts_the_network_is_refused_in_one_line()
    {
        var dead = CellComputation.Of(Dead);
        foreach (Func<Graph> build in new Func<Graph>[] { () => NasBench201Network.Build(dead, Small), () => NasBench201Network.BuildThin(dead, 3) })
            Should.Throw<ArgumentException>(build).Message.ShouldBe("the cell's output is zero whatever its input; there is no network to build");
    }

    /// <summary>The whole network has three cells, and five further rectifiers outside of them.</summary>
    [Fact]
    public void The_thin_network_shows_one_channel_per_rectifier_and_never_more_than_four()
    {
        foreach (CellComputation computation in Computations)
        {
            Graph thin = NasBench201Network.BuildThin(computation, 3);
            int whole = NasBench201Network.Build(computation, Small).Nodes.Count(node => node.Operation is ReluOperation);

            (thin.Output.Shape.Channels - 1).ShouldBe((whole - 5) / 3, computation.Key);
            thin.Output.Shape.Channels.ShouldBeInRange(1, 4);
            thin.Output.Shape.Length.ShouldBeLessThanOrEqualTo(36);
        }
    }

    private static CellComputation Of(params ReadOnlySpan<NasBench201Operation> operations) => CellComputation.Of(new NasBench201Cell(operations));

    private static NetworkCost CostOf(Graph graph)
    {
        long macs = graph.Nodes.Sum(node => node.Operation is ConvolutionOperation convolution ? (long)convolution.Weight.Length * node.Shape.Pixels : 0);
        return new NetworkCost(graph.ParameterLength, macs);
    }

    private static string Describe(Graph graph) =>
        string.Join('\n', graph.Nodes.Select(node => $"{node.Operation} of {string.Join(',', node.Inputs)} is {node.Shape}"));

    private static float[] Values(Graph graph, float[] weights, string name)
    {
        Parameter parameter = graph.Parameters.Single(parameter => parameter.Name == name);
        return weights[parameter.Offset..(parameter.Offset + parameter.Length)];
    }
}
