using Tegula.Compute.Graphs;

namespace Tegula.Tests.Networks;

/// <summary>A graph as text.</summary>
internal static class GraphText
{
    /// <summary>Everything that decides what a network computes from weights that are drawn by name: equal texts, equal bits.</summary>
    public static string Of(Graph graph) =>
        string.Join('\n', graph.Nodes.Select(node => $"{node.Operation} {string.Join(',', node.Inputs)} {node.Shape}"));
}
