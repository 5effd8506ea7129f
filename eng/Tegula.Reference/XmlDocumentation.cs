using System.Reflection;
using System.Xml.Linq;

namespace Tegula.Reference;

/// <summary>The documentation that the compiler wrote beside the assemblies.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = [];

    /// <summary>Reads the files beside the assemblies.</summary>
    /// <exception cref="FileNotFoundException">One has none.</exception>
    public XmlDocumentation(IEnumerable<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            var file = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace);
            foreach (XElement member in file.Descendants("member"))
                _members[(string)member.Attribute("name")!] = member;
        }
    }

    /// <summary>What is said of a type or member, taken from what it overrides or implements where it says so; null when nothing is.</summary>
    public XElement? Of(MemberInfo member)
    {
        if (_members.GetValueOrDefault(DocumentationIds.Of(member)) is not { } own) return null;
        if (own.Element("inheritdoc") is null) return own;
        return Above(member).Select(Of).FirstOrDefault(found => found is not null) ?? own;
    }

    private static IEnumerable<MemberInfo> Above(MemberInfo member)
    {
        Type? type = member is Type self ? self : member.DeclaringType;
        List<Type> places = [];
        for (Type? above = type?.BaseType; above is not null; above = above.BaseType)
            places.Add(above);
        places.AddRange(type?.GetInterfaces() ?? []);
        IEnumerable<Type> definitions = places.Select(place => place.IsGenericType ? place.GetGenericTypeDefinition() : place);
        if (member is Type) return definitions;
        int count = Count(member);
        return definitions
            .SelectMany(place => place.GetMembers(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(each => each.Name == member.Name && each.MemberType == member.MemberType && Count(each) == count);
    }

    private static int Count(MemberInfo member) => member is MethodBase method ? method.GetParameters().Length : 0;
}
