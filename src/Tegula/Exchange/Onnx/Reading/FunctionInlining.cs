namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Puts the nodes of a file's functions in the place of the nodes that call them.</summary>
internal sealed class FunctionInlining(string file, ModelContent model)
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 60_000;

    private readonly List<NodeContent> _nodes = [];
    private int _calls;

    /// <summary>The nodes of the graph, without calls.</summary>
    /// <exception cref="OnnxException">A function calls itself, or the calls unfold without end.</exception>
    public IReadOnlyList<NodeContent> Flatten()
    {
        if (model.Functions.Count == 0)
            return model.Graph.Nodes;
        foreach (NodeContent node in model.Graph.Nodes)
            Add(node, []);
        return _nodes;
    }

    private void Add(NodeContent node, Stack<FunctionContent> callers)
    {
        if (_calls + _nodes.Count > MaxNodes)
            throw new OnnxException($"{file}: its functions unfold to more than {MaxNodes:N0} nodes, which no network has");
        if (!model.Functions.TryGetValue((node.Domain, node.Operator), out FunctionContent? function))
        {
            _nodes.Add(node);
            return;
        }

        if (callers.Contains(function) || callers.Count == MaxDepth)
            throw new OnnxException($"{file}: function {NodeContent.Shortened(function.Name)} calls itself or is called {MaxDepth} deep; functions must end");
        int call = _calls++;
        var names = new Dictionary<string, string> { [""] = "" };
        for (int index = 0; index < function.Inputs.Count; index++)
            names[function.Inputs[index]] = index < node.Inputs.Count ? node.Inputs[index] : "";
        for (int index = 0; index < function.Outputs.Count; index++)
        {
            string given = index < node.Outputs.Count ? node.Outputs[index] : "";
            names[function.Outputs[index]] = given.Length > 0 ? given : $"{call}/{function.Outputs[index]}";
        }

        string Named(string name) => names.TryGetValue(name, out string? known) ? known : names[name] = $"{call}/{name}";
        callers.Push(function);
        foreach (NodeContent inner in function.Nodes)
        {
            Add(
                inner with
                {
                    Name = node.Name.Length > 0 && inner.Name.Length > 0 ? $"{node.Name}/{inner.Name}" : inner.Name,
                    Inputs = [.. inner.Inputs.Select(Named)],
                    Outputs = [.. inner.Outputs.Select(Named)],
                    Attributes = Resolved(inner.Attributes, node.Attributes, Named),
                },
                callers);
        }

        callers.Pop();
    }

    private static Dictionary<string, AttributeContent> Resolved(
        Dictionary<string, AttributeContent> attributes, Dictionary<string, AttributeContent> given, Func<string, string> named)
    {
        var resolved = new Dictionary<string, AttributeContent>();
        foreach ((string name, AttributeContent attribute) in attributes)
        {
            if (attribute.Reference is not { } reference)
                resolved[name] = attribute.Captured is { } captured ? attribute with { Captured = [.. captured.Select(named)] } : attribute;
            else if (given.TryGetValue(reference, out AttributeContent? value))
                resolved[name] = value;
        }

        return resolved;
    }
}
