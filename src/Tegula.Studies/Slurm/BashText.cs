using System.Globalization;

namespace Tegula.Studies.Slurm;

/// <summary>Any text as one word of a bash script.</summary>
internal static class BashText
{
    /// <summary>The text in single quotes; nothing in it means anything to the shell.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>The text as a part of a comment: what would end the line, or cannot be seen, becomes a blank.</summary>
    public static string Comment(string text)
    {
        return string.Concat(text.Select(letter => char.IsControl(letter) || IsLineEnd(letter) ? ' ' : letter));

        static bool IsLineEnd(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    /// <summary>Letters, digits, dots, hyphens and underscores of a text, everything else as a hyphen; at most 60 of them.</summary>
    public static string Plain(string text)
    {
        var plain = text[..Math.Min(text.Length, 60)].Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-');
        return string.Concat(plain).Trim('-', '.') is { Length: > 0 } name ? name : "study";
    }
}
