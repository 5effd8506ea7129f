using Tegula.Architectures.Graphs;
using Tegula.Topology;

namespace Tegula.Drawing.Internals;

/// <summary>What drawings of graphs say in words.</summary>
internal static class GraphText
{
    /// <summary>What is said of nodes and edges that do not count.</summary>
    public const string Unused = "on no path from an input to the output";

    /// <summary>A node in a few lines.</summary>
    public static string Describe(GraphNode node, bool used)
    {
        string role = node.Role switch { NodeRole.Input => "input", NodeRole.Output => "output", _ => "node" };
        string merge = node.Role == NodeRole.Input ? "" : node.Merge == NodeMerge.Concatenate ? ", concatenates its inputs" : ", adds its inputs";
        string channels = node.Channels > 0 ? $", {SvgText.Grouped(node.Channels)} channels" : "";
        return $"{node.Name}: {role}{merge}{channels}{(used ? "" : $", {Unused}")}";
    }

    /// <summary>An edge in one line.</summary>
    public static string Describe(ArchitectureGraph graph, GraphEdge edge, bool used)
    {
        string ends = $"{graph.Nodes[edge.Source].Name} → {graph.Nodes[edge.Target].Name}: {edge.Operation.Name} ({EdgeStyles.Of(edge.Operation).Title()})";
        string channels = edge.Channels > 0 ? $", reads {SvgText.Grouped(edge.Channels)} channels" : "";
        string size = edge.Operation.Parameters > 0 || edge.Operation.Macs > 0
            ? $", {SvgText.Grouped(edge.Operation.Parameters)} parameters, {SvgText.Grouped(edge.Operation.Macs)} MACs"
            : "";
        return $"{ends}{channels}{size}{(used ? "" : $", {Unused}")}";
    }

    /// <summary>A graph in one line: how large it is, and its effective depth and width where they can be counted.</summary>
    public static string Describe(ArchitectureGraph graph)
    {
        string size = $"{SvgText.Count(graph.Nodes.Length, "node")}, {SvgText.Count(graph.Edges.Length, "edge")}";
        string shape = PathStatistics.Of(graph) is { } paths
            ? $", effective depth {SvgText.Value(paths.EffectiveDepth)}, effective width {SvgText.Value(paths.EffectiveWidth)}"
            : "";
        string cost = (graph.Parameters > 0 ? $", {SvgText.Grouped(graph.Parameters)} parameters" : "")
            + (graph.Macs > 0 ? $", {SvgText.Grouped(graph.Macs)} MACs" : "");
        return size + shape + cost;
    }
}
