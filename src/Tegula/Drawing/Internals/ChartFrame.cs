namespace Tegula.Drawing.Internals;

/// <summary>Draws grid, axes, ticks and the names of the axes around the plot area of a chart.</summary>
/// <param name="Left">Left side of the plot area in pixels.</param>
/// <param name="Top">Upper side.</param>
/// <param name="Right">Right side.</param>
/// <param name="Bottom">Lower side.</param>
internal sealed record ChartFrame(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Room for ticks and the axis' name on the left of the plot area.</summary>
    public const double LeftRoom = 76;

    /// <summary>Room below the plot area.</summary>
    public const double BottomRoom = 52;

    /// <summary>Draws them.</summary>
    public void Draw(SvgMarkup svg, Axis horizontal, Axis vertical, string horizontalName, string verticalName)
    {
        foreach ((double value, string text) in vertical.Ticks)
        {
            double y = vertical.Of(value);
            svg.Add($"""<line class="tg-grid" x1="{Left}" y1="{y}" x2="{Right}" y2="{y}"/>""");
            svg.Add($"""<text class="tg-quiet tg-end" x="{Left - 9}" y="{y + 4}">{text}</text>""");
        }

        foreach ((double value, string text) in horizontal.Ticks)
        {
            double x = horizontal.Of(value);
            svg.Add($"""<path class="tg-axis" d="M{x} {Bottom}v5"/>""");
            svg.Add($"""<text class="tg-quiet tg-mid" x="{x}" y="{Bottom + 19}">{text}</text>""");
        }

        svg.Add($"""<path class="tg-axis" d="M{Left} {Top}V{Bottom}H{Right}"/>""");
        svg.Add($"""<text class="tg-mid" x="{(Left + Right) / 2}" y="{Bottom + 42}">{horizontalName}</text>""");
        double middle = (Top + Bottom) / 2;
        double side = Left - LeftRoom + 14;
        svg.Add($"""<text class="tg-mid" x="{side}" y="{middle}" transform="rotate(-90 {side} {middle})">{verticalName}</text>""");
    }
}
