using System.Globalization;
using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class PanelChartTests
{
    [Fact]
    public void A_band_surrounds_its_curve()
    {
        var curve = new BandCurve("a", [new(1, 10, 2), new(2, 20, 0), new(3, 30, 4)]);
        XDocument page = XDocument.Parse(CurvePanelsSvg.Write([new CurvePanel("p", "epoch", "%", [curve])], "title", "caption"));
        XElement group = page.Descendants().Single(element => (string?)element.Attribute("class") == "tg-curve");
        string[] paths = [.. Picture.Children(group, "path").Select(path => (string)path.Attribute("d")!)];
        (double X, double Y)[] band = Places(paths[0]);
        (double X, double Y)[] line = Places(paths[1]);
        line.Length.ShouldBe(3);
        band.Length.ShouldBe(6);
        for (int i = 0; i < 3; i++)
        {
            (band[i].X, band[5 - i].X).ShouldBe((line[i].X, line[i].X));
            ((band[i].Y + band[5 - i].Y) / 2).ShouldBe(line[i].Y, 0.011);
        }

        (band[5].Y - band[0].Y).ShouldBe((line[0].Y - line[1].Y) * 4 / 10, 0.05);
    }

    [Fact]
    public void A_curve_that_ends_early_has_no_point_where_it_is_not_finite()
    {
        var whole = new BandCurve("whole", [new(1, 1), new(2, 2), new(3, 3)]);
        var given = new BandCurve("given up", [new(1, 1), new(2, double.NaN), new(3, double.NaN)]);
        string svg = CurvePanelsSvg.Write([new CurvePanel("p", "x", "y", [whole, given])], "title", "caption");
        svg.ShouldNotContain("NaN");
        XDocument.Parse(svg).Descendants().Count(element => (string?)element.Attribute("class") == "tg-curve").ShouldBe(2);
    }

    [Fact]
    public void The_line_of_a_scatter_passes_where_its_equation_says()
    {
        var series = new ScatterSeries("a", [(0, 1), (1, 3), (2, 5)]);
        XDocument page = XDocument.Parse(ScatterPanelsSvg.Write([new ScatterPanel("p", "x", "y", [series]) { Line = (2, 1) }], "title", "caption"));
        (double X, double Y)[] ends = Places((string)page.Descendants().Single(element => (string?)element.Attribute("class") == "tg-mark").Attribute("d")!);
        XElement[] circles = [.. page.Descendants().Where(element => element.Name.LocalName == "circle").Take(3)];
        ends[0].X.ShouldBe((double)circles[0].Attribute("cx")!, 0.02);
        ends[0].Y.ShouldBe((double)circles[0].Attribute("cy")!, 0.02);
        ends[1].X.ShouldBe((double)circles[2].Attribute("cx")!, 0.02);
        ends[1].Y.ShouldBe((double)circles[2].Attribute("cy")!, 0.02);
    }

    [Fact]
    public void Names_with_markup_stay_text()
    {
        const string name = "<script>alert(1)</script>&\"";
        string curves = CurvePanelsSvg.Write([new CurvePanel(name, name, name, [new BandCurve(name, [new(1, 1), new(2, 2)])])], name, name);
        string points = ScatterPanelsSvg.Write([new ScatterPanel(name, name, name, [new ScatterSeries(name, [(1, 1)])])], name, name);
        foreach (string svg in new[] { curves, points })
        {
            svg.ShouldNotContain("<script>");
            XDocument.Parse(svg).Descendants().ShouldContain(element => element.Value.Contains("<script>", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Nothing_to_draw_is_refused()
    {
        Should.Throw<ArgumentException>(() => CurvePanelsSvg.Write([], "t", "c")).Message.ShouldContain("at least one panel");
        Should.Throw<ArgumentException>(() => CurvePanelsSvg.Write([new CurvePanel("p", "x", "y", [new BandCurve("a", [new(1, double.NaN)])])], "t", "c"));
        Should.Throw<ArgumentException>(() => ScatterPanelsSvg.Write([new ScatterPanel("p", "x", "y", [new ScatterSeries("a", [])])], "t", "c"));
    }

    private static (double X, double Y)[] Places(string path) =>
    [
        .. path.Split(['M', 'L', 'Z'], StringSplitOptions.RemoveEmptyEntries).Select(place => place.Split(' ')).Select(place =>
            (double.Parse(place[0], CultureInfo.InvariantCulture), double.Parse(place[1], CultureInfo.InvariantCulture))),
    ];
}
