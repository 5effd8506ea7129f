using System.Text;

namespace Tegula.Architectures.Internals;

/// <summary>Parts of a user's text so that a message stays one readable line.</summary>
internal static class QuotedText
{
    private const int Longest = 32;

    /// <summary>The text, shortened, and everything outside printable ASCII as its code.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder();
        foreach (Rune rune in Shorten(text).EnumerateRunes())
        {
            if (rune.Value is >= ' ' and <= '~')
                quoted.Append((char)rune.Value);
            else
                quoted.Append($"U+{rune.Value:X4}");
        }

        return text.Length > Longest ? quoted.Append("...").ToString() : quoted.ToString();
    }

    /// <summary>The character at an index in quotes, or the words that say that the text ends there.</summary>
    public static string At(ReadOnlySpan<char> text, int index)
    {
        if (index >= text.Length)
            return "the end of the text";
        bool isPair = char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        return $"'{Of(text.Slice(index, isPair ? 2 : 1))}'";
    }

    /// <summary>The beginning of a text that may be too long to work with.</summary>
    public static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> text) => text.Length > Longest ? text[..Longest] : text;
}
