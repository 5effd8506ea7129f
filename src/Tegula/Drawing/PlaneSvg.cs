using Tegula.Drawing.Internals;
using Tegula.Topology;

namespace Tegula.Drawing;

/// <summary>
/// Draws architectures in the plane of effective depth and effective width, with the range that a filter keeps: points within are filled, the
/// others hollow. Source of the plane: 000_47980149b45a68e2.txt, Sec. 5.3.
/// </summary>
public static class PlaneSvg
{
    private const double PlotWidth = 560;
    private const double PlotHeight = 420;
    private const double LegendWidth = 150;
    private const double LargestRadius = 15;
    private const double SmallestRadius = 2;
    private const int MaxPoints = 2500;
    private const int GridSteps = 64;

    /// <summary>The drawing; the same bytes for the same points in any order.</summary>
    /// <param name="points">The architectures; at least one. Points at the same place are drawn as one, and very many are gathered on a fine grid.</param>
    /// <param name="kept">The range that stays; null for none.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below the title, such as how many stay.</param>
    /// <exception cref="ArgumentException">There is no point, or one is not finite or counts nothing.</exception>
    public static string Write(IEnumerable<PlanePoint> points, DepthWidthRegion? kept, string title, string caption)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        PlanePoint[] given = [.. points];
        if (given.Length == 0)
            throw new ArgumentException("a plane needs at least one point", nameof(points));
        if (Array.FindIndex(given, point => !double.IsFinite(point.Depth) || !double.IsFinite(point.Width) || point.Count < 1) is >= 0 and int wrong)
            throw new ArgumentException($"point {wrong} is {given[wrong]}; depth and width must be finite and the count at least 1", nameof(points));
        PlanePoint[] places = Merged(given, point => (point.Depth, point.Width, kept?.Contains(point.Depth, point.Width) == true));
        var frame = new ChartFrame(
            SvgPage.Margin + ChartFrame.LeftRoom, SvgPage.Top, SvgPage.Margin + ChartFrame.LeftRoom + PlotWidth, SvgPage.Top + PlotHeight);
        (Axis depth, Axis width) = Axes(places, kept, frame);
        if (places.Length > MaxPoints)
            places = Gathered(places, kept);
        double pageWidth = Math.Max(frame.Right + 24 + LegendWidth, SvgPage.TextWidth(title, caption) + (2 * SvgPage.Margin));
        string description = $"Effective depth against effective width of {SvgText.Grouped(given.Sum(point => point.Count))} architectures. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, pageWidth, frame.Bottom + ChartFrame.BottomRoom + 8);
        frame.Draw(svg, depth, width, "effective depth", "effective width");
        if (kept is { } range)
            DrawRange(svg, range, depth, width);
        long largest = places.Max(point => point.Count);
        foreach (PlanePoint point in places.OrderByDescending(point => point.Count).ThenBy(point => point.Depth).ThenBy(point => point.Width))
            DrawPoint(svg, point, kept?.Contains(point.Depth, point.Width) == true, depth, width, Radius(point.Count, largest));
        DrawLegend(svg, frame.Right + 24, kept is not null, largest);
        return SvgPage.Close(svg);
    }

    private static double Radius(long count, long largest) => largest == 1 ? 3 : Math.Max(SmallestRadius, LargestRadius * Math.Sqrt((double)count / largest));

    private static PlanePoint[] Merged(PlanePoint[] points, Func<PlanePoint, (double Depth, double Width, bool Kept)> place) =>
        [.. points.GroupBy(place).Select(group => new PlanePoint(group.Key.Depth, group.Key.Width, group.Sum(point => point.Count)))];

    // On the grid, a place stands where the mean of its points is; those kept and those not stay apart.
    private static PlanePoint[] Gathered(PlanePoint[] points, DepthWidthRegion? kept)
    {
        (double depth, double width) = (points.Min(point => point.Depth), points.Min(point => point.Width));
        double depthStep = Math.Max((points.Max(point => point.Depth) - depth) / GridSteps, double.Epsilon);
        double widthStep = Math.Max((points.Max(point => point.Width) - width) / GridSteps, double.Epsilon);
        return [.. points
            .OrderBy(point => point.Depth).ThenBy(point => point.Width)
            .GroupBy(point => (
                Math.Floor((point.Depth - depth) / depthStep),
                Math.Floor((point.Width - width) / widthStep),
                kept?.Contains(point.Depth, point.Width) == true))
            .Select(group => Mean([.. group]))];
    }

    private static PlanePoint Mean(PlanePoint[] points)
    {
        long count = points.Sum(point => point.Count);
        return new(points.Sum(point => point.Depth * point.Count) / count, points.Sum(point => point.Width * point.Count) / count, count);
    }

    private static (Axis Depth, Axis Width) Axes(PlanePoint[] points, DepthWidthRegion? kept, ChartFrame frame)
    {
        double[] depths = [.. points.Select(point => point.Depth), .. kept is { } range ? [range.MinDepth, range.MaxDepth] : (double[])[]];
        double[] widths = [.. points.Select(point => point.Width), .. kept is { } sides ? [sides.MinWidth, sides.MaxWidth] : (double[])[]];
        (double left, double right) = Opened(depths);
        (double bottom, double top) = Opened(widths);
        return (Axis.Linear(left, right, frame.Left, frame.Right), Axis.Linear(bottom, top, frame.Bottom, frame.Top));
    }

    // A little room for the circles at the rim.
    private static (double Low, double High) Opened(double[] values)
    {
        double room = (values.Max() - values.Min()) * 0.06;
        return (values.Min() - room, values.Max() + room);
    }

    private static void DrawRange(SvgMarkup svg, DepthWidthRegion range, Axis depth, Axis width)
    {
        (double left, double top) = (depth.Of(range.MinDepth), width.Of(range.MaxWidth));
        string text = $"kept: depth {SvgText.Value(range.MinDepth)} to {SvgText.Value(range.MaxDepth)}, "
            + $"width {SvgText.Value(range.MinWidth)} to {SvgText.Value(range.MaxWidth)}";
        svg.Add($"""<rect class="tg-range" x="{left}" y="{top}" width="{depth.Of(range.MaxDepth) - left}" height="{width.Of(range.MinWidth) - top}">""");
        svg.Add($"<title>{text}</title></rect>");
    }

    private static void DrawPoint(SvgMarkup svg, PlanePoint point, bool kept, Axis depth, Axis width, double radius)
    {
        string text = $"depth {SvgText.Value(point.Depth)}, width {SvgText.Value(point.Width)}: {SvgText.Grouped(point.Count)}{(kept ? ", kept" : "")}";
        svg.Add($"""<circle class="tg-point {(kept ? "tg-kept" : "tg-left")}" cx="{depth.Of(point.Depth)}" cy="{width.Of(point.Width)}" r="{radius}">""");
        svg.Add($"<title>{text}</title></circle>");
    }

    private static void DrawLegend(SvgMarkup svg, double x, bool hasRange, long largest)
    {
        double y = SvgPage.Top + 12;
        foreach ((string look, string text) in hasRange ? [("tg-kept", "kept"), ("tg-left", "turned away")] : Array.Empty<(string, string)>())
        {
            svg.Add($"""<circle class="{look}" cx="{x + LargestRadius}" cy="{y}" r="6"/>""");
            svg.Add($"""<text x="{x + 40}" y="{y + 4}">{text}</text>""");
            y += 26;
        }

        if (largest == 1)
            return;
        y += 10;
        svg.Add($"""<text class="tg-quiet" x="{x}" y="{y}">architectures</text>""");
        y += 26;
        foreach (long count in new[] { largest, largest / 4, largest / 20 }.Where(count => count > 0).Distinct())
        {
            svg.Add($"""<circle class="tg-left" cx="{x + LargestRadius}" cy="{y}" r="{Radius(count, largest)}"/>""");
            svg.Add($"""<text x="{x + 40}" y="{y + 4}">{SvgText.Grouped(count)}</text>""");
            y += 34;
        }
    }
}
