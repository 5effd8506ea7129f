using Tegula.Architectures.Graphs;
using Tegula.Cli.Options;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>The drawing of one architecture, or of several on one sheet.</summary>
internal static class ArchitectureDrawing
{
    // More than a page can show; the table has them all.
    private const int MostOnASheet = 60;

    /// <summary>The SVG.</summary>
    /// <param name="title">Title of a sheet; one architecture alone has its own name.</param>
    /// <param name="architectures">What to draw, at least one.</param>
    public static string Of(string title, IReadOnlyList<NamedArchitecture> architectures) =>
        Of(title, [.. architectures.Select(named => (Name: named.Name, Graph: named.Architecture.ToGraph()))]);

    /// <summary>The SVG.</summary>
    /// <param name="title">Title of a sheet; one graph alone has its own name.</param>
    /// <param name="graphs">What to draw, at least one.</param>
    public static string Of(string title, IReadOnlyList<(string Name, ArchitectureGraph Graph)> graphs)
    {
        if (graphs.Count == 1)
            return GraphSvg.Write(graphs[0].Graph, graphs[0].Name);
        var shown = graphs.Take(MostOnASheet).Select(item => new CaptionedGraph(item.Graph, item.Name)).ToList();
        return GraphSheet.Write(shown, shown.Count == graphs.Count ? title : $"{title}: the first {shown.Count} of {graphs.Count}");
    }
}
