using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class RankingSvgTests
{
    private static readonly RankingRow[] Rows = [new("naswot", false), new("params <&>", true), new("none at all", false), new("turned", false)];
    private static readonly RankingPanel First = new("cifar10", [new(0.6, 0.5, 0.7), new(0.3, 0.2, 0.35), new(null, 0, 0), new(-0.4, -0.5, -0.2)], 0.3);
    private static readonly RankingPanel Second = new("cifar100", [new(0.5, 0.5, 0.5), new(0.3, 0.2, 0.4), new(0.1, 0, 0.2), new(0, 0, 0)], null);

    [Fact]
    public void Bars_begin_at_0_and_end_at_their_values_on_one_scale()
    {
        XElement[] panels = Panels(Write(First, Second));
        Dictionary<string, double> ticks = Ticks(panels[0]);
        double scale = (ticks["0.4"] - ticks["0"]) / 0.4;
        foreach ((int row, double value) in new[] { (0, 0.6), (1, 0.3), (3, -0.4) })
        {
            XElement bar = Picture.Children(RowOf(panels[0], row), "rect").Single();
            (double from, double to) = ((double)bar.Attribute("x")!, (double)bar.Attribute("x")! + (double)bar.Attribute("width")!);
            (value > 0 ? from : to).ShouldBe(ticks["0"], 0.03);
            (value > 0 ? to : from).ShouldBe(ticks["0"] + (value * scale), 0.05);
        }

        Dictionary<string, double> others = Ticks(panels[1]);
        (others["0.4"] - others["0"]).ShouldBe(ticks["0.4"] - ticks["0"], 0.03);
        (others["0"] - ticks["0"]).ShouldBeGreaterThan(250);
    }

    [Fact]
    public void Whiskers_span_the_interval_and_the_mark_stands_at_its_value()
    {
        XElement panel = Panels(Write(First))[0];
        Dictionary<string, double> ticks = Ticks(panel);
        double scale = (ticks["0.4"] - ticks["0"]) / 0.4;
        string whisker = Picture.Children(RowOf(panel, 0), "path").Single().Attribute("d")!.Value;
        double low = Number(whisker.Split('M', ' ')[1]), high = Number(whisker.Split('H', 'm')[2]);
        low.ShouldBe(ticks["0"] + (0.5 * scale), 0.05);
        high.ShouldBe(ticks["0"] + (0.7 * scale), 0.05);
        XElement mark = panel.Elements().Single(element => Picture.Classes(element).Contains("tg-reference"));
        Number(mark.Attribute("d")!.Value.Split('M', ' ')[1]).ShouldBe(ticks["0"] + (0.3 * scale), 0.05);
    }

    [Fact]
    public void Free_counts_are_outlines_and_a_missing_value_has_no_bar()
    {
        string svg = Write(First);
        XElement panel = Panels(svg)[0];
        string[] looks = [.. new[] { 0, 1, 3 }.Select(row => Picture.Classes(Picture.Children(RowOf(panel, row), "rect").Single())[0])];
        looks.ShouldBe(["tg-kept", "tg-left", "tg-kept"]);
        Picture.Children(RowOf(panel, 2), "rect").ShouldBeEmpty();
        Picture.Children(RowOf(panel, 2), "text").Single().Value.ShouldBe("none");
        svg.ShouldContain("params &lt;&amp;&gt;");
        svg.ShouldBe(Write(First));
    }

    [Fact]
    public void Everything_lies_on_the_page_and_rows_do_not_touch()
    {
        RankingRow[] many = [.. Enumerable.Range(0, 40).Select(index => new RankingRow($"a rather long name of an indicator, number {index}", index % 2 == 0))];
        RankingPanel panel = new("data", [.. many.Select((_, index) => new RankingBar(index / 40.0, index / 50.0, index / 30.0))], 0.2);
        XDocument document = XDocument.Parse(RankingSvg.Write(many, [panel, panel, panel], "t", "c", "tau", ("a", "b", "c")));
        double width = (double)document.Root!.Attribute("width")!, height = (double)document.Root.Attribute("height")!;
        Box[] bars = [.. document.Descendants().Where(element => element.Parent?.Attribute("data-row") is not null && element.Name.LocalName == "rect")
            .Select(bar => new Box(Side(bar, "x"), Side(bar, "y"), Side(bar, "width"), Side(bar, "height")))];
        bars.Length.ShouldBe(120);
        bars.ShouldAllBe(bar => bar.X >= 0 && bar.Right <= width && bar.Y >= 70 && bar.Bottom <= height - 40);
        for (int first = 0; first < bars.Length; first++)
            bars[(first + 1)..].ShouldAllBe(other => !bars[first].Overlaps(other));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Should.Throw<ArgumentException>(() => Write()).Message.ShouldStartWith("a ranking needs at least one row and one column");
        Should.Throw<ArgumentException>(() => Write(First with { Bars = First.Bars[..2] })).Message.ShouldStartWith("'cifar10' has 2 bars for 4 rows");
        Should.Throw<ArgumentException>(() => Write(First with { Mark = double.NaN })).Message.ShouldStartWith("a bar or a mark of NaN cannot be drawn");
    }

    private static string Write(params RankingPanel[] panels) =>
        RankingSvg.Write(Rows, panels, "title", "caption", "Kendall tau-b", ("measured", "counted", "best count"));

    private static XElement[] Panels(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(element => Picture.Classes(element).Contains("tg-panel"))];

    private static XElement RowOf(XElement panel, int row) => panel.Elements().Single(element => (string?)element.Attribute("data-row") == $"{row}");

    private static double Side(XElement element, string name) => (double)element.Attribute(name)!;

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Ticks(XElement panel) => Picture.Children(panel, "text")
        .Where(text => Picture.Classes(text).Contains("tg-quiet"))
        .ToDictionary(text => text.Value, text => (double)text.Attribute("x")!);
}
