using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Drawing;

namespace Tegula.Dashboard.Tests.Reports;

public sealed class ReportDocumentTests
{
    private const string Cell = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";
    private const string Hostile = "<script>alert(1)</script> \" onload='x' ]]> --> </style> </title> &lt; {{x}} \u0001 \u202e end";

    [Fact]
    public void A_report_is_well_formed_and_needs_nothing_from_elsewhere()
    {
        string html = ReportDocument.Write(Report("A cell"));
        XElement page = HtmlPage.Parse(html);
        page.Descendants("script").ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "srcset" or "action" or "data" or "background").ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
        page.Descendants("a").Select(link => link.Attribute("href")!.Value).ShouldAllBe(target => target.StartsWith('#'));
        Regex.Matches(html, "https?:[^\"' <]*").Select(match => match.Value).Distinct().ShouldBe(["http://www.w3.org/2000/svg"]);
        html.ShouldNotContain("@import");
        html.ShouldNotContain("url(");
        string policy = page.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value;
        policy.Split("; ").ShouldBe(["default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'"]);
    }

    [Fact]
    public void Its_headings_leave_out_no_level_and_its_contents_lead_to_its_parts()
    {
        XElement page = HtmlPage.Parse(ReportDocument.Write(Report("A cell")));
        IReadOnlyList<int> levels = HtmlPage.Headings(page);
        levels.Count(level => level == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
        string[] targets = [.. page.Descendants("nav").Single().Descendants("a").Select(link => link.Attribute("href")!.Value[1..])];
        targets.ShouldBe(page.Descendants("section").Select(section => section.Attribute("id")!.Value));
        targets.Distinct().Count().ShouldBe(targets.Length);
        page.Attribute("lang")!.Value.ShouldBe("en");
        page.Descendants("table").ShouldAllBe(table => table.Element("caption") != null && table.Element("caption")!.Value.Length > 0);
        page.Descendants("thead").Descendants("th").ShouldAllBe(head => head.Attribute("scope")!.Value == "col");
    }

    [Fact]
    public void Whatever_a_text_holds_it_is_shown_as_text()
    {
        string html = ReportDocument.Write(Report(Hostile));
        XElement page = HtmlPage.Parse(html);
        string shown = Hostile.Replace('\u0001', '\uFFFD');
        page.Descendants("script").ShouldBeEmpty();
        page.Descendants("title").First().Value.ShouldBe(shown);
        page.Descendants("h1").Single().Value.ShouldBe(shown);
        page.Descendants("code").Single().Value.ShouldBe(shown);
        page.Descendants("h2").First().Value.ShouldBe(shown);
        page.Descendants("h3").First().Value.ShouldBe(shown);
        page.Descendants("caption").First().Value.ShouldBe(shown);
        page.Descendants("td").ShouldContain(field => field.Value == shown);
        page.Descendants("th").ShouldContain(field => field.Value == shown);
        page.Descendants("dd").ShouldContain(field => field.Value == shown);
        page.Descendants("pre").ShouldContain(field => field.Value == shown);
        page.Descendants().Count().ShouldBe(HtmlPage.Parse(ReportDocument.Write(Report("plain"))).Descendants().Count());
    }

    [Fact]
    public void Every_row_of_a_long_table_is_there_behind_a_line_and_every_number_with_all_its_digits()
    {
        double[] numbers = [.. Enumerable.Range(0, 500).Select(index => Math.Sqrt(index) / 3)];
        var table = new NumberTable(["n", "root"], [.. numbers.Select((number, index) => (IReadOnlyList<object?>)[index, number])]);
        XElement page = HtmlPage.Parse(ReportDocument.Write(Report("A") with { Sections = [new("Part", "", [new("Roots", "", null, table)])] }));
        XElement details = page.Descendants("details").Single();
        details.Element("summary")!.Value.ShouldBe("The numbers (500 rows)");
        XElement[] rows = [.. details.Descendants("tbody").Single().Elements("tr")];
        rows.Select(row => double.Parse(row.Elements("td").Last().Element("data")!.Attribute("value")!.Value, CultureInfo.InvariantCulture)).ShouldBe(numbers);
        foreach ((XElement row, double number) in rows.Zip(numbers))
            double.Parse(row.Elements("td").Last().Value, CultureInfo.InvariantCulture).ShouldBe(number, Math.Max(1e-12, number * 1e-6));
    }

    [Fact]
    public void Empty_fields_truth_values_and_numbers_that_are_none_are_shown_as_such()
    {
        var table = new NumberTable(["a", "b", "c", "d"], [[null, true, double.NaN, -1234567890123L], ["", false, double.PositiveInfinity, 0.1f]]);
        XElement page = HtmlPage.Parse(ReportDocument.Write(Report("A") with { Sections = [new("Part", "", [new("Fields", "", null, table)])] }));
        page.Descendants("details").ShouldBeEmpty();
        page.Descendants("td").Select(field => field.Value).ShouldBe(["", "yes", "NaN", "-1234567890123", "", "no", "Infinity", "0.1"]);
        page.Descendants("th").Select(head => (string?)head.Attribute("class")).ShouldBe([null, null, "number", "number"]);
    }

    [Fact]
    public void Drawings_stand_in_the_page_without_style_sheets_of_their_own()
    {
        string html = ReportDocument.Write(Report("A cell"));
        XElement page = HtmlPage.Parse(html);
        XNamespace svg = "http://www.w3.org/2000/svg";
        page.Descendants(svg + "svg").Count().ShouldBe(2);
        page.Descendants(svg + "style").ShouldBeEmpty();
        html.ShouldContain(DrawingTheme.PageStyle);
    }

    [Fact]
    public void The_same_report_is_the_same_bytes_whatever_the_culture()
    {
        string first = ReportDocument.Write(Report("A cell"));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (commas.NumberFormat.NumberDecimalSeparator, commas.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = commas;
            ReportDocument.Write(Report("A cell")).ShouldBe(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Report Report(string text)
    {
        IReadOnlyList<IReadOnlyList<object?>> many = [.. Enumerable.Range(0, 1_234).Select(number => (IReadOnlyList<object?>)[number, number / 8.0])];
        string drawing = GraphSvg.Write(NasBench201Cell.Parse(Cell).ToGraph(), text);
        var table = new NumberTable(["name", text], [[text, 1.5]]);
        return new()
        {
            Title = text,
            Summary = text,
            Command = text,
            Facts = [new("Version", "1"), new(text, text)],
            Sections = [
                new(text, text, [new(text, text, drawing, table) { Further = [drawing] }]) { Printed = text },
                new("Many", "", [new("Many rows", "", null, new(["n", "eighths"], many))]),
                new("Without figures", "", [])],
        };
    }
}
