using Tegula.Exchange.Onnx.Reading;
using Tegula.Exchange.Onnx.Schema;
using static Tegula.Tests.Exchange.Onnx.OnnxFiles;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>Sizes that the nodes of a file compute on the way, told by the MACs of a 1 x 1 convolution behind them.</summary>
public sealed class OnnxSizeTests
{
    private const int FloatType = 1;
    private const int DoubleType = 11;
    private const int Int64Type = 7;

    // Of a row and column of one pixel: 4 channels out, 3 in.
    private const long PixelMacs = 12;

    [Theory]
    [InlineData(7, FloatType, 2f, "Div Ceil", 4)]
    [InlineData(7, FloatType, 2f, "Div Floor", 3)]
    [InlineData(7, FloatType, 2f, "Div Round", 4)]
    [InlineData(7, FloatType, 2f, "Div Mul", 7)]
    [InlineData(7, FloatType, -0.5f, "Mul Neg", 3)]
    [InlineData(10, FloatType, 0.7f, "Mul", 7)]
    [InlineData(7, DoubleType, 2f, "Ceil", 7)]
    [InlineData(7, Int64Type, 2f, "Div Mul", 6)]
    public void Numbers_keep_their_type(int rows, int type, float factor, string operations, int expected)
    {
        List<NodeProto> nodes = [Node("Shape", "x", "s"), Node("Gather", "s,two", "h"), Node("Cast", "h", "v0", Whole("to", type))];
        string[] steps = operations.Split(' ');
        for (int step = 0; step < steps.Length; step++)
            nodes.Add(Node(steps[step], steps[step] is "Div" or "Mul" ? $"v{step},factor" : $"v{step}", $"v{step + 1}"));
        nodes.Add(Node("Cast", $"v{steps.Length}", "end", Whole("to", Int64Type)));
        nodes.AddRange([Node("Slice", "x,zero,end,two", "part"), Node("Conv", "part,w", "y")]);
        TensorProto number = type == Int64Type ? Numbers("factor", (long)factor) : Singles("factor", factor);
        GraphProto graph = Graph(nodes, number, Numbers("zero", 0), Numbers("two", 2), Weights("w", 4, 3, 1, 1));
        graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = rows;

        Read(graph).Macs.ShouldBe(expected * 16 * PixelMacs);
    }

    [Theory]
    [InlineData("Less", 1)]
    [InlineData("Greater", 5)]
    [InlineData("Equal", 5)]
    public void Real_numbers_are_compared_and_chosen(string operation, int expected)
    {
        GraphProto graph = Graph(
            [
                Node(operation, "small,large", "condition"), Node("Where", "condition,one,five", "end"), Node("Slice", "x,zero,end,two", "part"),
                Node("Conv", "part,w", "y"),
            ],
            Singles("small", 0.25f), Singles("large", 0.75f), Numbers("one", 1), Numbers("five", 5), Numbers("zero", 0), Numbers("two", 2),
            Weights("w", 4, 3, 1, 1));

        Read(graph).Macs.ShouldBe(expected * 16 * PixelMacs);
    }

    // Positions of windows of a pool that rounds up, as PyTorch has them: none begins in the padding behind the values.
    [Theory]
    [InlineData(4, 1, 2, 0, 2)]
    [InlineData(3, 2, 2, 1, 2)]
    [InlineData(5, 2, 2, 0, 3)]
    [InlineData(112, 3, 2, 0, 56)]
    [InlineData(6, 3, 4, 1, 2)]
    public void A_pool_that_rounds_up_has_no_window_that_begins_behind_the_values(int size, int kernel, int stride, int padding, int expected)
    {
        NodeProto pool = Node("MaxPool", "x", "p", Whole("pads", padding, padding, padding, padding), Whole("strides", stride, stride), Whole("ceil_mode", 1));
        pool.Attribute.Add(Whole("kernel_shape", kernel, kernel));
        GraphProto graph = Graph([pool, Node("Conv", "p,w", "y")], Weights("w", 4, 3, 1, 1));
        graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = size;
        graph.Input[0].Type.TensorType.Shape.Dim[3].DimValue = size;

        Read(graph).Macs.ShouldBe(expected * expected * PixelMacs);
    }

    [Fact]
    public void Old_files_give_the_factors_of_a_resize_as_an_attribute()
    {
        var scales = new AttributeProto { Name = "scales", Floats = { 1, 1, 2, 0.5f } };
        Read(Graph([Node("Upsample", "x", "larger", scales), Node("Conv", "larger,w", "y")], Weights("w", 4, 3, 1, 1))).Macs.ShouldBe(32 * 8 * PixelMacs);
    }

    [Fact]
    public void A_slice_of_no_numbers_is_none()
    {
        GraphProto graph = Graph(
            [
                Node("Slice", "none,zero,five,zero,zero", "s", new AttributeProto { Name = "steps", Ints = { 1 } }),
                Node("Reshape", "x,s", "r"), Node("Add", "x,r", "y"),
            ],
            Numbers("none"), Numbers("zero", 0), Numbers("five", 5));

        Should.NotThrow(() => Read(graph));
    }

    [Fact]
    public void Axes_that_no_value_has_leave_the_shape_unknown()
    {
        long[] axes = [.. Enumerable.Range(0, 65)];
        GraphProto graph = Graph(
            [Node("Squeeze", "x,axes", "s"), Node("ReduceMean", "s,axes", "r"), Node("Conv", "r,w", "y")], Numbers("axes", axes), Weights("w", 4, 3, 1, 1));

        Read(graph).Notes.ShouldContain(note => note.Contains("Conv_y", StringComparison.Ordinal));
    }

    [Fact]
    public void Tensors_are_told_apart_by_what_they_are_and_not_by_their_names()
    {
        // Comparing names of 64 KB for each constant took a minute.
        typeof(TensorContent).GetMethod(nameof(GetHashCode), [])!.DeclaringType.ShouldBe(typeof(object));
    }
}
