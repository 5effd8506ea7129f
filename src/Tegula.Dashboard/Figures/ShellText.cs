namespace Tegula.Dashboard.Figures;

/// <summary>Commands as they are typed in a shell.</summary>
public static class ShellText
{
    private const string Harmless = "-_./:=,+@%";

    /// <summary>Words with blanks between them; what means something to a shell stands in single quotes.</summary>
    public static string Join(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return string.Join(' ', words.Select(Quote));
    }

    /// <summary>One word.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Harmless.Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
