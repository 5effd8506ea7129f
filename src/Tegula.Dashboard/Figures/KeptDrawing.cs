using System.Text.RegularExpressions;
using System.Xml;

namespace Tegula.Dashboard.Figures;

/// <summary>
/// Drawings out of a store. A store may have come from anybody, so only shapes, texts and styles that <see cref="Drawing"/> itself writes may stand in a page.
/// </summary>
public static partial class KeptDrawing
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const long LongestDrawing = 32L << 20;

    private static readonly HashSet<string> Elements =
        ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "style", "defs", "clipPath"];

    // Within these a browser would read markup by other rules.
    private static readonly HashSet<string> TextElements = ["title", "desc", "style"];

    private static readonly HashSet<string> Attributes =
    [
        "xmlns", "class", "id", "style", "width", "height", "viewBox", "preserveAspectRatio", "role", "aria-label", "aria-labelledby", "aria-hidden", "tabindex", "focusable",
        "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points", "transform", "fill", "stroke", "opacity", "text-anchor", "dominant-baseline",
        "shape-rendering", "xml:space", "textLength", "lengthAdjust",
    ];

    private static readonly HashSet<string> Properties =
    [
        "fill", "stroke", "opacity", "max-width", "height", "text-anchor", "color", "color-scheme", "display", "font", "letter-spacing", "dominant-baseline", "paint-order",
        "font-variant-numeric", "vector-effect", "white-space",
    ];

    /// <summary>Whether a drawing holds nothing else.</summary>
    public static bool IsSafe(string drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(drawing), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestDrawing });
            var isRoot = true;
            while (reader.Read())
            {
                if (!IsKnown(reader.NodeType))
                    return false;
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.NamespaceURI != Svg || !Elements.Contains(reader.Name) || (isRoot && reader.Name != "svg"))
                    return false;
                isRoot = false;
                var (name, isEmpty) = (reader.Name, reader.IsEmptyElement);
                if (!HasOnlyKnownAttributes(reader))
                    return false;
                if (TextElements.Contains(name) && !isEmpty && (TextOf(reader) is not { } text || (name == "style" && !IsStyleSheet(text))))
                    return false;
            }

            return !isRoot;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool HasOnlyKnownAttributes(XmlReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            var isKnown = Attributes.Contains(reader.Name) || IsFamily(reader.Name) || reader.Name.StartsWith("data-", StringComparison.Ordinal);
            if (!isKnown || (reader.Name == "style" && !AreDeclarations(reader.Value)) || reader.Value.Contains("url", StringComparison.OrdinalIgnoreCase))
                return false;
            if (!IsText(reader.Name) && reader.Value.Contains('\\', StringComparison.Ordinal))
                return false;
        }

        reader.MoveToElement();
        return true;
    }

    // In any other attribute a browser may read a backslash as the start of a letter's number, and letters so written as an address.
    private static bool IsText(string attribute) =>
        attribute.StartsWith("aria-", StringComparison.Ordinal) || attribute.StartsWith("data-", StringComparison.Ordinal);

    // A browser reads comments and sections of characters otherwise than XML does; no drawing of this program has any.
    private static bool IsKnown(XmlNodeType type) =>
        type is XmlNodeType.Element or XmlNodeType.EndElement or XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    // The reader stands on the start of an element and goes to its end; null where there is more than text in it.
    private static string? TextOf(XmlReader reader)
    {
        var text = "";
        while (reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            text += reader.Value;
        return reader.NodeType == XmlNodeType.EndElement ? text : null;
    }

    private static bool IsStyleSheet(string sheet)
    {
        if (sheet.Contains('\\', StringComparison.Ordinal) || sheet.Contains("/*", StringComparison.Ordinal))
            return false;
        var flat = Media().Replace(sheet, match => match.Groups["rules"].Value);
        var rules = Rule().Matches(flat);
        return string.IsNullOrWhiteSpace(Rule().Replace(flat, ""))
            && rules.All(rule => rule.Groups["selectors"].Value.Split(',').All(IsSelector) && AreDeclarations(rule.Groups["declarations"].Value));
    }

    // Of a selector, whatever it chooses has to lie within a drawing.
    private static bool IsSelector(string selector) => Selector().IsMatch(selector.Trim());

    private static bool AreDeclarations(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).All(declaration =>
        declaration.Split(':', 2, StringSplitOptions.TrimEntries) is [var property, var value]
        && (Properties.Contains(property) || IsFamily(property) || property.StartsWith("--tg-", StringComparison.Ordinal))
        && Value().IsMatch(value)
        && !value.Contains("url", StringComparison.OrdinalIgnoreCase));

    private static bool IsFamily(string name) =>
        name.StartsWith("stroke-", StringComparison.Ordinal) || name.StartsWith("fill-", StringComparison.Ordinal) || name.StartsWith("font-", StringComparison.Ordinal);

    [GeneratedRegex(@"@media\s*(?:print|\([a-z-]+\s*:\s*[a-z-]+\))\s*\{(?<rules>(?:[^{}@]*\{[^{}@]*\})*\s*)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Media();

    [GeneratedRegex(@"(?<selectors>[^{}@]+)\{(?<declarations>[^{}@]*)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:(?::root)?(?:\[data-theme=""?[a-z]+""?\])?\s+)?\.tg[A-Za-z0-9_-]*(?:[ >.:A-Za-z0-9_-])*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"^[A-Za-z0-9 #%.,()""'_+*/!-]*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Value();
}
