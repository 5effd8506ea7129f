using Tegula.Architectures.Graphs;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws a cell and what it becomes when one operation is swapped, each with its numbers and whether they got better or worse
/// (003_fe8fa0e5c804e1de.txt, Fig. 3).
/// </summary>
public static class CaseSheet
{
    private const double PageWidth = 1500;
    private const double Gap = 44;
    private const double CaptionHeight = 30;
    private const double CaptionSize = 13;
    private const double LineHeight = 19;
    private const double LeastTile = 300;

    /// <summary>The page; the same bytes for the same graphs and texts.</summary>
    /// <param name="tiles">The case to start from, then the others from left to right and top to bottom; at least one.</param>
    /// <param name="title">Name of the page, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <exception cref="ArgumentException">There is no tile.</exception>
    public static string Write(IReadOnlyList<CaseTile> tiles, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (tiles.Count == 0)
            throw new ArgumentException("a case needs at least one cell", nameof(tiles));
        ArchitectureGraph[] graphs = [.. tiles.Select(tile => tile.Graph)];
        GraphLayout[] layouts = [.. graphs.Select(graph => GraphLayout.Of(graph))];
        GraphDrawing[] drawings = [.. graphs.Zip(layouts, (graph, layout) => new GraphDrawing(graph, layout))];
        double tileWidth = Math.Max(drawings.Max(drawing => drawing.Width), LeastTile);
        int perRow = Math.Clamp((int)((PageWidth + Gap) / (tileWidth + Gap)), 1, tiles.Count);
        int[][] rows = [.. Enumerable.Range(0, tiles.Count).Chunk(perRow)];
        double[] drawingHeights = [.. rows.Select(row => row.Max(index => drawings[index].Height))];
        double[] values = [.. rows.Select(row => row.Max(index => tiles[index].Values.Length) * LineHeight)];
        double[] heights = [.. drawingHeights.Zip(values, (drawing, lines) => CaptionHeight + drawing + 16 + lines + Gap)];
        var legend = new Legend(graphs, layouts);
        double inner = new[] { (perRow * (tileWidth + Gap)) - Gap, legend.MinWidth, SvgPage.TextWidth(title, caption) }.Max();
        double total = SvgPage.Top + heights.Sum();
        string description = $"Cells: {string.Join("; ", tiles.Select(tile => tile.Caption))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, inner + (2 * SvgPage.Margin), total + legend.Height(inner) + SvgPage.Margin);
        double y = SvgPage.Top;
        foreach ((int place, int[] row) in rows.Index())
        {
            foreach ((int column, int index) in row.Index())
                DrawTile(svg, tiles[index], drawings[index], SvgPage.Margin + (column * (tileWidth + Gap)), y, tileWidth, drawingHeights[place]);
            y += heights[place];
        }

        legend.Draw(svg, SvgPage.Margin, total, inner);
        return SvgPage.Close(svg);
    }

    private static void DrawTile(SvgMarkup svg, CaseTile tile, GraphDrawing drawing, double x, double y, double width, double drawingHeight)
    {
        svg.Add($"""<g class="tg-tile"><title>{tile.Caption}: {GraphText.Describe(tile.Graph)}</title>""");
        svg.Add($"""<text class="tg-caption" x="{x}" y="{y + 12}">{TextMeasure.Fit(tile.Caption, CaptionSize, width)}</text>""");
        drawing.Draw(svg, x, y + CaptionHeight);
        double line = y + CaptionHeight + drawingHeight + 28;
        double value = x + 26 + tile.Values.Select(item => TextMeasure.Width(item.Name, 12)).DefaultIfEmpty(0).Max();
        foreach (CaseValue item in tile.Values)
        {
            svg.Add($"""<g class="tg-value"><text class="tg-quiet" x="{x + 16}" y="{line}">{item.Name}</text>""");
            DrawMark(svg, item.Change, x + 5, line - 4);
            svg.Add($"""<text x="{value}" y="{line}">{item.Text}</text></g>""");
            line += LineHeight;
        }

        svg.Add($"</g>");
    }

    private static void DrawMark(SvgMarkup svg, CaseChange change, double x, double y)
    {
        switch (change)
        {
            case CaseChange.Better:
                svg.Add($"""<path class="tg-better" style="{SeriesLook.Filled(2)}" d="M{x} {y - 5}l5.5 9h-11z"><title>better</title></path>""");
                break;
            case CaseChange.Worse:
                svg.Add($"""<path class="tg-worse" style="{SeriesLook.Filled(1)}" d="M{x} {y + 5}l5.5 -9h-11z"><title>worse</title></path>""");
                break;
            default:
                break;
        }
    }
}
