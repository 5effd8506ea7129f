using Tegula.Architectures.Graphs;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>Draws several graphs on one page, each with a caption: variants of a cell, DAGs, candidates of a design. None is scaled.</summary>
public static class GraphSheet
{
    private const double PageWidth = GraphLayout.UsualRowWidth;
    private const double Gap = 40;
    private const double CaptionHeight = 48;
    private const double CaptionSize = 13;
    private const double NoteSize = 12;

    /// <summary>The page; the same bytes for the same graphs and texts.</summary>
    /// <param name="graphs">The graphs from left to right and top to bottom; at least one.</param>
    /// <param name="title">Name of the page, any text.</param>
    /// <exception cref="ArgumentException">There is no graph.</exception>
    public static string Write(IReadOnlyList<CaptionedGraph> graphs, string title)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        ArgumentNullException.ThrowIfNull(title);
        if (graphs.Count == 0)
            throw new ArgumentException("a sheet needs at least one graph", nameof(graphs));
        IReadOnlyList<ArchitectureGraph> all = [.. graphs.Select(entry => entry.Graph)];
        IReadOnlyList<GraphLayout> layouts = [.. all.Select(graph => GraphLayout.Of(graph))];
        GraphDrawing[] drawings = [.. all.Zip(layouts, (graph, layout) => new GraphDrawing(graph, layout))];
        double tile = Math.Max(drawings.Max(drawing => drawing.Width), 200);
        int perRow = Math.Clamp((int)((PageWidth + Gap) / (tile + Gap)), 1, graphs.Count);
        var legend = new Legend(all, layouts);
        string subtitle = SvgText.Count(graphs.Count, "graph");
        double inner = new[] { (perRow * (tile + Gap)) - Gap, legend.MinWidth, SvgPage.TextWidth(title, subtitle) }.Max();
        double[] heights = [.. drawings.Chunk(perRow).Select(row => CaptionHeight + row.Max(drawing => drawing.Height) + Gap)];
        double total = SvgPage.Top + heights.Sum();
        string description = $"Architecture graphs: {string.Join("; ", graphs.Select(entry => entry.Caption))}.";
        SvgMarkup svg = SvgPage.Open(title, subtitle, description, inner + (2 * SvgPage.Margin), total + legend.Height(inner) + SvgPage.Margin);
        for (int index = 0; index < graphs.Count; index++)
        {
            double x = SvgPage.Margin + (index % perRow * (tile + Gap));
            double y = SvgPage.Top + heights.Take(index / perRow).Sum();
            DrawTile(svg, graphs[index], drawings[index], x, y, tile);
        }

        legend.Draw(svg, SvgPage.Margin, total, inner);
        return SvgPage.Close(svg);
    }

    private static void DrawTile(SvgMarkup svg, CaptionedGraph entry, GraphDrawing drawing, double x, double y, double width)
    {
        svg.Add($"""<g class="tg-tile"><title>{entry.Caption}: {GraphText.Describe(entry.Graph)}</title>""");
        svg.Add($"""<text class="tg-caption" x="{x}" y="{y + 12}">{TextMeasure.Fit(entry.Caption, CaptionSize, width)}</text>""");
        if (entry.Note.Length > 0)
            svg.Add($"""<text class="tg-quiet" x="{x}" y="{y + 30}">{TextMeasure.Fit(entry.Note, NoteSize, width)}</text>""");
        drawing.Draw(svg, x, y + CaptionHeight);
        svg.Add($"</g>");
    }
}
