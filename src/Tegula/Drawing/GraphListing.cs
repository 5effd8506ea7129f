using Tegula.Architectures.Graphs;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>Writes a graph as text that can be read aloud: one line a node, such as <c>2 = skip_connect(input) + nor_conv_3x3(1)</c>.</summary>
public static class GraphListing
{
    /// <summary>The lines, nodes in topological order, inputs left out; a concatenation stands in brackets.</summary>
    /// <param name="graph">Any architecture's graph.</param>
    /// <param name="width">Columns after which a line goes on in the next, indented.</param>
    public static IEnumerable<string> Lines(ArchitectureGraph graph, int width = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var use = new GraphUse(graph);
        ILookup<int, GraphEdge> incoming = graph.Edges.ToLookup(edge => edge.Target);
        return Enumerable.Range(0, graph.Nodes.Length).Where(node => graph.Nodes[node].Role != NodeRole.Input)
            .SelectMany(node => TextWrap.Of(Line(graph, node, [.. incoming[node]], use), width));
    }

    private static string Line(ArchitectureGraph graph, int node, GraphEdge[] incoming, GraphUse use)
    {
        IEnumerable<string> terms = incoming.Select(edge => Term(edge.Operation, PlainName.Of(graph.Nodes[edge.Source].Name)));
        string reads = incoming.Length == 0 ? "nothing"
            : graph.Nodes[node].Merge == NodeMerge.Concatenate ? $"[{string.Join(", ", terms)}]"
            : string.Join(" + ", terms);
        string unused = use.Of(node) ? "" : $", {GraphText.Unused}";
        return $"{PlainName.Of(graph.Nodes[node].Name)} = {reads}{unused}";
    }

    private static string Term(EdgeOperation operation, string source) =>
        EdgeStyles.Of(operation) == EdgeStyle.Concatenation ? source : $"{PlainName.Of(operation.Name)}({source})";
}
