namespace Tegula.Drawing.Internals;

/// <summary>A bar of colours with the values that they stand for, high and light at the top.</summary>
internal static class ColorScale
{
    /// <summary>Room that it takes to the right.</summary>
    public const double Room = 76;

    private const int Steps = 40;

    /// <summary>Draws it.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="left">Left side.</param>
    /// <param name="top">Upper end.</param>
    /// <param name="bottom">Lower end.</param>
    /// <param name="values">Values at their places between the ends.</param>
    /// <param name="isCut">Whether the upper end stands for higher values, too.</param>
    public static void Draw(SvgMarkup svg, double left, double top, double bottom, Axis values, bool isCut)
    {
        double step = (bottom - top) / Steps;
        for (int i = 0; i < Steps; i++)
        {
            svg.Add($"""<rect x="{left}" y="{bottom - ((i + 1) * step)}" width="12" height="{step + 0.3}" fill="{ColorRamp.At((i + 0.5) / Steps)}"/>""");
        }

        svg.Add($"""<rect class="tg-axis" x="{left}" y="{top}" width="12" height="{bottom - top}"/>""");
        foreach ((double value, string text) in values.Ticks)
            svg.Add($"""<text class="tg-quiet" x="{left + 17}" y="{values.Of(value) + 4}">{text}</text>""");
        if (isCut) svg.Add($"""<text class="tg-quiet" x="{left}" y="{top - 8}">and more</text>""");
    }
}
