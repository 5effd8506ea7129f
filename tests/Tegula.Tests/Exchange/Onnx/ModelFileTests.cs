using System.Diagnostics;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using static Tegula.Tests.Exchange.Onnx.OnnxFiles;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>What lies in the file system under a model's name or that of its weights.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-onnx-");
    private readonly List<FileStream> _open = [];

    public void Dispose()
    {
        _open.ForEach(stream => stream.Dispose());
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_pipe_is_no_model_and_is_not_opened()
    {
        string link = File.CreateSymbolicLink(PathOf("link.onnx"), Pipe("pipe.onnx")).FullName;
        Should.Throw<OnnxException>(() => OnnxModel.Read(PathOf("pipe.onnx"))).Message.ShouldEndWith("expected a whole ONNX model in a regular file");
        Should.Throw<OnnxException>(() => OnnxModel.Read(link)).Message.ShouldStartWith($"{link}: there is nothing in it, or it is a pipe");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_pipe_holds_no_weights_and_is_not_opened(int numbers)
    {
        Pipe("pipe.bin");
        TensorProto axes = External("axes", "pipe.bin");
        axes.DataType = (int)TensorProto.Types.DataType.Int64;
        axes.Dims.Clear();
        axes.Dims.Add(numbers);
        string file = PathOf("m.onnx");
        File.WriteAllBytes(file, Bytes(Graph([Node("Squeeze", "x,axes", "y")], axes)));

        if (numbers > 0)
            Should.Throw<OnnxException>(() => OnnxModel.Read(file)).Message.ShouldContain("bytes 0 to 8 of pipe.bin, which has 0");
        else
            OnnxModel.Read(file).Notes.ShouldNotContain(note => note.Contains("pipe.bin", StringComparison.Ordinal));
    }

    [Fact]
    public void Free_sizes_are_named_but_for_the_batch()
    {
        GraphProto graph = Graph([Node("Conv", "x,w", "y")], Weights("w", 4, 3, 1, 1));
        TensorShapeProto shape = graph.Input[0].Type.TensorType.Shape;
        (shape.Dim[0], shape.Dim[2], shape.Dim[3]) = (new() { DimParam = "batch" }, new() { DimParam = "height" }, new() { DimParam = "height" });
        graph.ValueInfo.Add(graph.Input[0].Clone());
        graph.ValueInfo[0].Name = "between";
        graph.ValueInfo[0].Type.TensorType.Shape.Dim[3] = new() { DimParam = "width" };

        Read(graph).FreeSizes.ShouldBe(["height", "width"]);
    }

    // A pipe that somebody holds open: whoever opens it nevertheless does not wait, and fails in another way.
    private string Pipe(string name)
    {
        using (var made = Process.Start("mkfifo", [PathOf(name)]))
            made.WaitForExit();
        _open.Add(new FileStream(PathOf(name), FileMode.Open, FileAccess.ReadWrite));
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
