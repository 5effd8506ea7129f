using System.Globalization;
using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class CurveSvgTests
{
    [Fact]
    public void A_geometric_curve_is_a_straight_line_through_its_decades()
    {
        string svg = Write(new Curve("a", [.. Enumerable.Range(0, 101).Select(step => Math.Pow(10, -step / 25.0))]));
        (double X, double Y)[] points = Points(svg, 0);
        points.Length.ShouldBe(101);
        Dictionary<string, double> ticks = Ticks(svg);
        ticks.Keys.ShouldBe(["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]);
        points[0].Y.ShouldBe(ticks["10⁰"] - 4, 0.02);
        points[25].Y.ShouldBe(ticks["10⁻¹"] - 4, 0.02);
        points[100].Y.ShouldBe(ticks["10⁻⁴"] - 4, 0.02);
        double slope = (points[100].Y - points[0].Y) / (points[100].X - points[0].X);
        points.ShouldAllBe(point => Math.Abs(point.Y - points[0].Y - (slope * (point.X - points[0].X))) < 0.05);
    }

    [Fact]
    public void A_very_long_curve_keeps_its_ends_and_its_peak()
    {
        double[] values = [.. Enumerable.Range(0, 100_000).Select(step => 1.0 + (step % 7))];
        values[54_321] = 1e6;
        string svg = Write(new Curve("long", [.. values]));
        (double X, double Y)[] points = Points(svg, 0);
        points.Length.ShouldBeLessThan(1000);
        points.Min(point => point.Y).ShouldBe(Ticks(svg)["10⁶"] - 4, 0.02);
        points.Zip(points.Skip(1)).ShouldAllBe(pair => pair.First.X <= pair.Second.X);
        svg.Length.ShouldBeLessThan(25_000);
    }

    [Fact]
    public void Names_stand_apart_even_where_the_curves_end_together()
    {
        Curve[] curves = [.. Enumerable.Range(0, 30).Select(index => new Curve($"curve {index}", [1, 0.5 + (index * 1e-3)]))];
        XDocument document = XDocument.Parse(Write(curves));
        double[] heights = [.. document.Descendants().Where(element => element.Attribute("data-curve") is not null)
            .Select(group => (double)Picture.Children(group, "text").Single().Attribute("y")!).Order()];
        heights.Length.ShouldBe(30);
        heights.Zip(heights.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= 17.9);
        double page = (double)document.Root!.Attribute("height")!;
        heights.ShouldAllBe(height => height > 60 && height < page);
    }

    [Fact]
    public void Neighbouring_curves_differ_in_dashes_as_well_as_in_colour()
    {
        string svg = Write([.. Enumerable.Range(0, 8).Select(index => new Curve($"{index}", [1, 2]))]);
        string[] lines = svg.Split('\n');
        string[] rules = [.. Enumerable.Range(0, 8).Select(index => lines.Single(line => line.StartsWith($".tg-c{index}{{", StringComparison.Ordinal)))];
        rules.Select(rule => rule.Split("stroke-dasharray:").ElementAtOrDefault(1) ?? "").Distinct().Count().ShouldBe(8);
        rules.Select(rule => rule.Split("stroke:")[1].Split(';')[0]).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public void Values_without_a_logarithm_leave_a_gap()
    {
        string svg = Write(new Curve("gap", [1, 0.5, 0, double.PositiveInfinity, double.NaN, 0.25, 0.125]));
        Points(svg, 0).Length.ShouldBe(4);
        PathOf(svg, 0).Count(letter => letter == 'M').ShouldBe(2);
        Should.Throw<ArgumentException>(() => Write(new Curve("none", [0, -1, double.NaN]))).Message.ShouldStartWith("no curve has a positive, finite value");
    }

    [Fact]
    public void Names_are_escaped_and_the_bytes_repeat()
    {
        Curve[] curves = [new("<b>&", [1e-320, 1e300])];
        string svg = Write(curves);
        svg.ShouldBe(Write(curves));
        svg.ShouldContain("&lt;b&gt;&amp;");
        Points(svg, 0).ShouldAllBe(point => double.IsFinite(point.Y));
    }

    private static string Write(params Curve[] curves) => CurveSvg.Write(curves, "title", "caption", "step", "bound");

    private static string PathOf(string svg, int curve) => Picture.Children(
        XDocument.Parse(svg).Descendants().Single(element => (string?)element.Attribute("data-curve") == $"{curve}"), "path").First().Attribute("d")!.Value;

    private static (double X, double Y)[] Points(string svg, int curve) => [.. PathOf(svg, curve).Split('M', 'L').Where(text => text.Length > 0)
        .Select(text => text.Split(' ')).Select(pair => (Number(pair[0]), Number(pair[1])))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Ticks(string svg) => XDocument.Parse(svg).Descendants()
        .Where(element => Picture.Classes(element).Contains("tg-end")).ToDictionary(element => element.Value, element => (double)element.Attribute("y")!);
}
