using Tegula.Exchange.Onnx.Schema;

namespace Tegula.Exchange.Tests.Onnx;

/// <summary>What the ONNX specification asks of a model, looked up in the model itself, without any program that runs it.</summary>
internal static class OnnxStructure
{
    private static readonly Dictionary<string, (int FewestInputs, int MostInputs)> Operators = new()
    {
        ["Conv"] = (2, 3),
        ["Gemm"] = (2, 3),
        ["BatchNormalization"] = (5, 5),
        ["Relu"] = (1, 1),
        ["Clip"] = (3, 3),
        ["Elu"] = (1, 1),
        ["Mul"] = (2, 2),
        ["AveragePool"] = (1, 1),
        ["GlobalAveragePool"] = (1, 1),
        ["MaxPool"] = (1, 1),
        ["Add"] = (2, 2),
        ["Sum"] = (3, int.MaxValue),
        ["Concat"] = (2, int.MaxValue),
        ["Gather"] = (2, 2),
        ["Pad"] = (2, 2),
        ["Slice"] = (4, 4),
        ["Flatten"] = (1, 1),
        ["Unsqueeze"] = (2, 2),
        ["Identity"] = (1, 1),
    };

    /// <summary>The operators that a model may have.</summary>
    public static IEnumerable<string> KnownOperators => Operators.Keys;

    /// <summary>Checks versions, names, the order of the nodes, and that every tensor has the numbers that its shape tells of.</summary>
    public static ModelProto Check(byte[] bytes) => Check(ModelProto.Parser.ParseFrom(bytes));

    /// <summary>The same for a model that was read already.</summary>
    public static ModelProto Check(ModelProto model)
    {
        model.IrVersion.ShouldBe(8);
        OperatorSetIdProto operators = model.OpsetImport.ShouldHaveSingleItem();
        (operators.Domain, operators.Version).ShouldBe(("", 17));
        model.Graph.Name.ShouldNotBeEmpty();
        model.Graph.Input.ShouldHaveSingleItem().Name.ShouldBe("images");
        model.Graph.Output.ShouldHaveSingleItem().Name.ShouldBe("logits");

        var defined = new HashSet<string> { "images" };
        var used = new HashSet<string> { "logits" };
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            defined.Add(tensor.Name).ShouldBeTrue($"{tensor.Name} is there twice");
            int size = tensor.DataType == (int)TensorProto.Types.DataType.Float ? sizeof(float) : sizeof(long);
            tensor.RawData.Length.ShouldBe((int)tensor.Dims.Aggregate((long)size, (product, dimension) => product * dimension), tensor.Name);
        }

        var names = new HashSet<string>();
        foreach (NodeProto node in model.Graph.Node)
        {
            names.Add(node.Name).ShouldBeTrue($"two nodes are called {node.Name}");
            Operators.ShouldContainKey(node.OpType);
            (int fewest, int most) = Operators[node.OpType];
            node.Input.Count.ShouldBeInRange(fewest, most, node.Name);
            foreach (string input in node.Input)
            {
                defined.ShouldContain(input, $"{node.Name} reads it before it is there");
                used.Add(input);
            }

            defined.Add(node.Output.ShouldHaveSingleItem()).ShouldBeTrue($"{node.Output[0]} is computed twice");
        }

        defined.ShouldBe(used, ignoreOrder: true, "nothing is missing, and nothing is there in vain");
        return model;
    }
}
