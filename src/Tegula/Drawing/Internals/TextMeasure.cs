using System.Text;

namespace Tegula.Drawing.Internals;

/// <summary>How wide a text gets, estimated generously: the reader's font is not known.</summary>
internal static class TextMeasure
{
    private const char Ellipsis = '…';

    /// <summary>Width in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Font size in pixels.</param>
    public static double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Share(rune)) * size;

    /// <summary>The text, or as much of it as fits with an ellipsis behind.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width)
            return text;
        double room = (width / size) - Share(new Rune(Ellipsis));
        var fitted = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= Share(rune);
            if (room < 0)
                break;
            fitted.Append(rune.ToString());
        }

        return fitted.Append(Ellipsis).ToString();
    }

    private static double Share(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '|' or '!' or '\'' or ' ' or '(' or ')' or '[' or ']' or '/' => 0.36,
        'f' or 't' or 'r' or '-' => 0.43,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.93,
        >= 'A' and <= 'Z' => 0.7,
        < 0x2E80 => 0.6,
        _ => 1.05,
    };
}
