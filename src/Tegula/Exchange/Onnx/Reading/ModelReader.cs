using System.Text;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Reads the messages of a model: structure, names and shapes; of tensors only sizes and the few whole numbers that shapes are made of.</summary>
internal sealed class ModelReader(WireReader wire, TensorReader tensors)
{
    private const int MaxNodes = 60_000;
    private const int MaxDepth = 32;
    private const int MaxNumbers = 4_096;

    // About what an object for a part takes.
    private const int PartBytes = 48;

    private int _nodes;
    private int _depth;

    /// <summary>Reads the whole model.</summary>
    /// <exception cref="OnnxException">The file is broken, hostile, or larger than any model.</exception>
    public ModelContent Model()
    {
        GraphContent? graph = null;
        var functions = new Dictionary<(string Domain, string Name), FunctionContent>();
        long opset = 0;
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 7: graph = In(() => Graph()); break;
                case 8: opset = Math.Max(opset, In(Opset)); break;
                case 25:
                    FunctionContent function = In(Function);
                    functions[(function.Domain, function.Name)] = function;
                    break;
                default: wire.Skip(); break;
            }
        }

        return graph is null ? throw wire.Broken("there is no graph") : new(graph, functions, opset);
    }

    // The greatest version of ONNX's own operators.
    private long Opset()
    {
        string domain = "";
        long version = 0;
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: domain = wire.Text(); break;
                case 2: version = wire.Integer(); break;
                default: wire.Skip(); break;
            }
        }

        return domain is "" or "ai.onnx" ? version : 0;
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
                case 5: graph.Initializers.Add(In(tensors.Tensor)); break;
                case 11: graph.Inputs.Add(In(Value)); break;
                case 12: graph.Outputs.Add(In(Value)); break;
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
                case 1: function.Name = wire.Text(); break;
                case 4: function.Inputs.Add(wire.Text()); break;
                case 5: function.Outputs.Add(wire.Text()); break;
                case 7: function.Nodes.Add(In(Node)); break;
                case 10: function.Domain = wire.Text(); break;
                default: wire.Skip(); break;
            }
        }

        return function;
    }

    private NodeContent Node()
    {
        if (++_nodes > MaxNodes)
            throw wire.Broken($"there are more than {MaxNodes:N0} nodes, which no network has");
        var node = new NodeContent();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: node.Inputs.Add(wire.Text()); break;
                case 2: node.Outputs.Add(wire.Text()); break;
                case 3: node.Name = wire.Text(); break;
                case 4: node.Operator = wire.Text(); break;
                case 5: In(() => Attribute(node)); break;
                case 7: node.Domain = wire.Text(); break;
                default: wire.Skip(); break;
            }
        }

        return node;
    }

    private bool Attribute(NodeContent node)
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
                case 7: wire.Singles(attribute.Singles, MaxNumbers); break;
                case 8: wire.Integers(attribute.Integers, MaxNumbers); break;
                case 21: attribute.Reference = wire.Text(); break;
                default: wire.Skip(); break;
            }
        }

        node.Attributes[name] = attribute;
        return true;
    }

    // What a graph inside a node reads without computing it comes from the graph around.
    private static void Capture(AttributeContent attribute, GraphContent graph)
    {
        var own = new HashSet<string>(graph.Nodes.SelectMany(node => node.Outputs));
        own.UnionWith(graph.Inputs.Select(input => input.Name));
        own.UnionWith(graph.Initializers.Select(tensor => tensor.Name));
        attribute.Captured ??= [];
        attribute.Captured.UnionWith(graph.Outputs.Select(output => output.Name).Where(name => !own.Contains(name)));
        foreach (NodeContent node in graph.Nodes)
        {
            attribute.Captured.UnionWith(node.Inputs.Where(name => !own.Contains(name)));
            foreach (AttributeContent inner in node.Attributes.Values)
                attribute.Captured.UnionWith((inner.Captured ?? []).Where(name => !own.Contains(name)));
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
            if (field == 1)
                sizes.Add(In(Size));
            else
                wire.Skip();
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

    private T In<T>(Func<T> read)
    {
        wire.Keep(PartBytes);
        long outer = wire.Enter();
        T result = read();
        wire.Leave(outer);
        return result;
    }
}
