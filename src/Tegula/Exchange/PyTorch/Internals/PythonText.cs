using System.Text;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Lines of Python, broken where they would be too long.</summary>
internal sealed class PythonText
{
    /// <summary>Letters of the longest line.</summary>
    public const int Width = 99;

    private const string Indent = "    ";
    private readonly StringBuilder _text = new();

    /// <summary>Lines so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    /// <summary>Adds empty lines.</summary>
    public void Blank(int count = 1)
    {
        _text.Append('\n', count);
        Count += count;
    }

    /// <summary>Adds a line as it is.</summary>
    public void Line(string text)
    {
        _text.Append(text).Append('\n');
        Count++;
    }

    /// <summary>Adds a statement, broken at its brackets or sums where it is too long.</summary>
    /// <param name="depth">How deep it is indented.</param>
    /// <param name="text">The statement.</param>
    public void Statement(int depth, string text)
    {
        string indent = string.Concat(Enumerable.Repeat(Indent, depth));
        if (indent.Length + text.Length <= Width)
        {
            Line(indent + text);
            return;
        }

        (int open, int close) = Outermost(text);
        int start = text.StartsWith("return ", StringComparison.Ordinal) ? 7 : text.IndexOf(" = ", StringComparison.Ordinal) + 3;
        List<string> terms = start >= 3 ? Split(text[start..], " + ") : [];
        if (terms.Count > 1)
        {
            Line(indent + text[..start] + "(");
            for (int index = 0; index < terms.Count; index++)
                Statement(depth + 1, (index == 0 ? "" : "+ ") + terms[index]);
            Line(indent + ")");
        }
        else if (open < 0 || close - open < 2)
        {
            Line(indent + text);
        }
        else
        {
            Line(indent + text[..(open + 1)]);
            Items(depth + 1, Split(text[(open + 1)..close], ", "));
            Statement(depth, text[close..]);
        }
    }

    /// <summary>Breaks a text without brackets at blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Letters of the longest line.</param>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width)
        {
            int at = text.LastIndexOf(' ', width);
            if (at <= 0) at = text.IndexOf(' ', width);
            if (at <= 0) break;
            yield return text[..at];
            text = text[(at + 1)..];
        }

        yield return text;
    }

    // All in one line, or one a line; short ones as many a line as fit.
    private void Items(int depth, List<string> items)
    {
        string indent = string.Concat(Enumerable.Repeat(Indent, depth));
        string whole = string.Join(", ", items);
        if (indent.Length + whole.Length <= Width)
        {
            Line(indent + whole);
        }
        else if (items.Count > 8 && items.TrueForAll(item => item.Length <= 20))
        {
            foreach (string line in Wrap(whole + ",", Width - indent.Length))
                Line(indent + line);
        }
        else
        {
            foreach (string item in items)
                Statement(depth, item + (items.Count > 1 ? "," : ""));
        }
    }

    // The longest pair of brackets that stands in no other; -1 where there is none.
    private static (int Open, int Close) Outermost(string text)
    {
        (int Open, int Close) longest = (-1, -1);
        int depth = 0, open = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is '(' or '[' && depth++ == 0) open = at;
            else if (text[at] is ')' or ']' && --depth == 0 && at - open > longest.Close - longest.Open) longest = (open, at);
        }

        return longest;
    }

    private static List<string> Split(string text, string separator)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is '(' or '[') depth++;
            else if (text[at] is ')' or ']') depth--;
            else if (depth == 0 && text.AsSpan(at).StartsWith(separator))
            {
                parts.Add(text[start..at]);
                start = at + separator.Length;
                at = start - 1;
            }
        }

        if (start < text.Length) parts.Add(text[start..].TrimEnd(','));
        return parts;
    }
}
