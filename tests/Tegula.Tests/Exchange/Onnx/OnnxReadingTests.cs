using Tegula.Architectures.Graphs;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using Tegula.Topology;
using static Tegula.Tests.Exchange.Onnx.OnnxFiles;

namespace Tegula.Tests.Exchange.Onnx;

public sealed class OnnxReadingTests
{
    [Fact]
    public void A_file_with_something_of_everything_is_read()
    {
        (GraphProto graph, FunctionProto function) = Everything();
        OnnxModel model = Read(graph, function);

        // Two kernels, one of them read twice, a bias, scale and shift, a dense layer; the statistics of the norm are no parameters.
        model.Parameters.ShouldBe((8 * 3 * 9) + 8 + 16 + (8 * 8 * 9) + (4 * 10) + 10);

        // Three convolutions at 16 x 16; two products of 64 places with 8 channels; 10 sums of 4 products.
        model.Macs.ShouldBe((256 * 8 * 27) + (2 * 256 * 8 * 72) + (2 * 64 * 64 * 8) + 40);
        model.UnknownOperators.ShouldBe([new("If", 1)]);
    }

    [Fact]
    public void Unknown_operators_hand_on_what_they_read_and_are_counted_by_name()
    {
        NodeProto own = Node("Mixer", "a,x", "b");
        own.Domain = "com.example";
        NodeProto again = Node("Mixer", "b", "c");
        again.Domain = "com.example";
        OnnxModel model = Read(Graph(
            [Node("Conv", "x,w", "a", Whole("pads", 1, 1, 1, 1)), own, again, Node("Nonsense", "c,extra", "y")],
            Weights("w", 4, 3, 3, 3), Weights("extra", 7)));

        model.UnknownOperators.ShouldBe([new("Nonsense", 1), new("com.example.Mixer", 2)]);
        PathStatistics.Of(model.ToGraph())!.Paths.ShouldBe(2);
        model.Parameters.ShouldBe(108 + 7, "numbers that an unknown operator reads may have been learnt");
        model.Macs.ShouldBe(256 * 108);
    }

    [Fact]
    public void Adding_a_value_to_itself_is_two_paths_and_a_function_of_one_value_is_one()
    {
        PathStatistics.Of(Read(Graph([Node("Add", "x,x", "y")])).ToGraph())!.Paths.ShouldBe(2);
        OnnxModel gelu = Read(Graph(
            [Node("Div", "x,root", "d"), Node("Erf", "d", "e"), Node("Add", "e,one", "f"), Node("Mul", "x,f", "y")],
            Weights("root"), Weights("one")));
        PathStatistics.Of(gelu.ToGraph())!.Paths.ShouldBe(1);
        gelu.Parameters.ShouldBe(0, "lone numbers belong to the formula");
    }

    [Fact]
    public void A_norm_written_out_is_no_pooling_and_a_mean_by_itself_is_one()
    {
        NodeProto[] norm =
        [
            Node("ReduceMean", "x", "m", Whole("axes", -1)), Node("Sub", "x,m", "d"), Node("Mul", "d,d", "q"),
            Node("ReduceMean", "q", "v", Whole("axes", -1)), Node("Sqrt", "v", "s"),
            Node("Div", "d,s", "n"), Node("Mul", "n,g", "y"),
        ];
        OnnxModel model = Read(Graph(norm, Weights("g", 16)));
        GraphEdge edge = model.ToGraph().Edges.ShouldHaveSingleItem();
        edge.Operation.Kind.ShouldBe(OperationKind.Identity);
        edge.Operation.Parameters.ShouldBe(16);

        Read(Graph([Node("ReduceMean", "x", "y", Whole("axes", 2, 3))])).ToGraph().Edges.ShouldHaveSingleItem().Operation.Kind.ShouldBe(OperationKind.Pooling);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dense_blocks_are_recognised_with_one_growing_tensor_or_a_list(bool growsOne)
    {
        List<NodeProto> nodes = [Node("MaxPool", "x", "p", Whole("kernel_shape", 2, 2), Whole("strides", 2, 2))];
        string[] joined = ["p", "j1", "j2", "j3"];
        List<TensorProto> weights = [];
        for (int layer = 0; layer < 3; layer++)
        {
            nodes.Add(Node("Conv", $"{joined[layer]},w{layer}", $"l{layer}", Whole("pads", 1, 1, 1, 1)));
            string parts = growsOne ? $"{joined[layer]},l{layer}" : string.Join(',', ["p", .. Enumerable.Range(0, layer + 1).Select(index => $"l{index}")]);
            nodes.Add(Node("Concat", parts, joined[layer + 1], Whole("axis", 1)));
            weights.Add(Weights($"w{layer}", 4, 3 + (4 * layer), 3, 3));
        }

        nodes.Add(Node("GlobalAveragePool", "j3", "y"));
        OnnxModel model = Read(Graph(nodes, [.. weights]));
        var topology = ArchitectureTopology.Of(model);

        topology.Mass!.Density.ShouldBe(1);
        topology.Mass.Mass.ShouldBe(12, "growth rate times layers");
        topology.Paths!.Paths.ShouldBe(8, "each layer is walked through or passed");
        model.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Where_something_else_joins_values_there_is_no_mass_and_the_note_says_where()
    {
        OnnxModel model = Read(Graph(
            [Node("Conv", "x,w", "a"), Node("Sigmoid", "a", "s"), Node("Conv", "x,v", "b"), Node("Mul", "s,b", "y")],
            Weights("w", 4, 3, 1, 1), Weights("v", 4, 3, 1, 1)));

        NnMass.Of(model.ToGraph()).ShouldBeNull();
        model.Notes.ShouldHaveSingleItem().ShouldContain("Mul_y");
    }

    [Fact]
    public void Chosen_channels_of_a_concatenation_count_for_the_parts_they_come_from()
    {
        OnnxModel model = Read(Graph(
            [Node("Conv", "x,w", "a"), Node("Concat", "x,a", "j", Whole("axis", 1)), Node("Gather", "j,chosen", "y", Whole("axis", 1))],
            Weights("w", 4, 3, 1, 1), Numbers("chosen", 2, 3, 5, 6)));

        model.ToGraph().Edges.Where(edge => edge.Operation == EdgeOperation.Concatenation).Select(edge => edge.Channels).ShouldBe([1, 3]);
        model.Skips.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            skip => skip.Join.ShouldBe(SkipConnectionType.Concatenation), skip => skip.Channels.ShouldBe(1), skip => skip.Layers.ShouldBe(1));
    }

    [Fact]
    public void Sizes_that_are_free_can_be_given_and_are_named_otherwise()
    {
        GraphProto graph = Graph([Node("Conv", "x,w", "y")], Weights("w", 4, 3, 1, 1));
        graph.Input[0].Type.TensorType.Shape.Dim[2] = new() { DimParam = "height" };
        byte[] bytes = Bytes(graph);

        OnnxModel open = Read(bytes);
        open.Macs.ShouldBe(0);
        open.Notes[0].ShouldContain("Conv_y");
        open.Notes[1].ShouldContain("height");
        OnnxModel.Read("model.onnx", new MemoryStream(bytes), new Dictionary<string, long> { ["height"] = 20 }).Macs.ShouldBe(20 * 16 * 12);
    }
}
