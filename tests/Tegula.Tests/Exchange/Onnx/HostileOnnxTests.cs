using System.Diagnostics;
using Google.Protobuf;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using static Tegula.Tests.Exchange.Onnx.OnnxFiles;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>Files that mean harm, or are broken: one clear line, soon, and without much memory.</summary>
public sealed class HostileOnnxTests
{
    private const long MemoryLimit = 500L << 20;

    // Only against hangs: machines may be busy.
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(1);

    public static TheoryData<string, string> Cases() => new()
    {
        { "empty", "no graph" },
        { "text", "expected a whole ONNX model" },
        { "truncated", "expected a whole ONNX model" },
        { "cycle", "no cycle" },
        { "self", "no cycle" },
        { "huge dimensions", "64 bits" },
        { "huge input", "more than 64 bits can count" },
        { "lying weights", "where its sizes" },
        { "negative weights", "sizes are at least 0" },
        { "negative input", "sizes are at least 0" },
        { "channels do not fit", "sizes must fit" },
        { "a million nodes", "60,000 nodes" },
        { "deep graphs", "nested" },
        { "recursive function", "calls itself" },
        { "exploding functions", "unfold" },
        { "two makers", "one maker" },
        { "two initializers", "names stand for one thing" },
        { "missing input", "which nothing makes" },
        { "missing output", "which nothing makes" },
        { "no input", "needs at least one" },
        { "no output", "needs at least one" },
        { "huge name", "a name has" },
        { "many names", "MB" },
        { "parent folder", "outside the model's folder" },
        { "absolute path", "outside the model's folder" },
        { "no location", "outside the model's folder" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_refused_in_one_line(string name, string words)
    {
        byte[] bytes = File(name);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        string message = Should.Throw<OnnxException>(() => OnnxFiles.Read(bytes)).Message;

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MemoryLimit);
        watch.Elapsed.ShouldBeLessThan(Guard);
        message.ShouldContain(words);
        message.ShouldStartWith("model.onnx: ");
        message.ShouldNotContain("\n");
        message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void Networks_at_the_limits_are_read_without_much_memory()
    {
        foreach (GraphProto graph in new[] { Chain(59_000), Concatenations(20_000), Doublings(40_000) })
        {
            byte[] bytes = Bytes(graph);
            long before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            OnnxFiles.Read(bytes).ToGraph().Nodes.Length.ShouldBeGreaterThan(1);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MemoryLimit);
            watch.Elapsed.ShouldBeLessThan(Guard);
        }
    }

    [Fact]
    public void Weights_are_passed_over_inside_the_file_and_beside_it()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tegula-onnx-");
        try
        {
            // The kernel of 500 MB is a hole in the file; only its place is looked at.
            const long numbers = 1L << 27;
            string file = Path.Combine(folder.FullName, "large.onnx");
            string weights = Path.Combine(folder.FullName, "weights.bin");
            GraphProto graph = Graph([Node("Conv", "x,w", "a"), Node("Conv", "x,v", "b"), Node("Add", "a,b", "y")], Weights("v", numbers / 3 / 16, 3, 4, 4));
            graph.Initializer[0].Name = "v";
            TensorProto outside = External("w", "weights.bin");
            outside.Dims.Clear();
            outside.Dims.AddRange([numbers / 3 / 16, 3, 4, 4]);
            graph.Initializer.Add(outside);
            WriteWithHole(file, graph, numbers / 3 / 16 * 3 * 16 * sizeof(float));
            using (FileStream sparse = System.IO.File.Create(weights))
                sparse.SetLength(numbers * sizeof(float));

            long before = GC.GetAllocatedBytesForCurrentThread();
            OnnxModel model = OnnxModel.Read(file);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4L << 20);
            model.Parameters.ShouldBe(2 * (numbers / 3 / 16 * 48));
            model.Notes.ShouldNotContain(note => note.Contains("missing", StringComparison.Ordinal));

            System.IO.File.Delete(weights);
            OnnxModel.Read(file).Notes.ShouldContain(note => note.Contains("weights.bin", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("weights.bin", "..", "outside the model's folder")]
    [InlineData("inner/weights.bin", "..", "outside the model's folder")]
    [InlineData("weights.bin", "circle", "circle")]
    [InlineData("weights.bin", "inside", null)]
    public void A_link_may_not_lead_out_of_the_folder(string location, string target, string? words)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("tegula-onnx-");
        try
        {
            DirectoryInfo folder = root.CreateSubdirectory("model");
            System.IO.File.WriteAllBytes(Path.Combine(root.FullName, "secret.bin"), new byte[64 * 27 * 4]);
            System.IO.File.WriteAllBytes(Path.Combine(folder.FullName, "inside"), new byte[64 * 27 * 4]);
            if (target == "circle")
                System.IO.File.CreateSymbolicLink(Path.Combine(folder.FullName, "circle"), "weights.bin");
            if (location.StartsWith("inner", StringComparison.Ordinal))
            {
                Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "inner"), "..");
                System.IO.File.WriteAllBytes(Path.Combine(root.FullName, "weights.bin"), new byte[64 * 27 * 4]);
            }
            else
            {
                System.IO.File.CreateSymbolicLink(Path.Combine(folder.FullName, location), target == ".." ? "../secret.bin" : target);
            }

            string file = Path.Combine(folder.FullName, "m.onnx");
            System.IO.File.WriteAllBytes(file, Bytes(Graph([Node("Conv", "x,w", "y")], External("w", location))));
            if (words is null)
                OnnxModel.Read(file).Parameters.ShouldBe(64 * 27);
            else
                Should.Throw<OnnxException>(() => OnnxModel.Read(file)).Message.ShouldContain(words);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static byte[] File(string name) => name switch
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

    // The numbers of the first initializer become a hole at the end of the file.
    private static void WriteWithHole(string file, GraphProto graph, long hole)
    {
        TensorProto tensor = graph.Initializer[0];
        graph.Initializer.RemoveAt(0);
        byte[] rest = graph.ToByteArray(), head = tensor.ToByteArray();
        byte[] holeTag = Tag(9, hole), tensorTag = Tag(5, head.Length + holeTag.Length + hole);
        using FileStream stream = System.IO.File.Create(file);
        stream.Write(Tag(7, rest.Length + tensorTag.Length + head.Length + holeTag.Length + hole));
        stream.Write(rest);
        stream.Write(tensorTag);
        stream.Write(head);
        stream.Write(holeTag);
        stream.SetLength(stream.Position + hole);
    }

    private static byte[] Tag(int field, long length)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteUInt64((ulong)length);
        }

        return stream.ToArray();
    }
}
