using System.Text;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Reads the messages of a model: structure, names and shapes; of tensors only sizes and the few whole numbers that shapes are made of.</summary>
internal sealed class ModelReader(WireReader wire, TensorReader tensors)
{
    private const int MaxDepth = 32;

    // About what an object for a part takes.
    private const int PartBytes = 48;

    private int _nodes;
    private int _depth;

    /// <summary>Reads the whole model.</summary>
    /// <exception cref="OnnxException">The file is broken, hostile, or larger than any model.</exception>
    public ModelContent Model()
    {
        GraphContent? graph = null;
        var functions = new Dictionary<FunctionKey, FunctionContent>();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 7: graph = In(() => Graph()); break;
                case 25:
                    FunctionContent function = In(Function, StructureLimits.NodeBytes);
                    if (!functions.TryAdd(new(function.Domain, function.Name, function.Overload), function))
                        throw wire.Broken($"there are two functions '{NodeContent.Shortened(function.Name)}' that a call does not tell apart");
                    break;
                default: wire.Skip(); break;
            }
        }

        return graph is null ? throw wire.Broken("there is no graph") : new(graph, functions);
    }

    private GraphContent Graph()
    {
        if (++_depth > MaxDepth)
            throw wire.Broken($"graphs are nested more than {MaxDepth} deep");
        var graph = new GraphContent();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: graph.Nodes.Add(In(Node)); break;
                case 5: graph.Initializers.Add(In(tensors.Tensor, StructureLimits.TensorBytes)); break;
                case 11: graph.Inputs.Add(In(Value, StructureLimits.PortBytes)); break;
                case 12: graph.Outputs.Add(In(Value, StructureLimits.PortBytes)); break;
                case 13: graph.Values.Add(In(Value)); break;
                default: wire.Skip(); break;
            }
        }

        _depth--;
        return graph;
    }

    private FunctionContent Function()
    {
        var function = new FunctionContent();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: function.Name = wire.Text(StructureLimits.MaxOperator); break;
                case 4: function.Inputs.Add(wire.Text()); break;
                case 5: function.Outputs.Add(wire.Text()); break;
                case 7: function.Nodes.Add(In(Node)); break;
                case 10: function.Domain = wire.Text(StructureLimits.MaxOperator); break;
                case 11: In(() => Attribute(function.Defaults), StructureLimits.AttributeBytes); break;
                case 13: function.Overload = wire.Text(StructureLimits.MaxOperator); break;
                default: wire.Skip(); break;
            }
        }

        return function;
    }

    private NodeContent Node()
    {
        if (++_nodes > StructureLimits.MaxNodes)
            throw wire.Broken($"there are more than {StructureLimits.MaxNodes:N0} nodes, which no network has");
        var node = new NodeContent();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: node.Inputs.Add(wire.Text()); break;
                case 2: Output(node); break;
                case 3: node.Name = wire.Text(); break;
                case 4: node.Operator = wire.Text(StructureLimits.MaxOperator); break;
                case 5: In(() => Attribute(node.Attributes), StructureLimits.AttributeBytes); break;
                case 7: node.Domain = wire.Text(StructureLimits.MaxOperator); break;
                case 8: node.Overload = wire.Text(StructureLimits.MaxOperator); break;
                default: wire.Skip(); break;
            }
        }

        return node;
    }

    private void Output(NodeContent node)
    {
        wire.Keep(StructureLimits.OutputBytes);
        node.Outputs.Add(wire.Text());
    }

    private bool Attribute(Dictionary<string, AttributeContent> into)
    {
        string name = "";
        var attribute = new AttributeContent();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: name = wire.Text(); break;
                case 3: attribute.Integer = wire.Integer(); break;
                case 4: attribute.Text = wire.Bytes(256, out _) is { } text ? Encoding.UTF8.GetString(text) : null; break;
                case 5: attribute.Tensor = In(tensors.Tensor); break;
                case 6 or 11: Capture(attribute, In(Graph)); break;
                case 7: wire.Singles(attribute.Singles, StructureLimits.MaxRank); break;
                case 8: wire.Integers(attribute.Integers, StructureLimits.MaxNumbers); break;
                case 21: attribute.Reference = wire.Text(); break;
                default: wire.Skip(); break;
            }
        }

        into[name] = attribute;
        return true;
    }

    // What a graph inside a node reads without computing it comes from the graph around.
    private void Capture(AttributeContent attribute, GraphContent graph)
    {
        var own = new HashSet<string>(graph.Nodes.SelectMany(node => node.Outputs));
        own.UnionWith(graph.Inputs.Select(input => input.Name));
        own.UnionWith(graph.Initializers.Select(tensor => tensor.Name));
        HashSet<string> captured = attribute.Captured ??= [];
        Add(graph.Outputs.Select(output => output.Name));
        foreach (NodeContent node in graph.Nodes)
        {
            Add(node.Inputs);
            foreach (AttributeContent inner in node.Attributes.Values)
                Add(inner.Captured ?? []);
        }

        // Counted again for each graph around: the same names go through all of them.
        void Add(IEnumerable<string> names)
        {
            foreach (string name in names)
            {
                wire.Keep(StructureLimits.Bytes(name));
                if (!own.Contains(name))
                    captured.Add(name);
            }
        }
    }

    private ValueContent Value()
    {
        string name = "";
        SizeContent[]? shape = null;
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: name = wire.Text(); break;
                case 2: shape = In(() => Inside(1, () => Inside(2, Shape))); break;
                default: wire.Skip(); break;
            }
        }

        return new(name, shape);
    }

    // The one field of a message that matters, or null.
    private T? Inside<T>(int wanted, Func<T?> read)
        where T : class
    {
        T? found = null;
        while (wire.Next(out int field))
        {
            if (field == wanted)
                found = In(read);
            else
                wire.Skip();
        }

        return found;
    }

    private SizeContent[] Shape()
    {
        var sizes = new List<SizeContent>();
        while (wire.Next(out int field))
        {
            if (field != 1)
                wire.Skip();
            else if (sizes.Count < StructureLimits.MaxRank)
                sizes.Add(In(Size));
            else
                throw wire.Broken($"a value has more than {StructureLimits.MaxRank} sizes");
        }

        return [.. sizes];
    }

    // 0 stands for a free size in files of some writers.
    private SizeContent Size()
    {
        (long size, string name) = (-1, "");
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: size = wire.Integer(); break;
                case 2: name = wire.Text(); break;
                default: wire.Skip(); break;
            }
        }

        if (size < -1)
            throw wire.Broken($"a value has the size {size}; sizes are at least 0");
        return new(size == 0 ? -1 : size, name);
    }

    private T In<T>(Func<T> read, int bytes = PartBytes)
    {
        wire.Keep(bytes);
        long outer = wire.Enter();
        T result = read();
        wire.Leave(outer);
        return result;
    }
}
