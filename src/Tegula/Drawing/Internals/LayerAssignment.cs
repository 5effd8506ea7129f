using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>Layers from left to right: inputs in layer 0, every other node one layer behind the last of those it reads.</summary>
internal static class LayerAssignment
{
    /// <summary>The layer of each node; the output is in the last one.</summary>
    public static int[] Of(ArchitectureGraph graph)
    {
        int[] layers = [.. graph.Nodes.Select(node => node.Role == NodeRole.Input ? 0 : 1)];
        bool[] fed = [.. graph.Nodes.Select(node => node.Role == NodeRole.Input)];
        foreach (GraphEdge edge in graph.Edges)
        {
            layers[edge.Target] = Math.Max(layers[edge.Target], layers[edge.Source] + 1);
            fed[edge.Target] = true;
        }

        // A node that nothing feeds stands right in front of what reads it.
        foreach (IGrouping<int, GraphEdge> edges in graph.Edges.Where(edge => !fed[edge.Source]).GroupBy(edge => edge.Source))
            layers[edges.Key] = edges.Min(edge => layers[edge.Target]) - 1;
        layers[graph.Output] = layers.Max();
        return layers;
    }
}
