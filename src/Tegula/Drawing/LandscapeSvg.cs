using System.Collections.Immutable;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws the ways of searches over landscapes: bright is better, a star for the parent, a cross for the end of each child, a dashed line between two ends
/// (003_fe8fa0e5c804e1de.txt Fig. 4).
/// </summary>
public static class LandscapeSvg
{
    private const double PlotWidth = 300;
    private const double PlotHeight = 250;
    private const double NameRoom = 26;
    private const double ScaleRoom = 84;
    private const double Gap = 26;
    private const double LegendRoom = 34;
    private const int Levels = 40;
    private static readonly string[] PathColours = ["#ff8a3d", "#ffffff", "#9ad0f5", "#ffb3d9"];

    /// <summary>The drawing.</summary>
    /// <param name="rows">Panels from left to right, row after row; at least one, each row with as many.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="horizontal">Name of the horizontal axes.</param>
    /// <param name="vertical">Name of the vertical axes.</param>
    /// <param name="legend">Names of the marks; null for those of a parent and its children.</param>
    /// <exception cref="ArgumentException">There is no panel, the rows differ in length, or a panel holds what cannot be drawn.</exception>
    public static string Write(
        IReadOnlyList<IReadOnlyList<LandscapePanel>> rows, string title, string caption, string horizontal, string vertical, LandscapeLegend? legend = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        if (rows.Count == 0 || rows[0].Count == 0 || rows.Any(row => row.Count != rows[0].Count))
            throw new ArgumentException("landscapes stand in at least one row, each of as many panels", nameof(rows));
        foreach (LandscapePanel panel in rows.SelectMany(row => row)) Check(panel);
        const double panelWidth = ChartFrame.LeftRoom + PlotWidth + ScaleRoom;
        const double panelHeight = NameRoom + PlotHeight + ChartFrame.BottomRoom;
        double width = Math.Max((rows[0].Count * (panelWidth + Gap)) - Gap, SvgPage.TextWidth(title, caption)) + (2 * SvgPage.Margin);
        double bottom = SvgPage.Top + LegendRoom + (rows.Count * (panelHeight + Gap));
        string description = $"Landscapes: {string.Join("; ", rows.SelectMany(row => row).Select(panel => panel.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, bottom);
        DrawLegend(svg, SvgPage.Margin, SvgPage.Top, rows.Max(row => row.Max(panel => panel.Paths.Length)), legend ?? LandscapeLegend.Family);
        foreach ((int row, IReadOnlyList<LandscapePanel> panels) in rows.Index())
        {
            double top = SvgPage.Top + LegendRoom + (row * (panelHeight + Gap)) + NameRoom;
            foreach ((int column, LandscapePanel panel) in panels.Index())
            {
                double left = SvgPage.Margin + (column * (panelWidth + Gap)) + ChartFrame.LeftRoom;
                DrawPanel(svg, panel, new ChartFrame(left, top, left + PlotWidth, top + PlotHeight), horizontal, vertical);
            }
        }

        return SvgPage.Close(svg);
    }

    private static void Check(LandscapePanel panel)
    {
        LandscapeSurface surface = panel.Surface;
        if (!(surface.Right > surface.Left && surface.Top > surface.Bottom))
            throw new ArgumentException($"landscape '{panel.Name}' has no area; its right and top must be above its left and bottom");
        if (surface.Rows.IsEmpty || surface.Rows[0].IsEmpty || surface.Rows.Any(row => row.Length != surface.Rows[0].Length))
            throw new ArgumentException($"the surface of landscape '{panel.Name}' needs at least one tile, and as many in each row");
        double[] known = [.. surface.Rows.SelectMany(row => row).Where(value => !double.IsNaN(value))];
        if (known.Length == 0 || known.Any(value => !double.IsFinite(value) || (surface.Logarithmic && value <= 0)))
            throw new ArgumentException($"the surface of landscape '{panel.Name}' needs finite values, and positive ones on a logarithmic scale");
        if (panel.Paths.Length > PathColours.Length || panel.Paths.Any(path => path.IsEmpty))
        {
            throw new ArgumentException(
                $"landscape '{panel.Name}' has {panel.Paths.Length} ways; at most {PathColours.Length} can be told apart, and each has an end");
        }

        if (panel.Paths.SelectMany(path => path).Concat(panel.Seen).Append(panel.Parent).Any(place => !double.IsFinite(place.X) || !double.IsFinite(place.Y)))
            throw new ArgumentException($"landscape '{panel.Name}' has a place that is not finite");
    }

    private static void DrawPanel(SvgMarkup svg, LandscapePanel panel, ChartFrame frame, string horizontal, string vertical)
    {
        LandscapeSurface surface = panel.Surface;
        Axis x = Axis.Linear(surface.Left, surface.Right, frame.Left, frame.Right);
        Axis y = Axis.Linear(surface.Bottom, surface.Top, frame.Bottom, frame.Top);
        svg.Add($"""<g class="tg-landscape"><text class="tg-caption" x="{frame.Left}" y="{frame.Top - 10}">{panel.Name}</text>""");
        frame.Draw(svg, x, y, horizontal, vertical);
        DrawSurface(svg, surface, frame);
        if (panel.Seen.Length > 0)
        {
            string dots = string.Concat(panel.Seen.Distinct().Select(place => $"M{SvgText.Number(x.Of(place.X))} {SvgText.Number(y.Of(place.Y))}h0"));
            Stroke(svg, dots, "#ffffff", "tg-seen", "", 1.2);
        }

        if (panel.Paths.Length == 2)
            Stroke(svg, Line([panel.Paths[0][^1], panel.Paths[1][^1]], x, y), "#ffb000", "tg-between", "6 4", 1.6);
        foreach ((int child, ImmutableArray<(double X, double Y)> path) in panel.Paths.Index())
            Stroke(svg, Line([panel.Parent, .. path], x, y), PathColours[child], "tg-way", "", 1.5);
        foreach ((int child, ImmutableArray<(double X, double Y)> path) in panel.Paths.Index())
        {
            (double cx, double cy) = (x.Of(path[^1].X), y.Of(path[^1].Y));
            Stroke(svg, $"M{SvgText.Number(cx - 6)} {SvgText.Number(cy - 6)}l12 12m0 -12l-12 12", PathColours[child], "tg-goal", "", 3);
        }

        svg.Add($"""<path class="tg-parent" d="{Star(x.Of(panel.Parent.X), y.Of(panel.Parent.Y), 9)}" fill="#e31a1c" stroke="#ffffff" stroke-width="1"/>""");
        DrawScale(svg, surface, frame);
        svg.Add($"</g>");
    }

    private static void DrawSurface(SvgMarkup svg, LandscapeSurface surface, ChartFrame frame)
    {
        (double low, double high) = Range(surface);
        TileMap.Draw(svg, [.. surface.Rows.Select(row => row.Select(LevelOf).ToArray())], Levels, frame);

        int LevelOf(double value) => double.IsNaN(value) ? -1 : Math.Min((int)(Share(surface, value, low, high) * Levels), Levels - 1);
    }

    private static (double Low, double High) Range(LandscapeSurface surface)
    {
        double[] known = [.. surface.Rows.SelectMany(row => row).Where(value => !double.IsNaN(value))];
        return (known.Min(), known.Max());
    }

    // 0 for the worst value, 1 for the best.
    private static double Share(LandscapeSurface surface, double value, double low, double high)
    {
        if (surface.Logarithmic) (value, low, high) = (Math.Log10(value), Math.Log10(low), Math.Log10(high));
        double share = high > low ? (value - low) / (high - low) : 0.5;
        return surface.LowerIsBetter ? 1 - share : share;
    }

    private static void DrawScale(SvgMarkup svg, LandscapeSurface surface, ChartFrame frame)
    {
        (double low, double high) = Range(surface);
        double x = frame.Right + 14;
        double step = (frame.Bottom - frame.Top) / Levels;
        for (int level = 0; level < Levels; level++)
        {
            svg.Add($"""<rect x="{x}" y="{frame.Bottom - ((level + 1) * step)}" width="12" height="{step + 0.3}" """ +
                $"""fill="{ColorRamp.At((level + 0.5) / Levels)}"/>""");
        }

        svg.Add($"""<rect class="tg-axis" x="{x}" y="{frame.Top}" width="12" height="{frame.Bottom - frame.Top}"/>""");

        (double best, double worst) = surface.LowerIsBetter ? (low, high) : (high, low);
        double middle = surface.Logarithmic ? Math.Sqrt(low * high) : (low + high) / 2;
        svg.Add($"""<text class="tg-quiet" x="{x + 17}" y="{frame.Top + 10}">{SvgText.Value(best)}</text>""");
        svg.Add($"""<text class="tg-quiet" x="{x + 17}" y="{frame.Top + 24}">better</text>""");
        svg.Add($"""<text class="tg-quiet" x="{x + 17}" y="{((frame.Top + frame.Bottom) / 2) + 4}">{SvgText.Value(middle)}</text>""");
        svg.Add($"""<text class="tg-quiet" x="{x + 17}" y="{frame.Bottom}">{SvgText.Value(worst)}</text>""");
    }

    private static void DrawLegend(SvgMarkup svg, double x, double y, int paths, LandscapeLegend legend)
    {
        svg.Add($"""<path d="{Star(x + 9, y + 8, 9)}" fill="#e31a1c" stroke="#ffffff" stroke-width="1"/>""" +
            $"""<text x="{x + 24}" y="{y + 12}">{legend.Start}</text>""");
        double place = x + 52 + TextMeasure.Width(legend.Start, 12);
        for (int child = 0; child < paths; child++)
        {
            string key = $"M{SvgText.Number(place)} {SvgText.Number(y + 8)}h18M{SvgText.Number(place + 20)} {SvgText.Number(y + 3)}l10 10m0 -10l-10 10";
            Stroke(svg, key, PathColours[child], "tg-key", "", 2.4);
            svg.Add($"""<text x="{place + 38}" y="{y + 12}">{legend.Ways[child]}</text>""");
            place += 62 + TextMeasure.Width(legend.Ways[child], 12);
        }

        if (paths != 2) return;
        Stroke(svg, $"M{SvgText.Number(place)} {SvgText.Number(y + 8)}h30", "#ffb000", "tg-key", "6 4", 1.6);
        svg.Add($"""<text x="{place + 38}" y="{y + 12}">between the ends</text>""");
    }

    private static string Line(IEnumerable<(double X, double Y)> places, Axis x, Axis y) =>
        "M" + string.Join('L', places.Select(place => $"{SvgText.Number(x.Of(place.X))} {SvgText.Number(y.Of(place.Y))}"));

    // A dark line below makes a bright one visible on any colour.
    private static void Stroke(SvgMarkup svg, string path, string colour, string look, string dash, double width)
    {
        foreach ((string name, string hue, double thickness) in new[] { ("tg-under", "#1d2329", width + 1.6), (look, colour, width) })
        {
            svg.Add($"""<path class="{name}" d="{path}" fill="none" stroke="{hue}" stroke-width="{thickness}" stroke-linejoin="round" """ +
                $"""stroke-linecap="round" stroke-dasharray="{dash}"/>""");
        }
    }

    private static string Star(double x, double y, double radius) => "M" + string.Join('L', Enumerable.Range(0, 10).Select(corner =>
    {
        double reach = corner % 2 == 0 ? radius : radius * 0.42;
        return $"{SvgText.Number(x + (reach * Math.Sin(Math.PI * corner / 5)))} {SvgText.Number(y - (reach * Math.Cos(Math.PI * corner / 5)))}";
    })) + "Z";
}
