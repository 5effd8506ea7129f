using System.Globalization;
using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class SpreadSvgTests
{
    private static readonly SpreadRow[] Rows =
    [
        new("kappa", [new(60, 2), new(40, 0)], "10"),
        new("kappa, mse", [new(70, 1), null], "20"),
        new("mse", [new(65, 5), new(44, 2)]),
    ];

    [Fact]
    public void Dots_stand_at_the_mean_between_the_ends_of_their_spread()
    {
        (string Text, double From, double To, double Dot)[] spreads = Spreads(Write(Rows));
        spreads.Select(spread => spread.Text).ShouldBe(
            ["kappa, cifar10: 60 ± 2", "kappa, mse, cifar10: 70 ± 1", "mse, cifar10: 65 ± 5", "kappa, cifar100: 40 ± 0", "mse, cifar100: 44 ± 2"]);
        foreach ((string _, double from, double to, double dot) in spreads)
            dot.ShouldBe((from + to) / 2, 0.011);
        double perPercent = (spreads[1].Dot - spreads[0].Dot) / 10;
        (spreads[2].Dot - spreads[0].Dot).ShouldBe(5 * perPercent, 0.02);
        (spreads[2].To - spreads[2].From).ShouldBe(10 * perPercent, 0.03);
    }

    [Fact]
    public void Ticks_name_where_values_stand()
    {
        XDocument document = XDocument.Parse(Write(Rows));
        Dictionary<string, double> ticks = Picture.Children(
                document.Descendants().First(element => Picture.Classes(element).Contains("tg-panel")), "text")
            .Where(text => Picture.Classes(text).Contains("tg-quiet"))
            .ToDictionary(text => text.Value, text => (double)text.Attribute("x")!);
        double low = double.Parse(ticks.Keys.First(), CultureInfo.InvariantCulture);
        double high = double.Parse(ticks.Keys.Last(), CultureInfo.InvariantCulture);
        double perPercent = (ticks.Values.Last() - ticks.Values.First()) / (high - low);
        high.ShouldBeGreaterThan(low);
        Spreads(document.ToString())[0].Dot.ShouldBe(ticks.Values.First() + (perPercent * (60 - low)), 0.02);
        Spreads(document.ToString())[1].Dot.ShouldBe(ticks.Values.First() + (perPercent * (70 - low)), 0.02);
    }

    [Fact]
    public void Equal_means_without_spread_can_be_drawn() =>
        Spreads(Write([new("a", [new(90, 0), new(1, 0)]), new("b", [new(90, 0), new(1, 0)])])).ShouldAllBe(spread => double.IsFinite(spread.Dot));

    [Fact]
    public void What_cannot_be_placed_is_refused()
    {
        Should.Throw<ArgumentException>(() => Write([])).Message.ShouldContain("at least one panel and one row");
        Should.Throw<ArgumentException>(() => Write([new("a", [new(1, 0)])])).Message.ShouldContain("row 'a' has 1 points for 2 panels");
        Should.Throw<ArgumentException>(() => Write([new("a", [new(1, 0), new(double.NaN, 0)])])).Message.ShouldContain("the mean NaN");
        Should.Throw<ArgumentException>(() => Write([new("a", [new(1, 0), new(1, -1)])])).Message.ShouldContain("deviation -1");
    }

    private static string Write(IReadOnlyList<SpreadRow> rows) =>
        SpreadSvg.Write(["cifar10", "cifar100"], rows, "test accuracy in %", "evaluations", "title", "caption");

    private static (string Text, double From, double To, double Dot)[] Spreads(string svg) =>
    [
        .. XDocument.Parse(svg).Descendants().Where(element => Picture.Classes(element).Contains("tg-spread")).Select(group =>
        {
            string path = Picture.Children(group, "path").Single().Attribute("d")!.Value;
            double from = double.Parse(path[1..path.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            int h = path.IndexOf('H', StringComparison.Ordinal) + 1;
            double to = double.Parse(path[h..path.IndexOf('M', h)], CultureInfo.InvariantCulture);
            return (Picture.Children(group, "title").Single().Value, from, to, (double)Picture.Children(group, "circle").Single().Attribute("cx")!);
        }),
    ];
}
