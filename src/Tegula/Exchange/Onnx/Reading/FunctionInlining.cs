namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Puts the nodes of a file's functions in the place of the nodes that call them.</summary>
internal sealed class FunctionInlining(string file, ModelContent model)
{
    private const int MaxDepth = 32;

    private readonly List<NodeContent> _nodes = [];
    private int _calls;
    private long _kept;

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
        if (_calls + _nodes.Count > StructureLimits.MaxNodes)
            throw new OnnxException($"{file}: its functions unfold to more than {StructureLimits.MaxNodes:N0} nodes, which no network has");
        if (!model.Functions.TryGetValue(new(node.Domain, node.Operator, node.Overload), out FunctionContent? function))
        {
            _nodes.Add(node);
            return;
        }

        if (callers.Contains(function) || callers.Count == MaxDepth)
            throw new OnnxException($"{file}: function {NodeContent.Shortened(function.Name)} calls itself or is called {MaxDepth} deep; functions must end");
        int call = _calls++;
        var names = new Dictionary<string, string> { [""] = "" };
        for (int index = 0; index < function.Inputs.Count; index++)
            Bind(function.Inputs[index], index < node.Inputs.Count ? node.Inputs[index] : "");
        for (int index = 0; index < function.Outputs.Count; index++)
        {
            string given = index < node.Outputs.Count ? node.Outputs[index] : "";
            Bind(function.Outputs[index], given.Length > 0 ? given : $"{call}/{function.Outputs[index]}");
        }

        callers.Push(function);
        foreach (NodeContent inner in function.Nodes)
        {
            Keep(StructureLimits.NodeBytes + (StructureLimits.OutputBytes * inner.Outputs.Count));
            string name = node.Name.Length > 0 && inner.Name.Length > 0 ? $"{node.Name}/{inner.Name}" : inner.Name;
            Keep(StructureLimits.Bytes(name));
            Add(
                inner with
                {
                    Name = name,
                    Inputs = [.. inner.Inputs.Select(Named)],
                    Outputs = [.. inner.Outputs.Select(Named)],
                    Attributes = Resolved(inner.Attributes, function.Defaults, node.Attributes, Named),
                },
                callers);
        }

        callers.Pop();

        void Bind(string own, string given)
        {
            Keep(StructureLimits.Bytes(own) + StructureLimits.Bytes(given));
            names[own] = given;
        }

        string Named(string own)
        {
            if (!names.TryGetValue(own, out string? known))
                known = names[own] = $"{call}/{own}";
            Keep(StructureLimits.Bytes(known));
            return known;
        }
    }

    // Values of attributes that refer to one of the function; a list without such is shared by all calls.
    private Dictionary<string, AttributeContent> Resolved(
        Dictionary<string, AttributeContent> attributes,
        Dictionary<string, AttributeContent> defaults,
        Dictionary<string, AttributeContent> given,
        Func<string, string> named)
    {
        Keep((long)StructureLimits.AttributeBytes * attributes.Count);
        if (attributes.Values.All(attribute => attribute.Reference is null && attribute.Captured is null))
            return attributes;
        var resolved = new Dictionary<string, AttributeContent>();
        foreach ((string name, AttributeContent attribute) in attributes)
        {
            Keep(StructureLimits.Bytes(name));
            if (attribute.Reference is not { } reference)
                resolved[name] = attribute.Captured is { } captured ? attribute with { Captured = [.. captured.Select(named)] } : attribute;
            else if (given.TryGetValue(reference, out AttributeContent? value) || defaults.TryGetValue(reference, out value))
                resolved[name] = value;
        }

        return resolved;
    }

    // The parts of a function are counted anew for each call, whether they are shared or not: every later step goes through them again.
    private void Keep(long bytes)
    {
        _kept += bytes;
        if (_kept > StructureLimits.MaxBytes)
            throw new OnnxException($"{file}: its functions unfold to more than {StructureLimits.MaxBytes >> 20} MB of nodes and names");
    }
}
