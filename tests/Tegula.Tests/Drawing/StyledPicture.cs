using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tegula.Tests.Drawing;

/// <summary>A drawing with the colours that its style sheet gives to each shape, worked out as a browser does.</summary>
internal sealed partial class StyledPicture
{
    private readonly Dictionary<string, string> _variables;
    private readonly (string[][] Selector, int Weight, Dictionary<string, string> Declarations)[] _rules;

    public StyledPicture(string svg, bool dark)
    {
        Root = XDocument.Parse(svg).Root!;
        string sheet = Root.Elements().Single(element => element.Name.LocalName == "style").Value;
        string media = Media().Match(sheet).Value;
        string rest = sheet.Replace(media, "", StringComparison.Ordinal);
        _variables = Declarations(Variables().Matches(dark ? media : rest).First().Groups["body"].Value);
        _rules = [.. from Match rule in Rule().Matches(rest)
            from selector in rule.Groups["selector"].Value.Split(',')
            where !selector.Contains(':', StringComparison.Ordinal)
            let parts = selector.Trim().Split(' ').Select(part => PartPieces().Matches(part).Select(piece => piece.Value).ToArray()).ToArray()
            let weight = parts.Sum(part => part.Sum(piece => piece[0] == '.' ? 100 : 1))
            orderby weight
            select (parts, weight, Declarations(rule.Groups["body"].Value))];
    }

    public XElement Root { get; }

    public Rgb Paper => Colour("var(--tg-paper)")!.Value;

    public IEnumerable<XElement> Shapes => Root.Descendants().Where(element => element.Name.LocalName is "text" or "path" or "rect" or "circle" or "line");

    /// <summary>The colour of a variable.</summary>
    public Rgb Variable(string name) => Rgb.Parse(_variables[$"--tg-{name}"]);

    /// <summary>What an element has for a property; null for none.</summary>
    public string? Value(XElement element, string property)
    {
        string? own = (string?)element.Attribute(property);
        foreach ((string[][] selector, _, Dictionary<string, string> declarations) in _rules.Where(rule => rule.Declarations.ContainsKey(property)))
            own = Matches(element, selector, selector.Length - 1) ? declarations[property] : own;
        own = Declarations((string?)element.Attribute("style") ?? "").GetValueOrDefault(property, own!);
        return own ?? (element.Parent is { } parent && property is "fill" or "stroke" ? Value(element.Parent!, property) : null);
    }

    /// <summary>The colour of a fill or a stroke; null for none.</summary>
    public Rgb? Colour(XElement element, string property) =>
        Colour(Value(element, property) ?? (property == "fill" ? "#000000" : "none")) is { } colour
            ? colour.Over(Paper, double.Parse(Value(element, $"{property}-opacity") ?? "1", CultureInfo.InvariantCulture))
            : null;

    /// <summary>The box of a rectangle.</summary>
    public static Box BoxOf(XElement rectangle) => new(Number(rectangle, "x"), Number(rectangle, "y"), Number(rectangle, "width"), Number(rectangle, "height"));

    /// <summary>The number of an attribute; 0 without.</summary>
    public static double Number(XElement element, string attribute) =>
        double.Parse((string?)element.Attribute(attribute) ?? "0", CultureInfo.InvariantCulture);

    private Rgb? Colour(string text) => text switch
    {
        "none" or "" => null,
        _ when text.StartsWith("var(", StringComparison.Ordinal) => Rgb.Parse(_variables[text[4..^1]]),
        _ => Rgb.Parse(text),
    };

    private static bool Matches(XElement element, string[][] selector, int part)
    {
        string[] classes = Picture.Classes(element);
        if (!selector[part].All(piece => piece[0] == '.' ? classes.Contains(piece[1..]) : element.Name.LocalName == piece))
            return false;
        return part == 0 || element.Ancestors().Any(ancestor => Matches(ancestor, selector, part - 1));
    }

    // Of two declarations of one property the later holds.
    private static Dictionary<string, string> Declarations(string body)
    {
        var declarations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in body.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Trim().Split(':', 2) is [var property, var value])
                declarations[property] = value;
        }

        return declarations;
    }

    [GeneratedRegex(@"@media[^{]*\{[^{}]*\{[^{}]*\}\s*\}", RegexOptions.None, 10_000)]
    private static partial Regex Media();

    [GeneratedRegex(@"\.tg\{(?<body>[^}]*)\}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Variables();

    [GeneratedRegex(@"(?<selector>[^{}]+)\{(?<body>[^{}]*)\}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\.?[a-z0-9-]+", RegexOptions.None, 10_000)]
    private static partial Regex PartPieces();
}
