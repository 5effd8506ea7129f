using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>Columns in their order and heights of a graph: what drawings in pixels and in characters have in common.</summary>
/// <param name="Layered">Items in ordered columns.</param>
/// <param name="Centres">The centre of each item in pixels, from the top.</param>
internal sealed record GraphPlacement(LayeredGraph Layered, double[] Centres)
{
    /// <summary>Finds it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="labelled">Whether edges need room for the names of their operations.</param>
    public static GraphPlacement Of(ArchitectureGraph graph, bool labelled)
    {
        LayeredGraph layered = new LayeredGraphBuilder(graph, labelled).Build();
        LayerOrdering.Apply(layered);
        return new(layered, VerticalPlacement.Of(layered));
    }
}
