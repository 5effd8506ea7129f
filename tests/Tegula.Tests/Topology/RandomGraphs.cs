using Tegula.Architectures.Graphs;
using Tegula.Compute;

namespace Tegula.Tests.Topology;

/// <summary>Small random graphs, and what listing their paths says about them.</summary>
internal static class RandomGraphs
{
    private static readonly EdgeOperation Convolution = new("conv", OperationKind.Convolution);

    /// <summary>A graph with one or two inputs, up to nine nodes, and edges that are cut, free or parameterised.</summary>
    public static ArchitectureGraph Draw(ulong seed)
    {
        var random = new RandomStream(seed, "test/graphs");
        int inputs = 1 + random.NextInt(2);
        int nodes = inputs + 1 + random.NextInt(7);
        var builder = new ArchitectureGraphBuilder();
        for (int node = 0; node < nodes; node++)
            builder.Add($"{node}", node < inputs ? NodeRole.Input : node == nodes - 1 ? NodeRole.Output : NodeRole.Intermediate);
        for (int target = inputs; target < nodes; target++)
        {
            for (int source = 0; source < target; source++)
            {
                int choice = random.NextInt(3);
                if (choice > 0)
                    builder.Connect(source, target, choice == 1 ? EdgeOperation.Identity : Convolution);
            }
        }

        return builder.Build();
    }

    /// <summary>Every path from an input to the output, as the edges it takes.</summary>
    public static List<List<GraphEdge>> PathsOf(ArchitectureGraph graph) => [.. graph.Inputs.SelectMany(input => PathsFrom(graph, input))];

    /// <summary>Every path from a node to the output.</summary>
    public static List<List<GraphEdge>> PathsFrom(ArchitectureGraph graph, int node) => node == graph.Output
        ? [[]]
        : [.. graph.Edges.Where(edge => edge.Source == node)
            .SelectMany(edge => PathsFrom(graph, edge.Target).Select(rest => (List<GraphEdge>)[edge, .. rest]))];
}
