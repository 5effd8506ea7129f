namespace Tegula.Drawing.Internals;

/// <summary>Breaks text at spaces.</summary>
internal static class TextWrap
{
    private const string Indent = "    ";

    /// <summary>The text in lines of at most so many characters, all but the first indented; a word that is longer is broken as well.</summary>
    public static IEnumerable<string> Of(string text, int width)
    {
        string rest = text;
        while (rest.Length > width)
        {
            int space = rest.LastIndexOf(' ', width, width - Indent.Length);
            int end = space > Indent.Length ? space : width;
            yield return rest[..end].TrimEnd();
            rest = Indent + rest[end..].TrimStart();
        }

        yield return rest;
    }
}
