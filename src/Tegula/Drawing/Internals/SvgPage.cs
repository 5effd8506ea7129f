namespace Tegula.Drawing.Internals;

/// <summary>The frame of every drawing: root element, style sheet, background, title, a line below it.</summary>
internal static class SvgPage
{
    /// <summary>Empty border in pixels.</summary>
    public const double Margin = 24;

    /// <summary>Where the drawing itself begins.</summary>
    public const double Top = 74;

    private const double TitleSize = 17;
    private const double LongTitleSize = 13;
    private const double MaxLargeWidth = 640;
    private const double MaxTitleWidth = 900;

    // Bold letters are that much wider.
    private const double Bold = 1.13;

    /// <summary>Width that title and subtitle need.</summary>
    public static double TextWidth(string title, string subtitle) =>
        Math.Max(Math.Min(TextMeasure.Width(title, FontSize(title) * Bold), MaxTitleWidth), TextMeasure.Width(subtitle, 12));

    /// <summary>Opens the drawing. Close it with <see cref="Close"/>.</summary>
    /// <param name="title">Name of the drawing.</param>
    /// <param name="subtitle">One line below it.</param>
    /// <param name="description">What a reader who does not see it should know.</param>
    /// <param name="width">Width of the page in pixels.</param>
    /// <param name="height">Height of the page in pixels.</param>
    public static SvgMarkup Open(string title, string subtitle, string description, double width, double height)
    {
        var svg = new SvgMarkup();
        (width, height) = (Math.Ceiling(width), Math.Ceiling(height));
        svg.Add($"""<svg xmlns="http://www.w3.org/2000/svg" class="tg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" """ +
            $"""role="img" aria-label="{(title.Length > 0 ? title : description)}">""");
        svg.Add($"<title>{(title.Length > 0 ? title : description)}</title>");
        svg.Add($"<desc>{description}</desc>");
        svg.AddRaw(Palette.StyleSheet);
        svg.Add($"""<rect class="tg-paper" width="{width}" height="{height}"/>""");
        string shown = TextMeasure.Fit(title, FontSize(title) * Bold, width - (2 * Margin) + 1);
        svg.Add($"""<text class="{(FontSize(title) == TitleSize ? "tg-title" : "tg-title tg-long")}" x="{Margin}" y="34">{shown}</text>""");
        svg.Add($"""<text class="tg-quiet" x="{Margin}" y="54">{subtitle}</text>""");
        return svg;
    }

    private static double FontSize(string title) => TextMeasure.Width(title, TitleSize * Bold) <= MaxLargeWidth ? TitleSize : LongTitleSize;

    /// <summary>Ends the drawing.</summary>
    public static string Close(SvgMarkup svg)
    {
        svg.Add($"</svg>");
        return svg.ToString();
    }
}
