using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tegula.Dashboard.Tests.Reports;

/// <summary>A report read back strictly: every element closed, every attribute quoted, every reference known.</summary>
internal static partial class HtmlPage
{
    /// <summary>The document; elements of HTML have no namespace, those of drawings that of SVG.</summary>
    public static XElement Parse(string html)
    {
        html.ShouldStartWith("<!DOCTYPE html>");
        return XDocument.Parse(Empty().Replace(html["<!DOCTYPE html>".Length..], "<${name}${rest}/>"), LoadOptions.PreserveWhitespace).Root!;
    }

    /// <summary>Levels of the headings in order.</summary>
    public static IReadOnlyList<int> Headings(XElement page) =>
        [.. page.Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0')];

    [GeneratedRegex("<(?<name>meta|link|br|hr|img|input)(?<rest>(?:\\s+[a-z-]+=\"[^\"]*\")*)\\s*/?>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Empty();

    [GeneratedRegex("^h[1-6]$", RegexOptions.None, 1_000)]
    private static partial Regex Heading();
}
