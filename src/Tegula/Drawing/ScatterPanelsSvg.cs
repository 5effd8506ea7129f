using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>Draws groups of points and a line through them, on planes side by side (001_20c8c2cd2fe38226.txt, Fig. 3 and 11).</summary>
public static class ScatterPanelsSvg
{
    /// <summary>The drawing; the same bytes for the same points and texts.</summary>
    /// <param name="panels">The planes; at least one, each with at least one finite point.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <exception cref="ArgumentException">There is no panel, or one has nothing to draw.</exception>
    public static string Write(IReadOnlyList<ScatterPanel> panels, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (panels.Count == 0 || panels.Any(panel => !PointsOf(panel).Any()))
            throw new ArgumentException("a scatter needs at least one panel, and each panel a finite point", nameof(panels));
        ScatterPanel longest = panels.MaxBy(panel => panel.Series.Length)!;
        var row = new PanelRow(panels.Count, [.. longest.Series.Select(series => series.Name)], title, caption);
        string description = $"{string.Join("; ", panels.Select(panel => $"{panel.Name}: {panel.VerticalName} over {panel.HorizontalName}"))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, row.PageWidth, row.PageHeight);
        foreach ((int index, ScatterPanel panel) in panels.Index())
            DrawPanel(svg, panel, row.FrameOf(index));
        row.DrawLegend(svg, (index, x, y) => DrawMark(svg, index, x + 22, y));
        return SvgPage.Close(svg);
    }

    private static bool IsDrawable((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private static IEnumerable<(double X, double Y)> PointsOf(ScatterPanel panel) => panel.Series.SelectMany(series => series.Points).Where(IsDrawable);

    private static void DrawPanel(SvgMarkup svg, ScatterPanel panel, ChartFrame frame)
    {
        (double X, double Y)[] points = [.. PointsOf(panel)];
        Axis across = PanelRow.Opened(points.Select(point => point.X), frame.Left, frame.Right);
        Axis up = PanelRow.Opened(points.Select(point => point.Y), frame.Bottom, frame.Top);
        svg.Add($"""<g class="tg-panel"><text class="tg-caption" x="{frame.Left}" y="{frame.Top - 12}">{panel.Name}</text>""");
        frame.Draw(svg, across, up, panel.HorizontalName, panel.VerticalName);
        if (panel.Line is { } line)
            DrawLine(svg, line, points, across, up);
        foreach ((int index, ScatterSeries series) in panel.Series.Index())
        {
            svg.Add($"<g><title>{series.Name}</title>");
            foreach ((double x, double y) in series.Points.Where(IsDrawable))
                DrawMark(svg, index, across.Of(x), up.Of(y));
            svg.Add($"</g>");
        }

        svg.Add($"</g>");
    }

    // Only as far as the points reach, in both directions.
    private static void DrawLine(SvgMarkup svg, (double Slope, double Intercept) line, (double X, double Y)[] points, Axis across, Axis up)
    {
        double At(double x) => (line.Slope * x) + line.Intercept;
        (double left, double right) = (points.Min(point => point.X), points.Max(point => point.X));
        (double low, double high) = (points.Min(point => point.Y), points.Max(point => point.Y));
        if (line.Slope != 0)
        {
            (double a, double b) = ((low - line.Intercept) / line.Slope, (high - line.Intercept) / line.Slope);
            (left, right) = (Math.Max(left, Math.Min(a, b)), Math.Min(right, Math.Max(a, b)));
        }

        if (left < right)
            svg.Add($"""<path class="tg-mark" d="M{across.Of(left)} {up.Of(At(left))}L{across.Of(right)} {up.Of(At(right))}"/>""");
    }

    // Groups differ in shape as well as in colour.
    private static void DrawMark(SvgMarkup svg, int series, double x, double y)
    {
        string style = SeriesLook.Outlined(series);
        switch (series % 4)
        {
            case 0:
                svg.Add($"""<circle style="{style}" cx="{x}" cy="{y}" r="4.2"/>""");
                break;
            case 1:
                svg.Add($"""<rect style="{style}" x="{x - 3.8}" y="{y - 3.8}" width="7.6" height="7.6"/>""");
                break;
            case 2:
                svg.Add($"""<path style="{style}" d="M{x} {y - 5}l4.8 8.6h-9.6z"/>""");
                break;
            default:
                svg.Add($"""<path style="{style}" d="M{x} {y - 5.2}l5.2 5.2l-5.2 5.2l-5.2 -5.2z"/>""");
                break;
        }
    }
}
