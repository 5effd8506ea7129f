using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class AccuracyPlaneSvgTests
{
    private static readonly AccuracyPoint[] Points = [new(0.25, 4, 50, 8, 3), new(1, 2, 90, 4, 10), new(3, 0.5, 70, 0, 1)];

    [Fact]
    public void The_radius_grows_with_the_spread_and_the_brightness_with_the_accuracy()
    {
        XElement[] circles = Circles(AccuracyPlaneSvg.Write([new("cifar10", [.. Points])], "title", "caption"));
        circles.Select(circle => circle.Value).ShouldBe(
            ["depth 0.25, width 4: 50 ± 8 %, 3", "depth 1, width 2: 90 ± 4 %, 10", "depth 3, width 0.5: 70 ± 0 %, 1"],
            "wide ones are drawn first, behind the others");
        double[] radii = [.. circles.Select(circle => (double)circle.Attribute("r")!)];
        (radii[0] - radii[2]).ShouldBe(2 * (radii[1] - radii[2]), 0.02);
        double[] brightness = [.. circles.Select(circle => Brightness(circle.Attribute("fill")!.Value))];
        brightness[0].ShouldBeLessThan(brightness[2]);
        brightness[2].ShouldBeLessThan(brightness[1]);
        ((double)circles[0].Attribute("cx")!).ShouldBeLessThan((double)circles[1].Attribute("cx")!);
        ((double)circles[0].Attribute("cy")!).ShouldBeLessThan((double)circles[1].Attribute("cy")!);
    }

    [Fact]
    public void The_order_of_points_does_not_matter()
    {
        string svg = AccuracyPlaneSvg.Write([new("a", [.. Points])], "t", "c");
        AccuracyPlaneSvg.Write([new("a", [.. Points.Reverse()])], "t", "c").ShouldBe(svg);
    }

    [Fact]
    public void Planes_stand_side_by_side_on_the_page()
    {
        XDocument document = XDocument.Parse(AccuracyPlaneSvg.Write([new("a", [.. Points]), new("b", [.. Points]), new("c", [.. Points])], "t", "c"));
        double width = (double)document.Root!.Attribute("width")!;
        double[] rights = [.. document.Descendants().Where(element => Picture.Classes(element).Contains("tg-panel"))
            .Select(panel => panel.Descendants().Where(element => element.Attribute("cx") is not null).Max(circle => (double)circle.Attribute("cx")!))];
        rights.ShouldBeInOrder();
        rights.ShouldAllBe(right => right < width);
        Circles(document.ToString()).Length.ShouldBe(9);
    }

    [Fact]
    public void One_point_alone_is_fine_and_none_is_not()
    {
        Circles(AccuracyPlaneSvg.Write([new("a", [new(1, 1, 93.5, 0, 1)])], "t", "c")).ShouldHaveSingleItem();
        Should.Throw<ArgumentException>(() => AccuracyPlaneSvg.Write([new("a", [])], "t", "c")).Message.ShouldContain("each panel a point");
        Should.Throw<ArgumentException>(() => AccuracyPlaneSvg.Write([new("a", [new(1, 1, double.NaN, 0, 1)])], "t", "c"))
            .Message.ShouldContain("cannot be drawn");
        Should.Throw<ArgumentException>(() => AccuracyPlaneSvg.Write([new("a", [new(1, 1, 1, 0, 0)])], "t", "c")).Message.ShouldContain("cannot be drawn");
    }

    private static XElement[] Circles(string svg) => [.. XDocument.Parse(svg).Descendants().Where(element => Picture.Classes(element).Contains("tg-accuracy"))];

    private static double Brightness(string colour)
    {
        byte[] parts = Convert.FromHexString(colour[1..]);
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
