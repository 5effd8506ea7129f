using System.Collections.Immutable;

namespace Tegula.Compute.Graphs;

/// <summary>A network as data: live nodes in topological order, input first, output last. Built by <see cref="GraphBuilder"/>.</summary>
public sealed class Graph
{
    internal Graph(ImmutableArray<Node> nodes, ImmutableArray<Parameter> parameters)
    {
        Nodes = nodes;
        Parameters = parameters;
        Consumers = ConsumersOf(nodes);
    }

    /// <summary>Nodes in topological order; the first is the input, the last the output.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>Trainable tensors in the order of the flat parameter vector.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>For each node the indices of the nodes that read it, each once.</summary>
    public ImmutableArray<ImmutableArray<int>> Consumers { get; }

    /// <summary>Places where paths can be dropped.</summary>
    public int DropPathCount => Nodes.Count(node => node.Operation is DropPathOperation);

    /// <summary>The network's input.</summary>
    public Node Input => Nodes[0];

    /// <summary>The network's output.</summary>
    public Node Output => Nodes[^1];

    /// <summary>Length of the flat parameter vector.</summary>
    public int ParameterLength => Parameters.IsEmpty ? 0 : Parameters[^1].Offset + Parameters[^1].Length;

    private static ImmutableArray<ImmutableArray<int>> ConsumersOf(ImmutableArray<Node> nodes)
    {
        ImmutableArray<int>.Builder[] consumers = [.. nodes.Select(_ => ImmutableArray.CreateBuilder<int>())];
        foreach (Node node in nodes)
        {
            foreach (int input in node.Inputs.Distinct())
                consumers[input].Add(node.Index);
        }

        return [.. consumers.Select(readers => readers.ToImmutable())];
    }
}
