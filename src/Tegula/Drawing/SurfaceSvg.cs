using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws surfaces in space, seen from above at an angle, light where they are high (002_18e5d33089871091.txt Fig. 8). All panels share one scale; what is
/// above it is cut off flat, and where a value is not finite there is a hole.
/// </summary>
public static class SurfaceSvg
{
    private const double PanelWidth = 400;
    private const double PanelHeight = 330;

    /// <summary>The drawing; the same bytes for the same panels and texts.</summary>
    /// <param name="rows">Panels from left to right, row after row; at least one, each row with as many.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="horizontal">Name of the axis of columns, drawn at the front on the left.</param>
    /// <param name="vertical">Name of the axis of rows, drawn at the front on the right.</param>
    /// <param name="height">Name of the axis of values.</param>
    /// <param name="ceiling">Height at which surfaces are cut; null for 4 times the median of all panels, or the highest value where that is less.</param>
    /// <exception cref="ArgumentException">There is no panel, the rows differ in length, a panel cannot be drawn, or all is above the ceiling.</exception>
    public static string Write(
        IReadOnlyList<IReadOnlyList<SurfacePanel>> rows,
        string title,
        string caption,
        string horizontal,
        string vertical,
        string height,
        double? ceiling = null)
    {
        var sheet = new SurfaceSheet(rows, ceiling, PanelWidth, PanelHeight);
        return sheet.Write(title, caption, ColorScale.Room, DrawPanel, (svg, x, y) =>
            ColorScale.Draw(svg, x, y + 40, y + PanelHeight - 50, Axis.Linear(sheet.Low, sheet.High, y + PanelHeight - 50, y + 40), sheet.IsCut));

        void DrawPanel(SvgMarkup svg, SurfacePanel panel, double left, double top)
        {
            var view = new SurfaceView(left + (PanelWidth / 2) + 18, top + 236, sheet.Low, sheet.High);
            view.DrawWalls(svg, panel, horizontal, vertical, height);
            DrawFaces(svg, panel, view, sheet);
        }
    }

    // From the back to the front, so that nearer faces hide farther ones: faces do not cross, and a face farther back lies in a farther diagonal.
    private static void DrawFaces(SvgMarkup svg, SurfacePanel panel, SurfaceView view, SurfaceSheet sheet)
    {
        (int columns, int rows) = (panel.Rows[0].Length - 1, panel.Rows.Length - 1);
        svg.Add($"""<g class="tg-mesh">""");
        foreach ((int x, int y) in from row in Enumerable.Range(0, rows)
                                   from column in Enumerable.Range(0, columns)
                                   orderby SurfaceView.Depth((column + 0.5) / columns, (row + 0.5) / rows) descending
                                   select (column, row))
        {
            (int X, int Y)[] corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            if (corners.Any(corner => !double.IsFinite(panel.Rows[corner.Y][corner.X]))) continue;
            double[] heights = [.. corners.Select(corner => Math.Min(panel.Rows[corner.Y][corner.X], sheet.High))];
            double share = sheet.High > sheet.Low ? (heights.Average() - sheet.Low) / (sheet.High - sheet.Low) : 0;
            string outline = string.Join('L', corners.Select((corner, i) => view.Text((double)corner.X / columns, (double)corner.Y / rows, heights[i])));
            svg.Add($"""<path d="M{outline}z" fill="{ColorRamp.At(share)}"/>""");
        }

        svg.Add($"</g>");
    }
}
