namespace Tegula.Drawing.Internals;

/// <summary>Projects a surface in space on the page: parallel, with the corner of the first row's end towards the reader.</summary>
/// <param name="CentreX">Where the middle of the floor stands.</param>
/// <param name="CentreY">Likewise.</param>
/// <param name="Low">Value at the floor.</param>
/// <param name="High">Value at the upper edge of the walls.</param>
internal sealed record SurfaceView(double CentreX, double CentreY, double Low, double High)
{
    private const double Side = 196;
    private const double WallHeight = 158;

    // Turned by 52 degrees around the vertical, seen from 27 degrees above.
    private static readonly (double Sine, double Cosine) Turn = Math.SinCos(52 * Math.PI / 180);
    private static readonly double Tilt = Math.Sin(27 * Math.PI / 180);

    /// <summary>How far away a place of the floor is; both coordinates from 0 to 1.</summary>
    public static double Depth(double x, double y) => ((x - 0.5) * -Turn.Cosine) + ((y - 0.5) * Turn.Sine);

    /// <summary>Where a point stands on the page.</summary>
    public (double X, double Y) Of(double x, double y, double value)
    {
        double right = Side * (((x - 0.5) * Turn.Sine) + ((y - 0.5) * Turn.Cosine));
        double height = High > Low ? (value - Low) / (High - Low) * WallHeight : 0;
        return (CentreX + right, CentreY - (Side * Tilt * Depth(x, y)) - height);
    }

    /// <summary>The same as text of a path.</summary>
    public string Text(double x, double y, double value)
    {
        (double px, double py) = Of(x, y, value);
        return $"{SvgText.Number(px)} {SvgText.Number(py)}";
    }

    /// <summary>Draws floor, the two walls behind, ticks and the names of the axes.</summary>
    public void DrawWalls(SvgMarkup svg, SurfacePanel panel, string horizontal, string vertical, string height)
    {
        Axis heights = Axis.Linear(Low, High > Low ? High : Low + 1, 0, 1);
        Axis columns = Axis.Linear(panel.Left, panel.Right, 0, 1);
        Axis rows = Axis.Linear(panel.Bottom, panel.Top, 0, 1);
        foreach ((double value, string text) in heights.Ticks)
        {
            svg.Add($"""<path class="tg-grid" fill="none" d="M{Text(0, 0, value)}L{Text(0, 1, value)}L{Text(1, 1, value)}"/>""");
            (double x, double y) = Of(0, 0, value);
            svg.Add($"""<text class="tg-quiet tg-end" x="{x - 7}" y="{y + 4}">{text}</text>""");
        }

        foreach ((double value, string text) in columns.Ticks)
        {
            double place = columns.Of(value);
            svg.Add($"""<path class="tg-grid" fill="none" d="M{Text(place, 0, Low)}L{Text(place, 1, Low)}L{Text(place, 1, High)}"/>""");
            Tick(svg, Of(place, -0.03, Low), -4, text, isEnd: true);
        }

        foreach ((double value, string text) in rows.Ticks)
        {
            double place = rows.Of(value);
            svg.Add($"""<path class="tg-grid" fill="none" d="M{Text(1, place, Low)}L{Text(0, place, Low)}L{Text(0, place, High)}"/>""");
            Tick(svg, Of(1.03, place, Low), 4, text, isEnd: false);
        }

        svg.Add($"""<path class="tg-axis" d="M{Text(0, 0, High)}L{Text(0, 0, Low)}L{Text(1, 0, Low)}L{Text(1, 1, Low)}"/>""");
        (double fx, double fy) = Of(0.5, -0.03, Low);
        svg.Add($"""<text class="tg-end" x="{fx - 34}" y="{fy + 30}">{horizontal}</text>""");
        (double rx, double ry) = Of(1.03, 0.5, Low);
        svg.Add($"""<text x="{rx + 30}" y="{ry + 30}">{vertical}</text>""");
        (double hx, double hy) = Of(0, 0, (Low + High) / 2);
        svg.Add($"""<text class="tg-mid" x="{hx - 56}" y="{hy}" transform="rotate(-90 {hx - 56} {hy})">{height}</text>""");
    }

    private static void Tick(SvgMarkup svg, (double X, double Y) place, double shift, string text, bool isEnd)
    {
        string look = isEnd ? "tg-quiet tg-end" : "tg-quiet";
        svg.Add($"""<text class="{look}" x="{place.X + shift}" y="{place.Y + 10}">{text}</text>""");
    }
}
