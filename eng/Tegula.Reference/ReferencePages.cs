using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Tegula.Reference;

/// <summary>Writes the reference: one page per namespace and one per public type, out of what the compiler knows and what the comments say.</summary>
internal sealed class ReferencePages
{
    private readonly string _folder;
    private readonly XmlDocumentation _documentation = new(PublicApi.Assemblies);
    private readonly Dictionary<string, string> _places = [];

    /// <summary>Prepares the pages.</summary>
    /// <param name="folder">Where they go.</param>
    public ReferencePages(string folder)
    {
        _folder = folder;
        foreach (Type type in PublicApi.Assemblies.SelectMany(PublicApi.Types))
        {
            _places[DocumentationIds.Of(type)] = Page(type);
            foreach (MemberInfo member in PublicApi.Members(type))
                _places[DocumentationIds.Of(member)] = $"{Page(type)}#{Anchor(member)}";
        }
    }

    /// <summary>The page of a type, from the folder of the reference: <c>Name.Space/Type.md</c>.</summary>
    public static string Page(Type type)
    {
        string name = type.FullName![(type.Namespace!.Length + 1)..].Replace('+', '.').Replace('`', '-');
        return $"{type.Namespace}/{name}.md";
    }

    /// <summary>Writes all pages.</summary>
    public void Write()
    {
        var index = new StringBuilder("# Reference\n\nMade from the comments of the sources. Every public type of the libraries has a page.\n");
        foreach (Assembly assembly in PublicApi.Assemblies)
        {
            index.Append($"\n## {assembly.GetName().Name}\n\n| namespace | types |\n|---|---|\n");
            var spaces = PublicApi.Types(assembly).GroupBy(type => type.Namespace!).OrderBy(space => space.Key, StringComparer.Ordinal);
            foreach (IGrouping<string, Type> space in spaces)
            {
                index.Append($"| [{space.Key}]({space.Key}/index.md) | {space.Count()} |\n");
                WriteSpace(space.Key, assembly, [.. space]);
            }
        }

        Save("index.md", index);
    }

    private void WriteSpace(string space, Assembly assembly, Type[] types)
    {
        var page = new StringBuilder($"# {space}\n\nIn the package `{assembly.GetName().Name}`.\n\n| type | what |\n|---|---|\n");
        foreach (Type type in types)
        {
            MarkdownText text = Text(space);
            string link = $"[{MarkdownText.Code(TypeNames.Declared(type))}]({Page(type)[(space.Length + 1)..]})";
            page.Append($"| {link} | {text.Line(_documentation.Of(type)?.Element("summary"))} |\n");
            WriteType(type);
        }

        Save($"{space}/index.md", page);
    }

    private void WriteType(Type type)
    {
        MarkdownText text = Text(type.Namespace!);
        XElement? documentation = _documentation.Of(type);
        var page = new StringBuilder($"# {MarkdownText.Escape(TypeNames.Declared(type))}\n\n");
        page.Append($"{text.Of(documentation?.Element("summary"))}\n\n```csharp\n{Signatures.Of(type)}\n```\n\n");
        page.Append($"Namespace [{type.Namespace}](index.md), package `{type.Assembly.GetName().Name}`.\n\n");
        AppendDetails(page, text, documentation);
        MemberInfo[] members = [.. PublicApi.Members(type)];
        if (type.IsEnum)
            AppendValues(page, text, members);
        else
            AppendMembers(page, text, members);
        Save(Page(type), page);
    }

    private void AppendValues(StringBuilder page, MarkdownText text, MemberInfo[] members)
    {
        page.Append("| value | what |\n|---|---|\n");
        foreach (MemberInfo value in members)
            page.Append($"| <span id=\"{Anchor(value)}\"></span>`{value.Name}` | {text.Line(_documentation.Of(value)?.Element("summary"))} |\n");
    }

    private void AppendMembers(StringBuilder page, MarkdownText text, MemberInfo[] members)
    {
        foreach (IGrouping<string, MemberInfo> overloads in members.GroupBy(Anchor))
        {
            MemberInfo first = overloads.First();
            string title = first is ConstructorInfo ? "Constructor" : first.Name;
            page.Append($"## {MarkdownText.Escape(title)} {{ #{overloads.Key} }}\n\n");
            foreach (MemberInfo member in overloads)
            {
                XElement? documentation = _documentation.Of(member);
                page.Append($"```csharp\n{Signatures.Of(member)}\n```\n\n{text.Of(documentation?.Element("summary"))}\n\n");
                AppendDetails(page, text, documentation);
            }
        }
    }

    private static void AppendDetails(StringBuilder page, MarkdownText text, XElement? documentation)
    {
        if (documentation is null) return;
        if (text.Of(documentation.Element("remarks")) is { Length: > 0 } remarks)
            page.Append($"{remarks}\n\n");
        foreach (XElement parameter in documentation.Elements().Where(element => element.Name.LocalName is "typeparam" or "param"))
            page.Append($"- {MarkdownText.Code((string?)parameter.Attribute("name") ?? "")}: {text.Line(parameter)}\n");
        if (text.Line(documentation.Element("returns")) is { Length: > 0 } returns)
            page.Append($"- returns: {returns}\n");
        foreach (XElement exception in documentation.Elements("exception"))
            page.Append($"- throws {text.Line(new XElement("x", new XElement("see", exception.Attribute("cref"))))}: {text.Line(exception)}\n");
        page.Append('\n');
    }

    private MarkdownText Text(string space) => new(id => _places.GetValueOrDefault(id) is { } place
        ? place.StartsWith(space + "/", StringComparison.Ordinal) ? place[(space.Length + 1)..] : $"../{place}"
        : null);

    private static string Anchor(MemberInfo member) => member is ConstructorInfo ? "constructor" : member.Name.ToLowerInvariant().Replace('.', '-');

    private void Save(string name, StringBuilder page)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, page.ToString());
    }
}
