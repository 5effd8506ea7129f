using System.Text;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws curves with bands, such as the mean accuracy of several trainings over the epochs, on planes side by side (000_47980149b45a68e2.txt, Fig. 4;
/// 002_18e5d33089871091.txt, Fig. 3 to 5).
/// </summary>
public static class CurvePanelsSvg
{
    /// <summary>The drawing; the same bytes for the same curves and texts.</summary>
    /// <param name="panels">The planes; at least one, each with at least one curve of at least one finite point.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <exception cref="ArgumentException">There is no panel, or one has nothing to draw.</exception>
    public static string Write(IReadOnlyList<CurvePanel> panels, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (panels.Count == 0 || panels.Any(panel => !panel.Curves.Any(curve => curve.Points.Any(IsDrawable))))
            throw new ArgumentException("curves need at least one panel, and each panel a finite point", nameof(panels));
        CurvePanel longest = panels.MaxBy(panel => panel.Curves.Length)!;
        var row = new PanelRow(panels.Count, [.. longest.Curves.Select(curve => curve.Name)], title, caption);
        string description = $"{string.Join("; ", panels.Select(panel => $"{panel.Name}: {panel.VerticalName} over {panel.HorizontalName}"))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, row.PageWidth, row.PageHeight);
        foreach ((int index, CurvePanel panel) in panels.Index())
            DrawPanel(svg, panel, row.FrameOf(index));
        row.DrawLegend(svg, (index, x, y) => svg.Add($"""<path class="{Look(index)}" d="M{x} {y}h28"/>"""));
        return SvgPage.Close(svg);
    }

    private static bool IsDrawable(BandPoint point) => double.IsFinite(point.X) && double.IsFinite(point.Mean) && double.IsFinite(point.Sd);

    private static string Look(int curve) => $"tg-c{SvgText.Number(curve % Palette.Curves.Count)}";

    private static void DrawPanel(SvgMarkup svg, CurvePanel panel, ChartFrame frame)
    {
        BandPoint[] points = [.. panel.Curves.SelectMany(curve => curve.Points).Where(IsDrawable)];
        Axis across = PanelRow.Opened(points.Select(point => point.X), frame.Left, frame.Right);
        Axis up = PanelRow.Opened(points.SelectMany(point => new[] { point.Mean - point.Sd, point.Mean + point.Sd }), frame.Bottom, frame.Top);
        svg.Add($"""<g class="tg-panel"><text class="tg-caption" x="{frame.Left}" y="{frame.Top - 12}">{panel.Name}</text>""");
        frame.Draw(svg, across, up, panel.HorizontalName, panel.VerticalName);
        foreach ((int index, BandCurve curve) in panel.Curves.Index())
        {
            BandPoint[] drawn = [.. curve.Points.Where(IsDrawable)];
            if (drawn.Length == 0)
                continue;
            BandPoint last = drawn[^1];
            svg.Add($"""<g class="tg-curve"><title>{curve.Name}: {SvgText.Value(last.Mean)} ± {SvgText.Value(last.Sd)} at {SvgText.Value(last.X)}</title>""");
            if (drawn.Any(point => point.Sd > 0))
                svg.Add($"""<path style="{SeriesLook.Filled(index)}fill-opacity:.16" d="{Band(drawn, across, up)}"/>""");
            svg.Add($"""<path class="{Look(index)}" stroke-linejoin="round" d="{Line(curve, across, up)}"/></g>""");
        }

        svg.Add($"</g>");
    }

    private static string Line(BandCurve curve, Axis across, Axis up)
    {
        var path = new StringBuilder();
        bool joined = false;
        foreach (BandPoint point in curve.Points)
        {
            if (IsDrawable(point))
                path.Append(joined ? 'L' : 'M').Append(SvgText.Number(across.Of(point.X))).Append(' ').Append(SvgText.Number(up.Of(point.Mean)));
            joined = IsDrawable(point);
        }

        return path.ToString();
    }

    private static string Band(BandPoint[] points, Axis across, Axis up)
    {
        IEnumerable<(double X, double Y)> above = points.Select(point => (point.X, point.Mean + point.Sd));
        IEnumerable<(double X, double Y)> below = points.Reverse().Select(point => (point.X, point.Mean - point.Sd));
        return $"M{string.Join('L', above.Concat(below).Select(place => $"{SvgText.Number(across.Of(place.X))} {SvgText.Number(up.Of(place.Y))}"))}Z";
    }
}
