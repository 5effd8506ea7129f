using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>Whatever is done to a valid file, it is read or refused; nothing else happens, and it happens soon.</summary>
public sealed class MutatedOnnxTests
{
    private const int Files = 6_000;

    // Only against hangs: machines may be busy.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, 3, 8, 64, int.MinValue, int.MaxValue,
        1L << 31, 1L << 32, long.MinValue, long.MaxValue, long.MaxValue / 2,
    ];

    private static readonly string[] Operators =
    [
        "Conv", "ConvTranspose", "Gemm", "MatMul", "Add", "Mul", "Concat", "Split", "Slice", "Gather", "Reshape", "Transpose",
        "Flatten", "Squeeze", "Unsqueeze", "Shape", "Expand", "Tile",
        "Pad", "Resize", "Where", "ReduceMean", "MaxPool", "GlobalAveragePool", "BatchNormalization", "LSTM", "Einsum", "ConstantOfShape", "Constant",
        "Range", "TopK", "If", "Unheard",
        "QLinearConv", "DepthToSpace", "SpaceToDepth", "Identity", "ReduceProd", "Div", "Neg", "Abs", "Size", "Dropout",
    ];

    private static readonly string[] Attributes =
        ["axis", "axes", "group", "pads", "strides", "perm", "keepdims", "split", "kernel_shape", "transA", "dilations", "blocksize", "start"];

    [Fact]
    public void Bytes_flipped_cut_inserted_and_doubled()
    {
        (GraphProto graph, FunctionProto function) = OnnxFiles.Everything();
        byte[] valid = OnnxFiles.Bytes(graph, function);
        var random = new Random(1);
        int refused = Enumerable.Range(0, Files).Count(_ => IsRefused(Changed(valid, random)));

        refused.ShouldBeInRange(Files / 10, Files - (Files / 100), "some survive, many do not");
    }

    [Fact]
    public void Fields_of_the_model_changed_exchanged_and_dropped()
    {
        (GraphProto graph, FunctionProto function) = OnnxFiles.Everything();
        var random = new Random(2);
        int refused = Enumerable.Range(0, Files).Count(_ =>
        {
            (GraphProto changed, FunctionProto other) = (graph.Clone(), function.Clone());
            for (int count = random.Next(1, 4); count > 0; count--)
                Change(changed, random);
            return IsRefused(OnnxFiles.Bytes(changed, other));
        });

        refused.ShouldBeInRange(Files / 10, Files - (Files / 10), "some survive, some do not");
    }

    private static bool IsRefused(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            OnnxFiles.Read(bytes);
            return false;
        }
        catch (OnnxException exception)
        {
            exception.Message.ShouldNotContain("\n");
            return true;
        }
        finally
        {
            watch.Elapsed.ShouldBeLessThan(Guard);
        }
    }

    private static byte[] Changed(byte[] valid, Random random)
    {
        var bytes = new List<byte>(valid);
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            int place = random.Next(bytes.Count - 1);
            int length = Math.Min(random.Next(1, 30), bytes.Count - place - 1);
            switch (random.Next(6))
            {
                case 0: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[place] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(place, length); break;
                case 3: bytes.InsertRange(place, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))); break;
                case 4: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
                default: bytes.RemoveRange(Math.Max(place, 2), bytes.Count - Math.Max(place, 2)); break;
            }
        }

        return [.. bytes];
    }

    private static void Change(GraphProto graph, Random random)
    {
        NodeProto node = Any(graph.Node, random);
        TensorProto tensor = Any(graph.Initializer, random);
        switch (random.Next(12))
        {
            case 0: node.OpType = Operators[random.Next(Operators.Length)]; break;
            case 1: node.Input[random.Next(node.Input.Count)] = AnyName(graph, random); break;
            case 2: node.Input.Add(AnyName(graph, random)); break;
            case 3: node.Output[0] = AnyName(graph, random); break;
            case 4: graph.Node.Remove(node); graph.Node.Add(node.Clone()); break;
            case 5: (tensor.Name, Any(graph.Initializer, random).Name) = (AnyName(graph, random), tensor.Name); break;
            case 6 when tensor.Dims.Count > 0: tensor.Dims[random.Next(tensor.Dims.Count)] = Numbers[random.Next(Numbers.Length)]; break;
            case 7: tensor.Dims.Add(Numbers[random.Next(Numbers.Length)]); break;
            case 8 when tensor.Int64Data.Count > 0: tensor.Int64Data[0] = Numbers[random.Next(Numbers.Length)]; break;
            case 9: Any(graph.Input[0].Type.TensorType.Shape.Dim, random).DimValue = Numbers[random.Next(Numbers.Length)]; break;
            case 10 when node.Attribute.Count > 0: ChangeNumbers(Any(node.Attribute, random), random); break;
            default:
                node.Attribute.Add(OnnxFiles.Whole(
                    Attributes[random.Next(Attributes.Length)],
                    [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Numbers[random.Next(Numbers.Length)])]));
                break;
        }
    }

    private static void ChangeNumbers(AttributeProto attribute, Random random)
    {
        attribute.I = Numbers[random.Next(Numbers.Length)];
        if (attribute.Ints.Count > 0)
            attribute.Ints[random.Next(attribute.Ints.Count)] = Numbers[random.Next(Numbers.Length)];
    }

    private static T Any<T>(RepeatedField<T> items, Random random) => items[random.Next(items.Count)];

    private static string AnyName(GraphProto graph, Random random) => random.Next(4) switch
    {
        0 => Any(graph.Initializer, random).Name,
        1 => "",
        _ => Any(graph.Node, random).Output[0],
    };
}
