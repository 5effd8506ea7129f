using System.Runtime.InteropServices;
using Google.Protobuf;
using Tegula.Exchange.Onnx.Schema;

namespace Tegula.Exchange.Onnx.Internals;

/// <summary>Tensors and attributes of ONNX; numbers are little-endian, as in memory.</summary>
internal static class OnnxTensors
{
    /// <summary>A tensor of 32-bit floats.</summary>
    public static TensorProto Floats(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Tensor(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>One 32-bit float without any axis.</summary>
    public static TensorProto Number(string name, float value) => Floats(name, [value]);

    /// <summary>A row of 64-bit whole numbers.</summary>
    public static TensorProto Wholes(string name, ReadOnlySpan<long> values) =>
        Tensor(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>An attribute of whole numbers.</summary>
    public static AttributeProto Attribute(string name, params ReadOnlySpan<int> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (int value in values) attribute.Ints.Add(value);
        return attribute;
    }

    /// <summary>An attribute of one whole number.</summary>
    public static AttributeProto Single(string name, int value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>An attribute of one floating-point number.</summary>
    public static AttributeProto Single(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    /// <summary>An input or output of 32-bit floats with an open number of samples.</summary>
    public static ValueInfoProto Batch(string name, params ReadOnlySpan<int> sample)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        foreach (int size in sample) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new()
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }

    private static TensorProto Tensor(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (long size in shape) tensor.Dims.Add(size);
        return tensor;
    }
}
