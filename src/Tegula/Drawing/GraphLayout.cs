using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Where the nodes, edges and labels of a graph stand in a drawing from left to right. Pure data, the same for the same graph. Boxes and labels
/// never overlap, and no edge passes behind the box of a third node.
/// </summary>
/// <param name="Nodes">The boxes, by node.</param>
/// <param name="Repeats">Boxes of nodes at which a row ended, drawn once more at the start of the next row, from the top.</param>
/// <param name="Edges">The lines, by edge.</param>
/// <param name="Rows">Number of rows, at least 1.</param>
/// <param name="Width">Width of everything in pixels.</param>
/// <param name="Height">Height of everything in pixels.</param>
/// <param name="HasLabels">Whether edges carry the names of their operations.</param>
public sealed record GraphLayout(
    ImmutableArray<NodeBox> Nodes, ImmutableArray<NodeBox> Repeats, ImmutableArray<EdgeRoute> Edges, int Rows, double Width, double Height, bool HasLabels)
{
    /// <summary>With more edges than this, names stand in the legend only.</summary>
    public const int MaxLabelledEdges = 40;

    /// <summary>The usual width of a row in pixels.</summary>
    public const double UsualRowWidth = 1600;

    /// <summary>Lays a graph out in layers; takes well under a second for hundreds of nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rowWidth">
    /// A row that gets wider, in pixels, ends at a node that no edge passes by, and goes on below. It stays wider where there is no such node.
    /// </param>
    public static GraphLayout Of(ArchitectureGraph graph, double rowWidth = UsualRowWidth)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowWidth);
        bool labelled = graph.Edges.Length <= MaxLabelledEdges;
        (LayeredGraph layered, double[] centres) = GraphPlacement.Of(graph, labelled);
        return new LayoutAssembly(graph, layered, centres, labelled).Assemble(rowWidth);
    }
}
