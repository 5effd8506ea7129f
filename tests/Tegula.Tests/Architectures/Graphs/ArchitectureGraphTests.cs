using Tegula.Architectures;
using Tegula.Architectures.Graphs;

namespace Tegula.Tests.Architectures.Graphs;

public sealed class ArchitectureGraphTests
{
    private static readonly EdgeOperation Convolution = new("conv", OperationKind.Convolution, Parameters: 10, Macs: 100);

    [Fact]
    public void Nodes_and_edges_may_be_added_in_any_order()
    {
        var builder = new ArchitectureGraphBuilder();
        int output = builder.Add("out", NodeRole.Output, channels: 4);
        int second = builder.Add("b", channels: 3);
        int first = builder.Add("a", channels: 2);
        int input = builder.Add("in", NodeRole.Input, channels: 1);
        builder.Connect(second, output, Convolution);
        builder.Connect(first, second, Convolution);
        builder.Connect(input, first, EdgeOperation.Identity);
        builder.Connect(first, output, EdgeOperation.Concatenation, channels: 1);
        builder.AddCell(new([first, second, output], [first, second, output], SkipConnectionType.Addition));
        ArchitectureGraph graph = builder.Build();

        graph.Nodes.Select(node => node.Name).ShouldBe(["in", "a", "b", "out"]);
        graph.Edges.Select(edge => (edge.Source, edge.Target, edge.Channels)).ShouldBe([(0, 1, 1), (1, 2, 2), (2, 3, 3), (1, 3, 1)]);
        graph.LayeredCells[0].Layers.ShouldBe([1, 2, 3]);
        (graph.Parameters, graph.Macs, graph.Output).ShouldBe((20, 200, 3));
        graph.RequireConnected().ShouldBeSameAs(graph);
    }

    [Fact]
    public void A_cycle_is_named_in_its_direction()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("in", NodeRole.Input);
        int[] ring = [.. new[] { "a", "b", "c" }.Select(name => builder.Add(name))];
        int output = builder.Add("out", NodeRole.Output);
        builder.Connect(input, ring[0], Convolution);
        builder.Connect(ring[0], ring[1], Convolution);
        builder.Connect(ring[1], ring[2], Convolution);
        builder.Connect(ring[2], ring[0], Convolution);
        builder.Connect(ring[2], output, Convolution);

        string message = Should.Throw<GraphException>(builder.Build).Message;
        message.ShouldContain("the graph has a cycle: ");
        new[] { "a -> b -> c -> a", "b -> c -> a -> b", "c -> a -> b -> c" }.ShouldContain(cycle => message.Contains(cycle, StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_that_reads_itself_is_a_cycle()
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("in", NodeRole.Input);
        int own = builder.Add("a");
        builder.Add("out", NodeRole.Output);
        builder.Connect(own, own, Convolution);

        Should.Throw<GraphException>(builder.Build).Message.ShouldContain("a -> a");
    }

    [Theory]
    [InlineData("2_00_002", "node 2 has no input and the graph is disconnected (no path leads from the input to the output 3); every node")]
    [InlineData("0_20_002", "node 1 has no input; every node")]
    [InlineData("2_02_000", "node 3 has no input and the graph is disconnected (no path leads from the input to the output 3); every node")]
    public void A_node_without_input_is_named(string code, string message) =>
        Should.Throw<GraphException>(() => DagArchitecture.Parse(code).ToGraph().RequireConnected()).Message.ShouldContain(message);

    [Fact]
    public void An_output_out_of_reach_is_named()
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("in", NodeRole.Input);
        int stray = builder.Add("stray");
        builder.Connect(stray, builder.Add("out", NodeRole.Output), Convolution);
        ArchitectureGraph graph = builder.Build();

        Should.Throw<GraphException>(graph.RequireConnected).Message.ShouldContain(
            "node stray has no input and the graph is disconnected (no path leads from the input to the output out)");
    }

    [Fact]
    public void An_input_is_not_fed() => Refused(
        builder =>
        {
            builder.Connect(builder.Add("a"), builder.Add("in", NodeRole.Input), Convolution);
            builder.Add("out", NodeRole.Output);
        },
        "from a into the input in");

    [Fact]
    public void The_output_is_not_read() => Refused(
        builder =>
        {
            builder.Add("in", NodeRole.Input);
            builder.Connect(builder.Add("out", NodeRole.Output), builder.Add("a"), Convolution);
        },
        "from the output out to a");

    [Fact]
    public void There_is_an_input() => Refused(builder => builder.Add("out", NodeRole.Output), "the graph has no input");

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void There_is_exactly_one_output(int outputs) => Refused(
        builder =>
        {
            builder.Add("in", NodeRole.Input);
            for (int output = 0; output < outputs; output++)
                builder.Add($"out{output}", NodeRole.Output);
        },
        $"the graph has {outputs} outputs; it needs exactly one");

    private static void Refused(Action<ArchitectureGraphBuilder> fill, string message)
    {
        var builder = new ArchitectureGraphBuilder();
        fill(builder);
        Should.Throw<GraphException>(builder.Build).Message.ShouldContain(message);
    }
}
