using Tegula.Architectures.Graphs;
using Tegula.Topology;

namespace Tegula.Tests.Topology;

/// <summary>NN-Mass on graphs made by hand, against the equations of the paper; the known families are tested with their numbers elsewhere.</summary>
public sealed class NnMassTests
{
    private static readonly EdgeOperation Convolution = new("conv", OperationKind.Convolution);

    [Theory]
    [InlineData(3, 8, 0)]
    [InlineData(4, 2, 3)]
    [InlineData(16, 8, 5)]
    [InlineData(64, 8, 10)]
    [InlineData(12, 32, 60)]
    [InlineData(12, 32, 1_000)] // more than there are: all-to-all
    public void A_cell_with_concatenation_has_the_density_and_mass_of_Eq_1_and_2(int depth, int width, int maxLinks)
    {
        ArchitectureGraph graph = DenseCell(depth, width, maxLinks);
        double links = Enumerable.Range(2, depth - 2).Sum(layer => Math.Min(width * (layer - 1), maxLinks));
        NnMass mass = NnMass.Of(graph)!;

        mass.Density.ShouldBe(2 * links / (width * (depth - 1.0) * (depth - 2)), 1e-14);
        mass.Mass.ShouldBe(2 * depth * links / ((depth - 1.0) * (depth - 2)), 1e-11);
        mass.AverageDegree!.Value.ShouldBe(((depth - 1) * width + links) / (double)depth, 1e-11);
        if (maxLinks == 1_000)
            mass.Density.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(14)]
    public void Prop_1_holds_within_5_percent_at_depth_64(int maxLinks)
    {
        const int Width = 8;
        NnMass mass = NnMass.Of(DenseCell(64, Width, maxLinks))!;

        mass.AverageDegree!.Value.ShouldBe(Width + (mass.Mass / 2), 0.05 * (Width + (mass.Mass / 2)));
    }

    [Fact]
    public void A_bottleneck_has_the_mass_of_figure_2()
    {
        (int outer, int inner) = (256, 64);
        NnMass mass = NnMass.Of(Block(outer, inner, inner, outer))!;

        mass.Density.ShouldBe(outer / (2.0 * outer + inner), 1e-15);
        mass.Mass.ShouldBe(outer * (outer + 2.0 * inner) / (2.0 * outer + inner), 1e-12);
        mass.AverageDegree.ShouldBeNull();
    }

    [Fact]
    public void A_basic_block_has_the_sum_of_its_input_channels() => NnMass.Of(Block(64, 128, 128))!.ShouldBe(new(1, 192, null));

    [Fact]
    public void Density_is_the_mean_over_cells_and_mass_the_sum()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("in", NodeRole.Input, channels: 10);
        int middle = AddBlock(builder, input, [10, 20, 30], NodeRole.Intermediate, skip: true);
        AddBlock(builder, middle, [30, 40, 50], NodeRole.Output, skip: false);

        NnMass.Of(builder.Build()).ShouldBe(new(0.5, 30, null));
    }

    [Fact]
    public void A_graph_without_layered_cells_has_no_mass() => NnMass.Of(RandomGraphs.Draw(1)).ShouldBeNull();

    private static ArchitectureGraph Block(params int[] channels)
    {
        var builder = new ArchitectureGraphBuilder();
        AddBlock(builder, builder.Add("in", NodeRole.Input, channels: channels[0]), channels, NodeRole.Output, skip: true);
        return builder.Build();
    }

    private static int AddBlock(ArchitectureGraphBuilder builder, int input, int[] channels, NodeRole last, bool skip)
    {
        int[] layers = [input, .. channels.Skip(1).Select((count, index) =>
            builder.Add($"{input}.{index}", index == channels.Length - 2 ? last : NodeRole.Intermediate, channels: count))];
        for (int layer = 1; layer < layers.Length; layer++)
            builder.Connect(layers[layer - 1], layers[layer], Convolution);
        if (skip)
            builder.Connect(input, layers[^1], EdgeOperation.Identity);
        builder.AddCell(new([.. layers], [.. layers], SkipConnectionType.Addition));
        return layers[^1];
    }

    // Each layer takes its links from the earliest layers that still have channels left, which is one of the ways to draw them.
    private static ArchitectureGraph DenseCell(int depth, int width, int maxLinks)
    {
        var builder = new ArchitectureGraphBuilder();
        var layers = new List<int> { builder.Add("in", NodeRole.Input, channels: width) };
        var joints = new List<int> { layers[0] };
        for (int layer = 1; layer < depth; layer++)
        {
            int links = layer < 2 ? 0 : Math.Min(width * (layer - 1), maxLinks);
            int joint = builder.Add($"joint{layer}", merge: NodeMerge.Concatenate, channels: width + links);
            builder.Connect(layers[^1], joint, EdgeOperation.Concatenation);
            for (int source = 0; links > 0; source++, links -= width)
                builder.Connect(layers[source], joint, EdgeOperation.Concatenation, Math.Min(width, links));
            int node = builder.Add($"layer{layer}", layer == depth - 1 ? NodeRole.Output : NodeRole.Intermediate, channels: width);
            builder.Connect(joint, node, Convolution);
            joints.Add(joint);
            layers.Add(node);
        }

        builder.AddCell(new([.. layers], [.. joints], SkipConnectionType.Concatenation));
        return builder.Build();
    }
}
