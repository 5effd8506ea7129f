namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Short names for drawings and tables, from the long ones that exporters give.</summary>
internal static class NodeName
{
    private const int Longest = 48;
    private const int MostRead = 1_024;

    /// <summary>The place of a node in its network, such as <c>layer1.0/conv1</c> for <c>/layer1/layer1.0/conv1/Conv</c>.</summary>
    public static string Of(NodeContent node)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Outputs[0];
        string[] parts = Parts(name);
        if (parts.Length > 1 && parts[^1].StartsWith(node.Operator, StringComparison.Ordinal))
            parts = node.Operator is "Add" or "Concat" or "Mul" or "MatMul" ? [.. parts[..^2], $"{parts[^2]}.{parts[^1].ToLowerInvariant()}"] : parts[..^1];
        return Of(parts);
    }

    /// <summary>The short name of a value.</summary>
    public static string Of(string value) => Of(Parts(value));

    /// <summary>What the costs of a node that is no layer are called.</summary>
    public static string Cost(NodeContent node) => node.Operator switch
    {
        "BatchNormalization" => "batch_norm",
        "LayerNormalization" => "layer_norm",
        "InstanceNormalization" => "instance_norm",
        "GroupNormalization" => "group_norm",
        _ => node.Operator.ToLowerInvariant(),
    };

    // Only the last few parts are ever shown.
    private static string[] Parts(string name) =>
        (name.Length <= MostRead ? name : name[^MostRead..]).Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string Of(string[] parts)
    {
        if (parts.Length == 0)
            return "?";
        bool repeats = parts.Length == 1 || parts[^1].StartsWith(parts[^2], StringComparison.Ordinal);
        string name = repeats ? parts[^1] : $"{parts[^2]}/{parts[^1]}";
        return NodeContent.Shortened(name.Length <= Longest ? name : $"…{name[^(Longest - 1)..]}");
    }
}
