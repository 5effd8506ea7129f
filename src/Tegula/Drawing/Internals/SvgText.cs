using System.Globalization;
using System.Text;
using System.Xml;

namespace Tegula.Drawing.Internals;

/// <summary>Texts and numbers as they stand in an SVG.</summary>
internal static class SvgText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A coordinate with at most two decimals, always with a point.</summary>
    public static string Number(double value)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>A whole number with commas between thousands, as people read it.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A measured value as people read it: four significant digits, very large and very small ones as <c>2.165×10¹³</c>.</summary>
    public static string Value(double value)
    {
        string plain = value.ToString("G4", CultureInfo.InvariantCulture);
        if (!double.IsFinite(value) || value == 0 || Math.Abs(value) is >= 1e-4 and < 1e4)
            return plain;
        if (Math.Abs(value) is >= 1e4 and < 1e7)
            return value.ToString("N0", CultureInfo.InvariantCulture);
        string[] parts = value.ToString("0.###E+0", CultureInfo.InvariantCulture).Split('E');
        return $"{parts[0]}×{PowerOfTen(int.Parse(parts[1], CultureInfo.InvariantCulture))}";
    }

    /// <summary>A power of ten: <c>10⁻³</c>.</summary>
    public static string PowerOfTen(int exponent) =>
        $"10{string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : Superscripts[digit - '0']))}";

    /// <summary>A number with its noun.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{Grouped(count)} {noun}s";

    /// <summary>Text for use between tags and within quotes; what XML cannot hold becomes U+FFFD.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                _ when rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
