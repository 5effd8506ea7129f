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
    public static string Of(IReadOnlyList<NamedArchitecture> architectures) =>
        Of([.. architectures.Select(named => (Name: named.Name, Graph: named.Architecture.ToGraph()))]);

    /// <summary>The SVG.</summary>
    public static string Of(IReadOnlyList<(string Name, ArchitectureGraph Graph)> graphs) => graphs.Count == 1
        ? GraphSvg.Write(graphs[0].Graph, graphs[0].Name)
        : GraphSheet.Write([.. graphs.Take(MostOnASheet).Select(item => new CaptionedGraph(item.Graph, item.Name))], Title(graphs.Count));

    private static string Title(int count) => count <= MostOnASheet ? $"{count} architectures" : $"the first {MostOnASheet} of {count} architectures";
}
