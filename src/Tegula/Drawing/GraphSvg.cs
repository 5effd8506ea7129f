using Tegula.Architectures.Graphs;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>Draws a graph as one self-contained SVG: no scripts, no fonts, light or dark as the reader's system asks.</summary>
public static class GraphSvg
{
    private const double LegendGap = 26;

    /// <summary>The drawing; the same bytes for the same graph and title.</summary>
    /// <param name="graph">Any architecture's graph, connected or not.</param>
    /// <param name="title">Its name, any text.</param>
    /// <param name="rowWidth">Width in pixels at which a long network goes on in the next row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rowWidth"/> is not positive.</exception>
    public static string Write(ArchitectureGraph graph, string title, double rowWidth = GraphLayout.UsualRowWidth)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(title);
        GraphLayout layout = GraphLayout.Of(graph, rowWidth);
        var drawing = new GraphDrawing(graph, layout);
        var legend = new Legend([graph], [layout]);
        string subtitle = GraphText.Describe(graph);
        double inner = Math.Max(Math.Max(drawing.Width, legend.MinWidth), SvgPage.TextWidth(title, subtitle));
        double height = SvgPage.Top + drawing.Height + LegendGap + legend.Height(inner) + SvgPage.Margin;
        SvgMarkup svg = SvgPage.Open(title, subtitle, $"Architecture graph: {subtitle}.", inner + (2 * SvgPage.Margin), height);
        drawing.Draw(svg, SvgPage.Margin + ((inner - drawing.Width) / 2), SvgPage.Top);
        legend.Draw(svg, SvgPage.Margin, SvgPage.Top + drawing.Height + LegendGap, inner);
        return SvgPage.Close(svg);
    }
}
