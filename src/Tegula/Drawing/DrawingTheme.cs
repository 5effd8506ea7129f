using System.Globalization;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>How drawings look inside a page of HTML, and in a terminal.</summary>
public static class DrawingTheme
{
    private const string RootStart = "<svg ";
    private const string WidthStart = " width=\"";
    private const string StyleStart = "<style>";
    private const string StyleEnd = "</style>\n";

    /// <summary>
    /// Style sheet of a page that holds drawings made by <see cref="Inline"/>. Colours follow the page's <c>color-scheme</c>, by <c>light-dark()</c>; on paper
    /// they are the light ones. A drawing shrinks with the place that it stands in, but not below 36rem, or its own width where that is less: the place around
    /// it should scroll sideways.
    /// </summary>
    public static string PageStyle { get; } = $$"""
        .tg{{{Palette.Variables(colour => $"light-dark({colour.Light},{colour.Dark})")}}{{Palette.Frame}};min-width:min(var(--tg-width),36rem)}
        @media print{ .tg{color-scheme:light;min-width:0} }
        {{Palette.Rules}}

        """.ReplaceLineEndings("\n");

    /// <summary>
    /// A drawing as it stands inside a page: without the style sheet of its own, of which a page with many drawings would have as many. Drawings of earlier
    /// versions take on the look of this one; what is no drawing of this namespace comes back as it is.
    /// </summary>
    /// <param name="svg">What one of the classes of this namespace has written.</param>
    public static string Inline(string svg)
    {
        ArgumentNullException.ThrowIfNull(svg);
        int style = svg.IndexOf(StyleStart, StringComparison.Ordinal);
        int end = style < 0 ? -1 : svg.IndexOf(StyleEnd, style, StringComparison.Ordinal);
        int width = svg.IndexOf(WidthStart, StringComparison.Ordinal) + WidthStart.Length;
        int close = width < WidthStart.Length ? -1 : svg.IndexOf('"', width);
        if (!svg.StartsWith(RootStart, StringComparison.Ordinal) || end < 0 || close < 0 || close > style
            || !double.TryParse(svg[width..close], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double pixels))
            return svg;
        string rest = svg.Remove(style, end + StyleEnd.Length - style);
        return rest.Insert(RootStart.Length, $"style=\"--tg-width:{SvgText.Number(pixels)}px\" ");
    }

    /// <summary>The hue of an operation on a terminal, to be seen on black as well as on white; null for what has the colour of text.</summary>
    public static (byte Red, byte Green, byte Blue)? TerminalHue(DiagramLook look)
    {
        string? name = look switch
        {
            DiagramLook.Convolution => "convolution",
            DiagramLook.Linear => "linear",
            DiagramLook.Pooling => "pooling",
            DiagramLook.Identity => "identity",
            _ => null,
        };
        if (name is null)
            return null;
        int hue = int.Parse(Palette.Colours.First(colour => colour.Name == name).Light.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((byte)(hue >> 16), (byte)(hue >> 8), (byte)hue);
    }
}
