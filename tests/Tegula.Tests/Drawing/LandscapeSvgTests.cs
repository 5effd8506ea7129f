using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class LandscapeSvgTests
{
    // Two rows of three tiles: values rise to the right and upwards, one is unknown.
    private static readonly LandscapeSurface Surface = new(0, 3, 0, 2, [[1, 2, 3], [4, 5, double.NaN]], LowerIsBetter: false, Logarithmic: false);
    private static readonly LandscapePanel Panel = new("kappa, early", Surface, [(1, 1), (2, 1), (2, 1)], (0.5, 0.5), [[(0.5, 0.5), (1, 1.5)], [(2.5, 0.5)]]);

    [Fact]
    public void Every_known_tile_is_drawn_once_and_the_unknown_one_is_left_empty()
    {
        var tiles = Paths(Draw(Panel), "tg-tile");
        tiles.Sum(tile => tile.Attribute("d")!.Value.Count(letter => letter == 'z')).ShouldBe(5);
        tiles.Select(tile => (string)tile.Attribute("fill")!).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void Equal_neighbours_are_one_rectangle()
    {
        var flat = Surface with { Rows = [[1, 1, 1], [2, 2, double.NaN]] };
        Paths(Draw(Panel with { Surface = flat }), "tg-tile").Sum(tile => tile.Attribute("d")!.Value.Count(letter => letter == 'z')).ShouldBe(2);
    }

    [Fact]
    public void The_better_end_is_the_bright_one()
    {
        // The tile of 5 stands upper left of the middle, that of 1 at the lower left.
        foreach (var lower in new[] { false, true })
        {
            var tiles = Paths(Draw(Panel with { Surface = Surface with { LowerIsBetter = lower } }), "tg-tile");
            var best = tiles.MaxBy(tile => Brightness((string)tile.Attribute("fill")!))!.Attribute("d")!.Value;
            var worst = tiles.MinBy(tile => Brightness((string)tile.Attribute("fill")!))!.Attribute("d")!.Value;
            var (left, right) = lower ? (best, worst) : (worst, best);
            Start(left).X.ShouldBeLessThan(Start(right).X);
            Start(left).Y.ShouldBeGreaterThan(Start(right).Y);
        }
    }

    [Fact]
    public void Colours_follow_the_logarithm_where_asked()
    {
        var wide = Surface with { Rows = [[1, 10, 100]], Logarithmic = true };
        var linear = Paths(Draw(Panel with { Surface = wide with { Logarithmic = false } }), "tg-tile");
        linear.Length.ShouldBe(3);
        string Middle(XElement[] tiles) => (string)tiles.OrderBy(tile => Start(tile.Attribute("d")!.Value).X).ElementAt(1).Attribute("fill")!;
        Middle(Paths(Draw(Panel with { Surface = wide }), "tg-tile")).ShouldNotBe(Middle(linear));
    }

    [Fact]
    public void Ways_begin_at_the_parent_and_end_at_crosses_with_a_dashed_line_between()
    {
        var svg = Draw(Panel);
        var ways = Paths(svg, "tg-way");
        ways.Length.ShouldBe(2);
        var parent = Start(ways[0].Attribute("d")!.Value);
        Start(ways[1].Attribute("d")!.Value).ShouldBe(parent);
        var goals = Paths(svg, "tg-goal").Select(goal => Start(goal.Attribute("d")!.Value)).ToArray();
        var ends = ways.Select(way => End(way.Attribute("d")!.Value)).ToArray();
        for (var child = 0; child < 2; child++)
        {
            goals[child].X.ShouldBe(ends[child].X - 6, 0.02);
            goals[child].Y.ShouldBe(ends[child].Y - 6, 0.02);
        }

        var between = Paths(svg, "tg-between").Single();
        Start(between.Attribute("d")!.Value).ShouldBe(ends[0]);
        End(between.Attribute("d")!.Value).ShouldBe(ends[1]);
        ((string)between.Attribute("stroke-dasharray")!).ShouldNotBeEmpty();

        // One unit along is 100 pixels, one unit up 125: (1, 1.5) is 50 to the right of (0.5, 0.5) and 125 above it.
        (ends[0].X - parent.X).ShouldBe(50, 0.02);
        (parent.Y - ends[0].Y).ShouldBe(125, 0.02);
        Paths(svg, "tg-parent").Length.ShouldBe(1);
    }

    [Fact]
    public void Dots_at_one_place_are_one()
    {
        Paths(Draw(Panel), "tg-seen").Single().Attribute("d")!.Value.Count(letter => letter == 'M').ShouldBe(2);
        Paths(Draw(Panel with { Seen = [] }), "tg-seen").ShouldBeEmpty();
    }

    [Fact]
    public void Panels_stand_in_rows_and_texts_are_escaped()
    {
        var svg = LandscapeSvg.Write([[Panel, Panel with { Name = "a & b" }], [Panel, Panel]], "<title>", "caption", "x", "y");
        XDocument.Parse(svg).Descendants().Count(element => Picture.Classes(element).Contains("tg-landscape")).ShouldBe(4);
        svg.ShouldContain("a &amp; b");
        svg.ShouldContain("&lt;title&gt;");
        svg.ShouldBe(LandscapeSvg.Write([[Panel, Panel with { Name = "a & b" }], [Panel, Panel]], "<title>", "caption", "x", "y"));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_in_one_line()
    {
        Should.Throw<ArgumentException>(() => LandscapeSvg.Write([], "t", "c", "x", "y")).Message.ShouldContain("at least one row");
        Should.Throw<ArgumentException>(() => LandscapeSvg.Write([[Panel], [Panel, Panel]], "t", "c", "x", "y"));
        Refused(Panel with { Surface = Surface with { Right = 0 } }, "has no area");
        Refused(Panel with { Surface = Surface with { Rows = [[1], [1, 2]] } }, "as many in each row");
        Refused(Panel with { Surface = Surface with { Rows = [[double.NaN]] } }, "needs finite values");
        Refused(Panel with { Surface = Surface with { Rows = [[0, 1]], Logarithmic = true } }, "positive ones");
        Refused(Panel with { Paths = [[]] }, "each has an end");
        Refused(Panel with { Paths = [.. Enumerable.Repeat(ImmutableArray.Create((0.0, 0.0)), 5)] }, "at most 4");
        Refused(Panel with { Parent = (double.NaN, 0) }, "not finite");
    }

    private static void Refused(LandscapePanel panel, string words) => Should.Throw<ArgumentException>(() => Draw(panel)).Message.ShouldContain(words);

    private static string Draw(LandscapePanel panel) => LandscapeSvg.Write([[panel]], "title", "caption", "x", "y");

    private static XElement[] Paths(string svg, string look) =>
        [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "path" && Picture.Classes(element).Contains(look))];

    private static (double X, double Y) Start(string path) => Place(path[1..].Split('h', 'L', 'l')[0]);

    private static (double X, double Y) End(string path) => Place(path.Split('L')[^1]);

    private static (double X, double Y) Place(string text)
    {
        string[] numbers = text.Split(' ');
        return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private static int Brightness(string colour) =>
        Enumerable.Range(0, 3).Sum(part => int.Parse(colour.AsSpan(1 + (2 * part), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
