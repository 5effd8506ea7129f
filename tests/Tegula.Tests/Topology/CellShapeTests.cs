using Tegula.Architectures.Graphs;
using Tegula.Compute;
using Tegula.Topology;

namespace Tegula.Tests.Topology;

/// <summary>Depth and width of cells made by hand; the published cells are tested with their numbers elsewhere.</summary>
public sealed class CellShapeTests
{
    private static readonly EdgeOperation Convolution = new("conv", OperationKind.Convolution);

    [Fact]
    public void Depth_is_the_longest_path_and_width_counts_what_comes_from_inputs()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            var random = new RandomStream(seed, "test/cells");
            int nodes = 1 + random.NextInt(6);
            int[] sources = [.. Enumerable.Range(0, 2 * nodes).Select(pair => random.NextInt(2 + (pair / 2)))];
            ArchitectureGraph graph = Cell(sources);
            CellShape shape = CellShape.Of(graph)!;

            shape.Depth.ShouldBe(RandomGraphs.PathsOf(graph).Max(path => path.Count));
            shape.Width.ShouldBe(sources.Count(source => source < 2) / 2.0);
        }
    }

    [Fact]
    public void A_node_that_leads_nowhere_adds_no_width()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("in", NodeRole.Input);
        int used = builder.Add("used"), unused = builder.Add("unused"), output = builder.Add("out", NodeRole.Output, NodeMerge.Concatenate);
        builder.Connect(input, used, Convolution);
        builder.Connect(input, unused, Convolution);
        builder.Connect(used, output, EdgeOperation.Concatenation);

        CellShape.Of(builder.Build()).ShouldBe(new(2, 1));
    }

    [Fact]
    public void Only_a_graph_whose_output_concatenates_has_a_shape() => CellShape.Of(RandomGraphs.Draw(2)).ShouldBeNull();

    [Fact]
    public void An_output_out_of_reach_has_no_shape()
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("in", NodeRole.Input);
        builder.Connect(builder.Add("stray"), builder.Add("out", NodeRole.Output, NodeMerge.Concatenate), EdgeOperation.Concatenation);

        CellShape.Of(builder.Build()).ShouldBeNull();
    }

    private static ArchitectureGraph Cell(int[] sources)
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("in0", NodeRole.Input);
        builder.Add("in1", NodeRole.Input);
        for (int pair = 0; pair < sources.Length; pair += 2)
        {
            int node = builder.Add($"{pair / 2}");
            builder.Connect(sources[pair], node, Convolution);
            builder.Connect(sources[pair + 1], node, Convolution);
        }

        int output = builder.Add("out", NodeRole.Output, NodeMerge.Concatenate);
        for (int node = 2; node < output; node++)
            builder.Connect(node, output, EdgeOperation.Concatenation);
        return builder.Build();
    }
}
