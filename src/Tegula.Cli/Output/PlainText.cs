using System.Globalization;
using System.Text;

namespace Tegula.Cli.Output;

/// <summary>
/// Texts that come from elsewhere, made harmless for a terminal: characters that steer it, or turn the order of letters, become escapes such as <c>\u001B</c>.
/// </summary>
internal static class PlainText
{
    /// <summary>A text as one line.</summary>
    public static string Line(string text) => Escape(text, "");

    /// <summary>A text whose line feeds and tabulators stay.</summary>
    public static string Lines(string text) => Escape(text, "\n\t");

    /// <summary>The beginning of a line where it is longer than so many characters, with an ellipsis.</summary>
    public static string Cut(string line, int most) => line.Length <= most ? line : $"{line[..(most - 1)]}…";

    private static string Escape(string text, string kept)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Contains(rune.ToString(), StringComparison.Ordinal) || !Steers(rune))
                plain.Append(rune);
            else
                plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return plain.ToString();
    }

    private static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
