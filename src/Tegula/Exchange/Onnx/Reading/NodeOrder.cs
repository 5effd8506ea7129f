namespace Tegula.Exchange.Onnx.Reading;

/// <summary>The nodes on which the outputs of a graph depend, each behind those that it reads.</summary>
internal static class NodeOrder
{
    /// <summary>Puts the nodes into order.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="graph">The graph around the nodes.</param>
    /// <param name="nodes">Its nodes, without calls of functions.</param>
    /// <exception cref="OnnxException">Two things have one name, a name stands for nothing, or nodes read each other in a circle.</exception>
    public static IReadOnlyList<NodeContent> Of(string file, GraphContent graph, IReadOnlyList<NodeContent> nodes)
    {
        if (graph.Outputs.Count == 0)
            throw new OnnxException($"{file}: the graph has no output; it needs at least one");
        HashSet<string> given = Given(file, graph);
        var makers = new Dictionary<string, int>();
        for (int index = 0; index < nodes.Count; index++)
        {
            foreach (string output in nodes[index].Outputs.Where(name => name.Length > 0))
            {
                if (given.Contains(output) || !makers.TryAdd(output, index))
                {
                    throw new OnnxException(
                        $"{file}: '{NodeContent.Shortened(output)}' is made by {nodes[index].Title} and by something else; every value has one maker");
                }
            }
        }

        // Depth first with a stack of its own: 1 stands for begun, 2 for done.
        var state = new byte[nodes.Count];
        var order = new List<NodeContent>(nodes.Count);
        var open = new Stack<(int Node, IReadOnlyList<string> Reads, int Next)>();
        foreach (ValueContent output in graph.Outputs)
        {
            if (Maker(output.Name, null) is { } maker && state[maker] == 0)
                Visit(maker);
        }

        return order;

        void Visit(int start)
        {
            state[start] = 1;
            open.Push((start, Reads(nodes[start]), 0));
            while (open.TryPop(out (int Node, IReadOnlyList<string> Reads, int Next) top))
            {
                if (top.Next == top.Reads.Count)
                {
                    state[top.Node] = 2;
                    order.Add(nodes[top.Node]);
                    continue;
                }

                open.Push((top.Node, top.Reads, top.Next + 1));
                if (Maker(top.Reads[top.Next], nodes[top.Node]) is not { } maker || state[maker] == 2)
                    continue;
                if (state[maker] == 1)
                    throw new OnnxException($"{file}: {nodes[maker].Title} depends on itself; the nodes of a model have no cycle");
                state[maker] = 1;
                open.Push((maker, Reads(nodes[maker]), 0));
            }
        }

        int? Maker(string name, NodeContent? reader)
        {
            if (name.Length == 0 || given.Contains(name))
                return null;
            if (makers.TryGetValue(name, out int maker))
                return maker;
            string what = reader is null ? "the graph gives out" : $"{reader.Title} reads";
            throw new OnnxException(
                $"{file}: {what} '{NodeContent.Shortened(name)}', which nothing makes; expected an input, an initializer or a node's output");
        }
    }

    /// <summary>All that a node reads, with what graphs inside it read.</summary>
    public static IReadOnlyList<string> Reads(NodeContent node)
    {
        List<string>? all = null;
        foreach (AttributeContent attribute in node.Attributes.Values)
        {
            if (attribute.Captured is { Count: > 0 } captured)
                (all ??= [.. node.Inputs]).AddRange(captured);
        }

        return all ?? node.Inputs;
    }

    private static HashSet<string> Given(string file, GraphContent graph)
    {
        var given = new HashSet<string>();
        foreach (TensorContent tensor in graph.Initializers)
        {
            if (!given.Add(tensor.Name))
                throw new OnnxException($"{file}: there are two initializers '{NodeContent.Shortened(tensor.Name)}'; names stand for one thing");
        }

        var inputs = new HashSet<string>();
        foreach (ValueContent input in graph.Inputs)
        {
            if (!inputs.Add(input.Name))
                throw new OnnxException($"{file}: there are two inputs '{NodeContent.Shortened(input.Name)}'; names stand for one thing");
        }

        given.UnionWith(inputs);
        return given;
    }
}
