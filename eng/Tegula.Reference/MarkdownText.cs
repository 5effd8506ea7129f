using System.Text;
using System.Xml.Linq;

namespace Tegula.Reference;

/// <summary>Turns documentation of C# into Markdown.</summary>
/// <param name="link">Finds the page of a type or member by its id, as a path from the page that is being written; null when there is none.</param>
internal sealed class MarkdownText(Func<string, string?> link)
{
    private const string Special = @"\`*_{}[]()#+|";

    /// <summary>The content of an element: one or more paragraphs, trimmed; empty when there is no such element.</summary>
    public string Of(XElement? element)
    {
        if (element is null) return "";
        var text = new StringBuilder();
        foreach (XNode node in element.Nodes())
            text.Append(Node(node));
        return string.Join("\n\n", text.ToString().Split("\n\n").Select(Squeeze).Where(paragraph => paragraph.Length > 0));
    }

    /// <summary>The content in one line, for a cell of a table.</summary>
    public string Line(XElement? element) => Squeeze(Of(element).Replace("\n", " ", StringComparison.Ordinal));

    /// <summary>Text in which nothing means anything to Markdown.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char letter in text)
        {
            escaped.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ when Special.Contains(letter) => $"\\{letter}",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Text as code within a line.</summary>
    public static string Code(string text) => $"<code>{Escape(Squeeze(text))}</code>";

    private string Node(XNode node) => node switch
    {
        // A blank line within the text would end a paragraph of it.
        XText text => Escape(Squeeze(text.Value, keepEnds: true)),
        XElement { Name.LocalName: "para" } part => $"\n\n{Of(part)}\n\n",
        XElement { Name.LocalName: "c" or "code" } part => Code(part.Value),
        XElement { Name.LocalName: "paramref" or "typeparamref" } part => Code((string?)part.Attribute("name") ?? ""),
        XElement { Name.LocalName: "see" or "seealso" } part => See(part),
        XElement part => Of(part),
        _ => "",
    };

    private string See(XElement see)
    {
        if ((string?)see.Attribute("langword") is { } word) return Code(word);
        if ((string?)see.Attribute("href") is { } address) return $"[{Escape(see.Value.Length > 0 ? see.Value : address)}]({address})";
        string id = (string?)see.Attribute("cref") ?? "";
        string name = see.Value.Length > 0 ? see.Value : ShortName(id);
        return link(id) is { } target ? $"[{Code(name)}]({target})" : Code(name);
    }

    private static string ShortName(string id)
    {
        string path = id[(id.IndexOf(':') + 1)..].Split('(')[0];
        string[] parts = path.Split('.');
        string Plain(string part) => part.Split('`')[0];
        return id.StartsWith("T:", StringComparison.Ordinal) || parts.Length < 2 || parts[^1] == "#ctor" ? Plain(parts[^(parts[^1] == "#ctor" ? 2 : 1)])
            : $"{Plain(parts[^2])}.{Plain(parts[^1])}";
    }

    private static string Squeeze(string text) => Squeeze(text, keepEnds: false);

    private static string Squeeze(string text, bool keepEnds)
    {
        string squeezed = string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (!keepEnds || text.Length == 0) return squeezed;
        if (squeezed.Length == 0) return " ";
        return $"{(char.IsWhiteSpace(text[0]) ? " " : "")}{squeezed}{(char.IsWhiteSpace(text[^1]) ? " " : "")}";
    }
}
