using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using static Tegula.Tests.Exchange.Onnx.OnnxFiles;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>Functions of a file are put in the place of their calls.</summary>
public sealed class OnnxFunctionTests
{
    // A 3 x 3 kernel with 3 channels in, 4 out.
    private const long PlaceMacs = 108;

    [Theory]
    [InlineData(null, 8)]
    [InlineData(1, 16)]
    [InlineData(4, 4)]
    public void A_call_that_gives_no_attribute_gets_the_default_of_the_function(int? given, int rows)
    {
        FunctionProto function = Layer("");
        NodeProto convolution = Node("Conv", "a,w", "b", Whole("pads", 1, 1, 1, 1));
        convolution.Attribute.Add(new AttributeProto { Name = "strides", RefAttrName = "steps" });
        function.Node.Add(convolution);
        function.AttributeProto.Add(Whole("steps", 2, 2));
        NodeProto call = Call("");
        if (given is { } steps)
            call.Attribute.Add(Whole("steps", steps, steps));

        Read(Graph([call], Weights("w", 4, 3, 3, 3)), function).Macs.ShouldBe(rows * rows * PlaceMacs);
    }

    [Fact]
    public void Functions_of_one_name_are_told_apart_by_their_overload()
    {
        (FunctionProto layer, FunctionProto activation) = (Layer("layer"), Layer("activation"));
        layer.Node.Add(Node("Conv", "a,w", "b", Whole("pads", 1, 1, 1, 1)));
        activation.Node.Add(Node("Relu", "a", "b"));
        GraphProto graph = Graph([Call("layer")], Weights("w", 4, 3, 3, 3));

        Read(graph, layer, activation).Macs.ShouldBe(16 * 16 * PlaceMacs);
        Should.Throw<OnnxException>(() => Read(graph, layer, layer.Clone())).Message.ShouldContain("two functions 'F'");
    }

    private static NodeProto Call(string overload)
    {
        NodeProto call = Node("F", "x,w", "y");
        (call.Domain, call.Overload) = ("own", overload);
        return call;
    }

    private static FunctionProto Layer(string overload) =>
        new() { Name = "F", Domain = "own", Overload = overload, Input = { "a", "w" }, Output = { "b" } };
}
