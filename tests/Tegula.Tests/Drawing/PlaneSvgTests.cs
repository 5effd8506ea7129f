using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Tests.Architectures;
using Tegula.Topology;

namespace Tegula.Tests.Drawing;

public sealed class PlaneSvgTests
{
    private static readonly DepthWidthRegion Range = new(1, 2, 1, 3);

    [Fact]
    public void Points_at_one_place_are_one_circle_sized_by_their_number()
    {
        XElement[] circles = Circles(PlaneSvg.Write([new(1, 1), new(1, 1, 8), new(0.5, 2), new(3, 1)], Range, "plane", ""));
        circles.Select(circle => circle.Value).Order().ShouldBe(["depth 0.5, width 2: 1", "depth 1, width 1: 9, kept", "depth 3, width 1: 1"]);
        double[] radii = [.. circles.Select(circle => (double)circle.Attribute("r")!).Order()];
        (radii[2] * radii[2] / (radii[0] * radii[0])).ShouldBe(9, 1e-9);
        circles.Count(circle => Picture.Classes(circle).Contains("tg-kept")).ShouldBe(1);
    }

    [Fact]
    public void Circles_stand_where_the_axes_say()
    {
        string svg = PlaneSvg.Write([new(0, 0), new(2, 4), new(1, 1)], Range, "plane", "");
        XElement[] circles = Circles(svg);
        Dictionary<string, double> x = Ticks(svg, "tg-mid", "x");
        Dictionary<string, double> y = Ticks(svg, "tg-end", "y");
        Place("depth 1, width 1").X.ShouldBe(x["1"], 0.02);
        Place("depth 1, width 1").Y.ShouldBe(y["1"] - 4, 0.02);
        Place("depth 2, width 4").X.ShouldBe(x["2"], 0.02);
        Place("depth 2, width 4").Y.ShouldBe(y["4"] - 4, 0.02);
        Place("depth 2, width 4").Y.ShouldBeLessThan(Place("depth 0, width 0").Y);
        XElement kept = XDocument.Parse(svg).Descendants().Single(element => Picture.Classes(element).Contains("tg-range"));
        ((double)kept.Attribute("x")!).ShouldBe(x["1"], 0.02);
        ((double)kept.Attribute("y")! + (double)kept.Attribute("height")!).ShouldBe(y["1"] - 4, 0.05);
        kept.Value.ShouldBe("kept: depth 1 to 2, width 1 to 3");

        (double X, double Y) Place(string text)
        {
            XElement circle = circles.Single(circle => circle.Value.StartsWith(text, StringComparison.Ordinal));
            return ((double)circle.Attribute("cx")!, (double)circle.Attribute("cy")!);
        }
    }

    [Fact]
    public void All_cells_of_NAS_Bench_201_are_on_it()
    {
        PlanePoint[] points = [.. AllCells.InPlainOrder().Select(cell => PathStatistics.Of(cell.ToGraph())!)
            .Where(paths => paths.EffectiveDepth > 0).Select(paths => new PlanePoint(paths.EffectiveDepth, paths.EffectiveWidth))];
        string svg = PlaneSvg.Write(points, new(0.99, 2.51, 0.99, 3.01), "all", "caption & more");
        XElement[] circles = Circles(svg);
        circles.Sum(Count).ShouldBe(points.Length);
        circles.Where(circle => Picture.Classes(circle).Contains("tg-kept")).Sum(Count).ShouldBe(8226);
        svg.Length.ShouldBeLessThan(30_000);
        svg.ShouldContain("caption &amp; more");
    }

    [Fact]
    public void Very_many_places_are_gathered_without_losing_any()
    {
        var random = new Random(2);
        PlanePoint[] points = [.. Enumerable.Range(0, 20_000).Select(_ => new PlanePoint(random.NextDouble() * 3, random.NextDouble() * 4))];
        string svg = PlaneSvg.Write(points, Range, "many", "");
        XElement[] circles = Circles(svg);
        circles.Sum(Count).ShouldBe(20_000);
        circles.Where(circle => Picture.Classes(circle).Contains("tg-kept")).Sum(Count)
            .ShouldBe(points.Count(point => Range.Contains(point.Depth, point.Width)));
        circles.Length.ShouldBeLessThan(5_000);
        random.Shuffle(points);
        PlaneSvg.Write(points, Range, "many", "").ShouldBe(svg);
    }

    [Fact]
    public void One_point_alone_and_no_range_are_fine()
    {
        Circles(PlaneSvg.Write([new(1.5, 2)], null, "one", "")).ShouldHaveSingleItem().Value.ShouldBe("depth 1.5, width 2: 1");
    }

    [Fact]
    public void What_cannot_be_placed_is_refused()
    {
        Should.Throw<ArgumentException>(() => PlaneSvg.Write([], null, "none", "")).Message.ShouldStartWith("a plane needs at least one point");
        Should.Throw<ArgumentException>(() => PlaneSvg.Write([new(1, 1), new(double.NaN, 1)], null, "bad", "")).Message.ShouldStartWith("point 1 is");
        Should.Throw<ArgumentException>(() => PlaneSvg.Write([new(1, 1, 0)], null, "bad", "")).Message.ShouldContain("the count at least 1");
    }

    private static XElement[] Circles(string svg) => [.. XDocument.Parse(svg).Descendants().Where(element => Picture.Classes(element).Contains("tg-point"))];

    private static long Count(XElement circle) => long.Parse(
        circle.Value.Split(": ")[1].Split(", kept")[0], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Ticks(string svg, string name, string attribute) => XDocument.Parse(svg).Descendants()
        .Where(element => Picture.Classes(element).Contains(name) && Picture.Classes(element).Contains("tg-quiet"))
        .ToDictionary(element => element.Value, element => (double)element.Attribute(attribute)!);
}
