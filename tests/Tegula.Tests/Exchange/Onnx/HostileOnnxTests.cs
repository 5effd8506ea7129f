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
        { "function of many inputs", "unfold" },
        { "function of wide nodes", "unfold" },
        { "function of many attributes", "unfold" },
        { "function of long names", "unfold" },
        { "long operator", "may have 256" },
        { "value of many sizes", "more than 64 sizes" },
        { "tensor of many sizes", "more than 64 sizes" },
        { "many empty names", "MB" },
        { "many tensors", "MB" },
        { "names through many graphs", "MB" },
        { "many fields", "fields" },
        { "many files", "other files" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_refused_in_one_line(string name, string words)
    {
        byte[] bytes = HostileOnnxFiles.Refused(name);
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

    [Theory]
    [InlineData("chain")]
    [InlineData("concatenations")]
    [InlineData("doublings")]
    [InlineData("products of constants")]
    [InlineData("negated constants")]
    [InlineData("axes")]
    [InlineData("wide node")]
    [InlineData("long names")]
    public void A_network_at_the_limits_is_read_without_much_memory(string name)
    {
        byte[] bytes = Bytes(HostileOnnxFiles.AtTheLimits(name));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        OnnxFiles.Read(bytes).ToGraph().Nodes.Length.ShouldBeGreaterThan(1);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MemoryLimit);
        watch.Elapsed.ShouldBeLessThan(Guard);
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
            string[] missing = ["a", "b", "c", "d", "e"];
            System.IO.File.WriteAllBytes(file, Bytes(Graph([Node("Relu", "x", "y")], [.. missing.Select(name => External(name, name))])));
            OnnxModel.Read(file).Notes.ShouldContain("files of weights are missing: a, b, c and 2 more");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Whole_numbers_are_looked_up_in_other_files_only_so_often()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tegula-onnx-");
        try
        {
            System.IO.File.WriteAllBytes(Path.Combine(folder.FullName, "weights.bin"), new byte[sizeof(long)]);
            TensorProto number = External("", "weights.bin");
            number.DataType = (int)TensorProto.Types.DataType.Int64;
            number.Dims.Clear();
            TensorProto[] numbers = [.. Enumerable.Range(0, 16_385).Select(_ => number.Clone())];
            for (int index = 0; index < numbers.Length; index++)
                numbers[index].Name = $"{index}";
            string file = Path.Combine(folder.FullName, "m.onnx");

            System.IO.File.WriteAllBytes(file, Bytes(Graph([Node("Relu", "x", "y")], numbers)));
            Should.Throw<OnnxException>(() => OnnxModel.Read(file)).Message.ShouldContain("more than 16,384 tensors");
            System.IO.File.WriteAllBytes(file, Bytes(Graph([Node("Relu", "x", "y")], numbers.AsSpan(1))));
            Should.NotThrow(() => OnnxModel.Read(file));
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
