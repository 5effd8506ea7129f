using Google.Protobuf;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.Onnx.Schema;
using Tegula.Topology;

namespace Tegula.Tests.Exchange.Onnx;

/// <summary>Writes small models through classes that protoc makes of the schema: not the code that reads them.</summary>
internal static class OnnxFiles
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    /// <summary>Reads a model and everything that is computed of it.</summary>
    public static OnnxModel Read(byte[] bytes)
    {
        var model = OnnxModel.Read("model.onnx", new MemoryStream(bytes));
        ArchitectureTopology.Of(model);
        _ = model.Skips.Count;
        return model;
    }

    public static OnnxModel Read(GraphProto graph, params ReadOnlySpan<FunctionProto> functions) => Read(Bytes(graph, functions));

    public static byte[] Bytes(GraphProto graph, params ReadOnlySpan<FunctionProto> functions)
    {
        var model = new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
        foreach (FunctionProto function in functions)
            model.Functions.Add(function);
        return model.ToByteArray();
    }

    public static NodeProto Node(string operation, string inputs, string outputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"{operation}_{outputs}" };
        node.Input.AddRange(inputs.Split(',', StringSplitOptions.TrimEntries));
        node.Output.AddRange(outputs.Split(',', StringSplitOptions.TrimEntries));
        foreach (AttributeProto attribute in attributes)
            node.Attribute.Add(attribute);
        return node;
    }

    public static AttributeProto Whole(string name, params long[] numbers) =>
        numbers.Length == 1 && name is not ("axes" or "pads" or "split")
        ? new() { Name = name, I = numbers[0], Type = AttributeProto.Types.AttributeType.Int }
        : new() { Name = name, Ints = { numbers }, Type = AttributeProto.Types.AttributeType.Ints };

    public static AttributeProto Inner(string name, GraphProto graph) => new() { Name = name, G = graph, Type = AttributeProto.Types.AttributeType.Graph };

    public static ValueInfoProto Value(string name, params long[] sizes)
    {
        var shape = new TensorShapeProto();
        foreach (long size in sizes)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = FloatType, Shape = shape } } };
    }

    /// <summary>Weights whose numbers are left out.</summary>
    public static TensorProto Weights(string name, params long[] sizes) => new() { Name = name, DataType = FloatType, Dims = { sizes } };

    public static TensorProto Numbers(string name, params long[] numbers) =>
        new() { Name = name, DataType = Int64Type, Dims = { numbers.Length }, Int64Data = { numbers } };

    public static TensorProto Singles(string name, params float[] numbers) =>
        new() { Name = name, DataType = FloatType, Dims = { numbers.Length }, FloatData = { numbers } };

    public static TensorProto External(string name, string location) => new()
    {
        Name = name,
        DataType = FloatType,
        Dims = { 64, 3, 3, 3 },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData = { new StringStringEntryProto { Key = "location", Value = location } },
    };

    /// <summary>A graph from x (1 x 3 x 16 x 16) to y.</summary>
    public static GraphProto Graph(IEnumerable<NodeProto> nodes, params ReadOnlySpan<TensorProto> weights)
    {
        var graph = new GraphProto { Input = { Value("x", 1, 3, 16, 16) }, Output = { Value("y") }, Node = { nodes } };
        graph.Output[0].Type = null;
        foreach (TensorProto tensor in weights)
            graph.Initializer.Add(tensor);
        return graph;
    }

    /// <summary>A residual block, attention, a shape computed on the way, a function and a branch: something of everything that is read.</summary>
    public static (GraphProto Graph, FunctionProto Function) Everything()
    {
        var inner = new GraphProto { Node = { Node("Relu", "gated", "chosen") }, Output = { Value("chosen") } };
        var function = new FunctionProto
        {
            Name = "Swish",
            Domain = "own",
            Input = { "a" },
            Output = { "b" },
            Node = { Node("Sigmoid", "a", "s"), Node("Mul", "a,s", "b") },
        };
        NodeProto call = Node("Swish", "sum", "gated");
        call.Domain = "own";
        GraphProto graph = Graph(
            [
                Node("Conv", "x,w0,b0", "c0", Whole("pads", 1, 1, 1, 1)),
                Node("BatchNormalization", "c0,scale,shift,mean,variance", "n0"),
                Node("Relu", "n0", "r0"),
                Node("Conv", "r0,w1", "c1", Whole("pads", 1, 1, 1, 1)),
                Node("Conv", "c1,w1", "c2", Whole("pads", 1, 1, 1, 1)),
                Node("Add", "c2,r0", "sum"),
                call,
                Node("If", "condition", "branched", Inner("then_branch", inner), Inner("else_branch", inner.Clone())),
                Node("MaxPool", "branched", "pooled", Whole("kernel_shape", 2, 2), Whole("strides", 2, 2)),
                Node("Shape", "pooled", "shape"),
                Node("Gather", "shape,zero", "batch"),
                Node("Concat", "batch,rest", "target", Whole("axis", 0)),
                Node("Reshape", "pooled,target", "flat"),
                Node("Transpose", "flat", "turned", Whole("perm", 0, 2, 1)),
                Node("MatMul", "turned,flat", "products"),
                Node("Softmax", "products", "shares"),
                Node("MatMul", "shares,turned", "attended"),
                Node("Split", "attended", "left,right", Whole("axis", 2)),
                Node("Concat", "left,right", "joined", Whole("axis", 1)),
                Node("ReduceMean", "joined", "mean1", Whole("axes", 1), Whole("keepdims", 0)),
                Node("Gemm", "mean1,dense,bias", "y"),
            ],
            Weights("w0", 8, 3, 3, 3),
            Weights("b0", 8),
            Weights("scale", 8),
            Weights("shift", 8),
            Weights("mean", 8),
            Weights("variance", 8),
            Weights("w1", 8, 8, 3, 3),
            Numbers("zero", 0),
            Numbers("rest", 8, -1),
            Weights("dense", 4, 10),
            Weights("bias", 10));
        graph.Input.Add(Value("condition", 1));

        // Nobody but the file knows what a branch gives.
        graph.ValueInfo.Add(Value("branched", 1, 8, 16, 16));
        return (graph, function);
    }
}
