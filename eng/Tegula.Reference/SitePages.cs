using System.Text;
using System.Text.RegularExpressions;

namespace Tegula.Reference;

/// <summary>Gathers the pages that are written by hand, in the form that MkDocs wants them.</summary>
internal static partial class SitePages
{
    /// <summary>Copies <c>docs</c>, the page of the benchmarks, the changelog and the habits of contributors.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="folder">Where the pages go.</param>
    public static void Copy(string root, string folder)
    {
        string docs = Path.Combine(root, "docs");
        foreach (string file in Directory.EnumerateFiles(docs, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(docs, file);
            Write(file, Path.Combine(folder, name), isTop: Path.GetFileName(file) == name);
        }

        Write(Path.Combine(root, "benchmarks", "README.md"), Path.Combine(folder, "benchmarks", "README.md"));
        Write(Path.Combine(root, "CHANGELOG.md"), Path.Combine(folder, "changelog.md"));
        Write(Path.Combine(root, "CONTRIBUTING.md"), Path.Combine(folder, "contributing.md"));
    }

    private static void Write(string file, string target, bool isTop = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (Path.GetExtension(file) == ".md")
            File.WriteAllText(target, Prepare(File.ReadAllLines(file), isTop));
        else
            File.Copy(file, target, overwrite: true);
    }

    // The checkout's folders docs and benchmarks lie side by side, on the site one lies in the other; what else lies beside docs is not on the site.
    // And MkDocs sees a list or a table only after a blank line.
    private static string Prepare(string[] lines, bool isTop)
    {
        var page = new StringBuilder();
        bool fenced = false;
        string before = "";
        foreach (string line in lines)
        {
            bool starts = line.Length > 0 && (IsList(line) || line[0] == '|');
            bool goesOn = before.Length == 0 || before[0] is '|' or ' ' || IsList(before);
            if (!fenced && starts && !goesOn)
                page.Append('\n');
            string moved = line
                .Replace("](../benchmarks/", "](benchmarks/", StringComparison.Ordinal)
                .Replace("](../docs/", "](../", StringComparison.Ordinal)
                .Replace("](../CHANGELOG.md)", "](changelog.md)", StringComparison.Ordinal);
            page.Append(isTop && !fenced ? LinkToSources().Replace(moved, "${text}") : moved).Append('\n');
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            before = line;
        }

        return page.ToString();
    }

    private static bool IsList(string line) =>
        line.StartsWith("- ", StringComparison.Ordinal)
        || (char.IsAsciiDigit(line[0]) && line[1..].StartsWith(". ", StringComparison.Ordinal));

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\(\.\./[^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkToSources();
}
