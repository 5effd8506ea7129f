using Google.Protobuf;
using Tegula.Exchange.Onnx.Schema;
using static Tegula.Tests.Exchange.Onnx.OnnxFiles;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>Files that mean harm, and networks at the limits of what is read.</summary>
internal static class HostileOnnxFiles
{
    /// <summary>A file that is refused, by its name.</summary>
    public static byte[] Refused(string name) => name switch
    {
        "empty" => [],
        "text" => "This is no model, it is a letter."u8.ToArray(),
        "truncated" => Bytes(Simple())[..^9],
        "cycle" => Bytes(Graph([Node("Relu", "b", "a"), Node("Relu", "a", "b"), Node("Add", "x,b", "y")])),
        "self" => Bytes(Graph([Node("Add", "x,y", "y")])),
        "huge dimensions" => Bytes(Graph([Node("Conv", "x,w", "y")], Weights("w", 1L << 31, 1L << 31, 1L << 31))),
        "huge input" => Bytes(Wide(Graph([Node("Conv", "x,w", "y")], Weights("w", 1L << 30, 3, 1, 1)))),
        "lying weights" => Bytes(Graph([Node("Conv", "x,w", "y")], Filled(Weights("w", 64, 3, 3, 3), 100))),
        "negative weights" => Bytes(Graph([Node("Conv", "x,w", "y")], Weights("w", -4, 3, 3, 3))),
        "negative input" => Bytes(Negative(Simple())),
        "channels do not fit" => Bytes(Graph([Node("Conv", "x,w", "y")], Weights("w", 4, 5, 3, 3))),
        "a million nodes" => Bytes(Chain(1_000_000)),
        "deep graphs" => DeepGraphs(),
        "recursive function" => Bytes(Graph([Own("F", "x", "y")]), Function("F", Own("G", "a", "b")), Function("G", Own("F", "a", "b"))),
        "exploding functions" => Exploding(),
        "two makers" => Bytes(Graph([Node("Relu", "x", "y"), Node("Relu", "x", "y")])),
        "two initializers" => Bytes(Graph([Node("Conv", "x,w", "y")], Weights("w", 4, 3, 1, 1), Weights("w", 8, 3, 1, 1))),
        "missing input" => Bytes(Graph([Node("Add", "x,nobody", "y")])),
        "missing output" => Bytes(Graph([Node("Relu", "x", "z")])),
        "no input" => Bytes(Without(Graph([Node("RandomNormal", "", "y")]), graph => graph.Input.Clear())),
        "no output" => Bytes(Without(Simple(), graph => graph.Output.Clear())),
        "huge name" => Bytes(Graph([Node("Relu", "x", "y"), Node("Relu", "x", new string('z', 50_000_000))])),
        "many names" => Bytes(Graph(
            [Node("Relu", "x", "y"), .. Enumerable.Range(0, 2_000).Select(index => Node("Relu", "x", index + new string('z', 60_000)))])),
        "parent folder" => Bytes(Graph([Node("Conv", "x,w", "y")], External("w", "a/../../weights.bin"))),
        "absolute path" => Bytes(Graph([Node("Conv", "x,w", "y")], External("w", "/etc/passwd"))),
        "function of many inputs" => Called(
            Node("Relu", "a", "b"), function => function.Input.AddRange(Enumerable.Range(0, 20_000).Select(index => $"i{index}"))),
        "function of wide nodes" => Called(Node("Sum", string.Join(',', Enumerable.Repeat("a", 20_000)), "b")),
        "function of many attributes" => Called(Node("Relu", "a", "b", [.. Enumerable.Range(0, 2_000).Select(index => Whole($"k{index}", 1))])),
        "function of long names" => Called(Node("Relu", "a", new string('b', 60_000)), function => function.Output[0] = new('b', 60_000)),
        "long operator" => Bytes(Graph([Node(new string('Q', 257), "x", "y")])),
        "value of many sizes" => Bytes(Without(Simple(), graph => graph.Input.Add(Value("z", [.. Enumerable.Repeat(1L, 65)])))),
        "tensor of many sizes" => Bytes(Graph([Node("Conv", "x,w", "y")], Weights("w", [.. Enumerable.Repeat(1L, 100_000)]))),
        "many empty names" => Bytes(Graph([Node("Add", $"x{new string(',', 2_000_000)}", "y")])),
        "many tensors" => Bytes(Graph([Node("Relu", "x", "y")], [.. Enumerable.Range(0, 400_000).Select(index => Weights($"{index}"))])),
        "names through many graphs" => ManyGraphs(),
        "many fields" => [.. Bytes(Simple()), .. Enumerable.Repeat(new byte[] { 8, 8 }, 16_000_000).SelectMany(field => field)],
        "many files" => Bytes(Graph([Node("Relu", "x", "y")], [.. Enumerable.Range(0, 4_097).Select(index => External($"{index}", $"{index}.bin"))])),
        _ => Bytes(Graph([Node("Conv", "x,w", "y")], External("w", ""))),
    };

    private static GraphProto Simple() => Graph([Node("Conv", "x,w", "y")], Weights("w", 4, 3, 3, 3));

    private static GraphProto Without(GraphProto graph, Action<GraphProto> change)
    {
        change(graph);
        return graph;
    }

    private static GraphProto Negative(GraphProto graph) => Without(graph, changed => changed.Input[0].Type.TensorType.Shape.Dim[2].DimValue = -16);

    private static GraphProto Wide(GraphProto graph) => Without(graph, changed =>
    {
        changed.Input[0].Type.TensorType.Shape.Dim[2].DimValue = 1L << 31;
        changed.Input[0].Type.TensorType.Shape.Dim[3].DimValue = 1L << 31;
    });

    private static TensorProto Filled(TensorProto tensor, int bytes)
    {
        tensor.RawData = ByteString.CopyFrom(new byte[bytes]);
        return tensor;
    }

    /// <summary>A network just within the limits, which is read, by its name.</summary>
    public static GraphProto AtTheLimits(string name) => name switch
    {
        "chain" => Chain(59_000),
        "concatenations" => Concatenations(20_000),
        "doublings" => Doublings(40_000),
        "products of constants" => Constants(20_000),
        "negated constants" => Repeated(20_000, "Neg", "axes", null),
        "axes" => Repeated(20_000, "Squeeze", "x", "axes"),
        "wide node" => Without(Graph([Node("Sum", string.Join(',', Enumerable.Repeat("x", 1_000_000)), "y")]), graph => graph.Node[0].Name = new('n', 80)),
        _ => LongNames(300),
    };

    private static GraphProto Chain(int nodes) => Graph(
        [
            Node("Relu", "x", "v0"),
            .. Enumerable.Range(1, nodes - 2).Select(index => Node("Conv", $"v{index - 1},w", $"v{index}")),
            Node("Relu", $"v{nodes - 2}", "y"),
        ], Weights("w", 3, 3, 1, 1));

    // Each takes in the one before: flattened, the edges would be the square of their number.
    private static GraphProto Concatenations(int nodes) => Graph(
        [
            Node("Relu", "x", "v0"),
            .. Enumerable.Range(1, nodes).Select(index => Node("Concat", $"v{index - 1},x", $"v{index}", Whole("axis", 1))),
            Node("Relu", $"v{nodes}", "y"),
        ]);

    // More paths than any number holds.
    private static GraphProto Doublings(int nodes) => Graph(
        [
            Node("Relu", "x", "v0"),
            .. Enumerable.Range(1, nodes).Select(index => Node("Add", $"v{index - 1},v{index - 1}", $"v{index}")),
            Node("Relu", $"v{nodes}", "y"),
        ]);

    // Whole numbers that each constant might hold for itself.
    private static GraphProto Constants(int nodes)
    {
        GraphProto graph = Repeated(nodes, "Mul", "axes", "one");
        graph.Initializer.Add(Numbers("one", 1));
        return graph;
    }

    // A chain of nodes of one operator that begins with x or with 4,096 whole numbers, which may be a second input, too.
    private static GraphProto Repeated(int nodes, string operation, string first, string? second)
    {
        string also = second is null ? "" : $",{second}";
        return Graph(
            [
                .. Enumerable.Range(0, nodes).Select(index => Node(operation, $"{(index == 0 ? first : $"v{index - 1}")}{also}", $"v{index}")),
                Node("Add", $"x,v{nodes - 1}", "y"),
            ],
            Numbers("axes", [.. Enumerable.Range(0, 4_096).Select(index => (long)index)]));
    }

    private static GraphProto LongNames(int nodes)
    {
        string Name(int index) => index + string.Concat(Enumerable.Repeat("/a", 30_000));
        return Graph(
            [
                Node("Relu", "x", Name(0)),
                .. Enumerable.Range(1, nodes).Select(index => Node("Conv", $"{Name(index - 1)},w", Name(index))),
                Node("Relu", Name(nodes), "y"),
            ],
            Weights("w", 3, 3, 1, 1));
    }

    // A function of one node, called by a chain of 20,000.
    private static byte[] Called(NodeProto inner, Action<FunctionProto>? change = null)
    {
        FunctionProto function = Function("F", inner);
        change?.Invoke(function);
        var calls = Enumerable.Range(0, 20_000).Select(index => Own("F", index == 0 ? "x" : $"v{index - 1}", $"v{index}"));
        return Bytes(Graph([.. calls, Node("Relu", "v19999", "y")]), function);
    }

    // Names that a graph reads from outside of all that are around it.
    private static byte[] ManyGraphs()
    {
        var graph = new GraphProto { Node = { Node("Sum", string.Join(',', Enumerable.Range(0, 100).Select(index => index + new string('n', 60_000))), "z") } };
        for (int level = 0; level < 20; level++)
            graph = new() { Node = { Node("If", "c", "z", Inner("then_branch", graph)) } };
        return Bytes(Graph([Node("If", "x", "y", Inner("then_branch", graph))]));
    }

    private static NodeProto Own(string operation, string inputs, string outputs)
    {
        NodeProto node = Node(operation, inputs, outputs);
        node.Domain = "own";
        return node;
    }

    private static FunctionProto Function(string name, params ReadOnlySpan<NodeProto> nodes)
    {
        var function = new FunctionProto { Name = name, Domain = "own", Input = { "a" }, Output = { "b" } };
        foreach (NodeProto node in nodes)
            function.Node.Add(node);
        return function;
    }

    private static byte[] Exploding() => Bytes(
        Graph([Own("F0", "x", "y")]),
        [.. Enumerable.Range(0, 31).Select(level => Function($"F{level}", Own($"F{level + 1}", "a", "c"), Own($"F{level + 1}", "c", "b"))), Function("F31")]);

    private static byte[] DeepGraphs()
    {
        // Written by hand, as the classes that write it refuse to go so deep, too: node { attribute { g { node ... } } }.
        byte[] graph = [];
        for (int level = 0; level < 200; level++)
            graph = Field(1, Field(5, Field(6, graph)));
        return Field(7, graph);
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }
}
