using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>What nodes cost, and what drawings call them.</summary>
internal static class OperatorCost
{
    // Sizes of a kernel that a name shows.
    private const int MostNamed = 6;

    /// <summary>Multiply-accumulates of a layer with weights; -1 where sizes are missing.</summary>
    public static long Macs(NodeContent node, IReadOnlyList<ValueFacts?> inputs, ValueFacts output)
    {
        ValueFacts? data = ShapeRules.Input(inputs, 0), weights = ShapeRules.Input(inputs, Operators.WeightPlace(node.Operator));
        switch (node.Operator)
        {
            case "Conv" or "ConvInteger" or "QLinearConv":
                return Product(output.Shape, Inner(weights));
            case "ConvTranspose":
                return Product(data?.Shape, Inner(weights));
            case "Gemm":
                return data?.Shape is [var rows, var columns] ? Product(output.Shape, [node.Integer("transA", 0) != 0 ? rows : columns]) : -1;
            case "Einsum":
                return EinsteinSum.Of(node, inputs)?.Products ?? -1;
            case "LSTM" or "GRU" or "RNN":
                long each = Sum(Product(weights?.Shape, []), Product(ShapeRules.Input(inputs, 2)?.Shape, []));
                return data?.Shape is [var steps, var batch, _] && each >= 0 ? Sizes.Product(steps, batch, each) : -1;
            default:
                return data?.Shape is [.., var inner] ? Product(output.Shape, [inner]) : -1;
        }
    }

    /// <summary>The field's name of a layer, such as <c>conv 3x3 /2</c>.</summary>
    public static string Name(NodeContent node, ValueFacts? weights)
    {
        if (!node.Operator.Contains("Conv", StringComparison.Ordinal))
            return node.Operator is "LSTM" or "GRU" or "RNN" ? node.Operator.ToLowerInvariant() : "linear";
        if (weights?.Shape is not { Length: > 2 and <= MostNamed + 2 } shape)
            return "conv";
        long groups = node.Integer("group", 1);
        string kind = node.Operator == "ConvTranspose" ? "conv_transpose" : groups > 1 && shape[1] == 1 ? "depthwise" : "conv";
        string grouped = groups > 1 && shape[1] > 1 ? $" groups {groups}" : "";
        string dilated = node.Integers("dilations") is [> 1 and var dilation, ..] ? $" dilated {dilation}" : "";
        return $"{kind} {string.Join('x', shape[2..])}{Stride(node)}{grouped}{dilated}";
    }

    /// <summary>The field's name of a pooling, such as <c>max_pool_3x3 /2</c>.</summary>
    public static string PoolName(NodeContent node)
    {
        string kind = node.Operator switch
        {
            "MaxPool" or "GlobalMaxPool" => "max_pool",
            "LpPool" or "GlobalLpPool" => "lp_pool",
            _ => "avg_pool",
        };
        return node.Integers("kernel_shape") is { Count: > 0 and <= MostNamed } kernel ? $"{kind}_{string.Join('x', kernel)}{Stride(node)}" : kind;
    }

    /// <summary>The field's name of a reduction that turned out to be a pooling.</summary>
    public static string ReductionName(NodeContent node) => node.Operator switch
    {
        "ReduceMean" => "avg_pool",
        "ReduceMax" => "max_pool",
        _ => node.Operator.ToLowerInvariant(),
    };

    /// <summary>The kind of edge that a layer with weights is.</summary>
    public static OperationKind KindOf(NodeContent node) =>
        node.Operator.Contains("Conv", StringComparison.Ordinal) ? OperationKind.Convolution : OperationKind.Linear;

    private static long[]? Inner(ValueFacts? weights) => weights?.Shape is [_, .. var inner] ? inner : null;

    private static string Stride(NodeContent node) => node.Integers("strides") is [> 1 and var stride, ..] ? $" /{stride}" : "";

    private static long Sum(long left, long right) => left < 0 || right < 0 ? -1 : checked(left + right);

    private static long Product(long[]? left, long[]? right) =>
        left is null || right is null ? -1 : Sizes.Product([.. left, .. right]);
}
