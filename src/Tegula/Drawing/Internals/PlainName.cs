using System.Globalization;
using System.Text;

namespace Tegula.Drawing.Internals;

/// <summary>Names as characters that each take one column of a terminal and steer nothing.</summary>
internal static class PlainName
{
    // East Asian letters, which are two columns wide, begin here.
    private const int FirstWide = 0x1100;

    /// <summary>The name on one line; what is not a plain character becomes a question mark.</summary>
    public static string Of(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
            plain.Append(IsPlain(rune) ? (char)rune.Value : '?');
        return plain.Length == 0 ? "?" : plain.ToString();
    }

    /// <summary>The name, or as much of it as fits with an ellipsis behind.</summary>
    public static string Of(string name, int length)
    {
        string plain = Of(name);
        return plain.Length <= length ? plain : $"{plain[..(length - 1)]}…";
    }

    private static bool IsPlain(Rune rune) => rune.Value is '→' or '×' or '…' || (rune.Value < FirstWide && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
