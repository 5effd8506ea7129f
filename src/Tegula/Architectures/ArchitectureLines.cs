using System.Text;

namespace Tegula.Architectures;

/// <summary>One architecture of a text that lists them.</summary>
/// <param name="Text">What stands there, without comments behind it.</param>
/// <param name="Line">Where it begins; the first line is 1.</param>
public sealed record ArchitectureEntry(string Text, int Line);

/// <summary>
/// Reads a text that lists architectures: one a line, or what has brackets over as many lines as these are open, as Python prints genotypes. Blank lines and
/// what stands behind <c>#</c> are left out.
/// </summary>
public static class ArchitectureLines
{
    // What is longer is no architecture, and a bracket that nobody closes would swallow the file.
    private const int MostLetters = 1_000_000;

    /// <summary>The architectures as texts.</summary>
    /// <exception cref="ArchitectureFormatException">A bracket is opened and not closed; the message says in which line.</exception>
    public static IEnumerable<ArchitectureEntry> Split(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var text = new StringBuilder();
        int open = 0, start = 0;
        for (int number = 1; reader.ReadLine() is { } read; number++)
        {
            string line = WithoutComment(read).TrimEnd();
            if (line.AsSpan().Trim().IsEmpty && open == 0) continue;
            if (open == 0) start = number;
            text.Append(open == 0 ? line.TrimStart() : line);
            open += Opened(line);
            if (open > 0 && text.Length <= MostLetters)
            {
                text.Append('\n');
                continue;
            }

            yield return new ArchitectureEntry(text.ToString(), start);
            text.Clear();
            open = 0;
        }

        if (open > 0) throw new ArchitectureFormatException(1, $"line {start}: a bracket is opened here and not closed before the end");
    }

    /// <summary>The architectures.</summary>
    /// <typeparam name="T">What a text is parsed into.</typeparam>
    /// <param name="reader">The text.</param>
    /// <param name="source">What it is called, for messages: the name of a file, or <c>standard input</c>.</param>
    /// <param name="parse">Parses one; throws an <see cref="ArchitectureFormatException"/> for what is none.</param>
    /// <exception cref="ArchitectureFormatException">A text cannot be parsed, or there is none; the message begins with the source and the line.</exception>
    public static IReadOnlyList<T> Read<T>(TextReader reader, string source, Func<string, T> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var items = new List<T>();
        ArchitectureEntry? current = null;
        try
        {
            foreach (ArchitectureEntry entry in Split(reader))
            {
                current = entry;
                items.Add(parse(entry.Text));
                current = null;
            }
        }
        catch (ArchitectureFormatException exception)
        {
            string line = current is null ? "" : LineOf(current, exception.Position);
            throw new ArchitectureFormatException(exception.Position, $"{source}, {line}{exception.Message}");
        }

        return items.Count > 0
            ? items
            : throw new ArchitectureFormatException(1, $"{source} holds no cell; give one a line, or a Genotype(...) over several");
    }

    private static string LineOf(ArchitectureEntry entry, int position) =>
        $"line {entry.Line + entry.Text.AsSpan(0, Math.Clamp(position - 1, 0, entry.Text.Length)).Count('\n')}: ";

    // A mark within quotes begins no comment.
    private static string WithoutComment(string line)
    {
        char quote = default;
        for (int at = 0; at < line.Length; at++)
        {
            char letter = line[at];
            if (quote == default && letter == '#') return line[..at];
            if (quote == default && letter is '\'' or '"') quote = letter;
            else if (letter == quote) quote = default;
        }

        return line;
    }

    private static int Opened(string line)
    {
        int opened = 0;
        foreach (char letter in line)
            opened += letter is '(' or '[' ? 1 : letter is ')' or ']' ? -1 : 0;
        return opened;
    }
}
