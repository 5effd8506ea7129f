using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Finds the skip connections of a graph.</summary>
internal static class SkipConnections
{
    /// <summary>Edges without weights into nodes that join several, where the target lies deeper in layers than the source.</summary>
    public static IReadOnlyList<OnnxSkip> Of(ArchitectureGraph graph)
    {
        var depth = new int[graph.Nodes.Length];
        var joined = new int[graph.Nodes.Length];
        foreach (GraphEdge edge in graph.Edges)
        {
            depth[edge.Target] = Math.Max(depth[edge.Target], depth[edge.Source] + (edge.Operation.IsParameterized ? 1 : 0));
            joined[edge.Target]++;
        }

        return
        [
            .. from edge in graph.Edges
               where !edge.Operation.IsParameterized && joined[edge.Target] > 1 && depth[edge.Target] > depth[edge.Source]
               let target = graph.Nodes[edge.Target]
               let type = target.Merge == NodeMerge.Concatenate ? SkipConnectionType.Concatenation : SkipConnectionType.Addition
               select new OnnxSkip(graph.Nodes[edge.Source].Name, target.Name, type, depth[edge.Target] - depth[edge.Source], edge.Channels),
        ];
    }
}
