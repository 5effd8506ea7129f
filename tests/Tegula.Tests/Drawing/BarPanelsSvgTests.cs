using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class BarPanelsSvgTests
{
    private static readonly BarSeries[] Two = [new("all", IsReference: true), new("kappa <&>")];

    [Fact]
    public void Bars_are_as_high_as_their_values()
    {
        string svg = BarPanelsSvg.Write(Two, [new("share", ["none", "skip"], [[0.25, 0.5], [1, null]])], "title", "caption");
        Dictionary<string, (double Height, double Bottom)> bars = Bars(svg);
        bars.Keys.ShouldBe(["all, none: 0.25", "kappa <&>, none: 0.5", "all, skip: 1"]);
        (bars["kappa <&>, none: 0.5"].Height / bars["all, none: 0.25"].Height).ShouldBe(2, 0.001);
        (bars["all, skip: 1"].Height / bars["all, none: 0.25"].Height).ShouldBe(4, 0.002);
        bars.Values.Select(bar => Math.Round(bar.Bottom, 1)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Every_panel_has_an_axis_of_its_own()
    {
        string svg = BarPanelsSvg.Write(Two, [new("a", ["x"], [[1, 2]]), new("b", ["x"], [[1000, 2000]])], "title", "caption");
        double[] heights = [.. Bars(svg).Values.Select(bar => bar.Height)];
        heights[0].ShouldBe(heights[2], 0.05);
        heights[1].ShouldBe(heights[3], 0.05);
    }

    [Fact]
    public void Many_panels_go_on_below_and_none_overlap()
    {
        IEnumerable<BarPanel> nine = Enumerable.Range(0, 9).Select(i => new BarPanel($"panel {i}", ["one", "two", "three"], [[1, 2], [3, 4], [5, 6]]));
        string svg = BarPanelsSvg.Write(Two, [.. nine], "t", "c");
        XDocument document = XDocument.Parse(svg);
        (double X, double Y)[] places =
        [
            .. Panels(document).Select(panel => Picture.Children(panel, "text").First())
                .Select(text => ((double)text.Attribute("x")!, (double)text.Attribute("y")!)),
        ];
        places.Distinct().Count().ShouldBe(9);
        places.Select(place => place.Y).Distinct().Count().ShouldBeGreaterThan(1);
        double width = (double)document.Root!.Attribute("width")!;
        double height = (double)document.Root!.Attribute("height")!;
        document.Descendants().Where(element => Picture.Classes(element).Contains("tg-column"))
            .ShouldAllBe(bar => (double)bar.Attribute("x")! < width && (double)bar.Attribute("y")! + (double)bar.Attribute("height")! < height);
    }

    [Fact]
    public void The_bytes_repeat() =>
        BarPanelsSvg.Write(Two, [new("a", ["x"], [[1, 2]])], "t", "c").ShouldBe(BarPanelsSvg.Write(Two, [new("a", ["x"], [[1, 2]])], "t", "c"));

    [Fact]
    public void What_cannot_be_a_bar_is_refused()
    {
        Should.Throw<ArgumentException>(() => BarPanelsSvg.Write(Two, [], "t", "c")).Message.ShouldContain("at least one series and one panel");
        Should.Throw<ArgumentException>(() => BarPanelsSvg.Write(Two, [new("a", ["x"], [[1, -2]])], "t", "c")).Message.ShouldContain("has a bar of -2");
        Should.Throw<ArgumentException>(() => BarPanelsSvg.Write(Two, [new("a", ["x"], [[1, double.NaN]])], "t", "c"))
            .Message.ShouldContain("has a bar of NaN");
        Should.Throw<ArgumentException>(() => BarPanelsSvg.Write(Two, [new("a", ["x", "y"], [[1, 2]])], "t", "c"))
            .Message.ShouldContain("1 groups of bars for 2 categories");
        Should.Throw<ArgumentException>(() => BarPanelsSvg.Write(Two, [new("a", ["x"], [[1]])], "t", "c"))
            .Message.ShouldContain("a group of 1 bars for 2 series");
    }

    private static IEnumerable<XElement> Panels(XDocument document) => document.Descendants().Where(element => Picture.Classes(element).Contains("tg-panel"));

    private static Dictionary<string, (double Height, double Bottom)> Bars(string svg) => XDocument.Parse(svg).Descendants()
        .Where(element => Picture.Classes(element).Contains("tg-column"))
        .Select((bar, i) => (bar, i))
        .ToDictionary(
            item => Panels(item.bar.Document!).Count() == 1 ? item.bar.Value : $"{item.i} {item.bar.Value}",
            item => ((double)item.bar.Attribute("height")!, (double)item.bar.Attribute("y")! + (double)item.bar.Attribute("height")!));
}
