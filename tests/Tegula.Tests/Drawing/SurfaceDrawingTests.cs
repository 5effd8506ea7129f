using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class SurfaceDrawingTests
{
    private static readonly SurfacePanel Bowl = Panel("bowl", (x, y) => 1 + (x * x) + (y * y));

    public static TheoryData<string> Kinds => ["contour", "map", "surface"];

    [Fact]
    public void Contours_of_all_panels_have_the_same_levels_and_colours()
    {
        XDocument svg = XDocument.Parse(Draw("contour", Bowl, Panel("higher", (x, y) => 2 + (x * x) + (y * y))));
        Dictionary<string, string>[] looks = [.. Groups(svg)
            .Select(panel => Paths(panel, "tg-level").ToDictionary(path => (string)path.Attribute("data-level")!, path => (string)path.Attribute("style")!))];
        looks.Length.ShouldBe(2);
        string[] common = [.. looks[0].Keys.Intersect(looks[1].Keys)];
        common.Length.ShouldBeGreaterThan(3);
        common.ShouldAllBe(level => looks[0][level] == looks[1][level]);
        looks[1].Keys.ShouldAllBe(level => double.Parse(level, CultureInfo.InvariantCulture) > 2);
        Brightness(looks[0].MaxBy(look => double.Parse(look.Key, CultureInfo.InvariantCulture)).Value)
            .ShouldBeGreaterThan(Brightness(looks[0].MinBy(look => double.Parse(look.Key, CultureInfo.InvariantCulture)).Value));
    }

    [Fact]
    public void A_contour_stands_where_its_level_is_and_carries_it()
    {
        XDocument svg = XDocument.Parse(Draw("contour", Bowl));
        XElement path = Paths(Groups(svg).Single(), "tg-level").Single(level => (string)level.Attribute("data-level")! == "2");

        // The plot is 300 pixels for coordinates from -1 to 1; level 2 is the unit circle, which touches the sides.
        double[][] places = [.. path.Attribute("d")!.Value.Split('M', 'L', 'Z').Where(text => text.Length > 0)
            .Select(text => text.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        double[] centre = [.. Enumerable.Range(0, 2).Select(i => (places.Max(place => place[i]) + places.Min(place => place[i])) / 2)];
        places.Length.ShouldBeGreaterThan(30);
        places.ShouldAllBe(place => Math.Abs(Math.Sqrt(Math.Pow(place[0] - centre[0], 2) + Math.Pow(place[1] - centre[1], 2)) - 150) < 1.5);
        new Picture(svg.ToString()).Text.Split('\n').Count(text => text == "1.6").ShouldBe(2);
    }

    [Fact]
    public void Nothing_is_drawn_above_the_ceiling_and_the_page_says_so()
    {
        string cut = ContourSvg.Write([[Bowl]], "title", "caption", "x", "y", ceiling: 1.5);
        cut.ShouldContain("blank: higher");
        Paths(Groups(XDocument.Parse(cut)).Single(), "tg-level")
            .ShouldAllBe(path => double.Parse((string)path.Attribute("data-level")!, CultureInfo.InvariantCulture) <= 1.5);
        Draw("contour", Bowl).ShouldNotContain("blank: higher");
        Draw("map", Panel("hole", (x, y) => x > 0.5 ? double.PositiveInfinity : y + 2)).ShouldContain("and more");
    }

    [Fact]
    public void A_map_has_one_tile_for_each_point_and_the_infinite_ones_are_the_lightest()
    {
        SurfacePanel panel = Panel("hole", (x, y) => x > 0.9 && y > 0.9 ? double.PositiveInfinity : 1 + x);
        XElement[] tiles = Paths(Groups(XDocument.Parse(Draw("map", panel))).Single(), "tg-tile");
        double area = tiles.Sum(tile => tile.Attribute("d")!.Value.Split('M').Skip(1).Sum(Area));
        area.ShouldBe(300 * 300, 100);
        XElement lightest = tiles.MaxBy(tile => Brightness((string)tile.Attribute("fill")!))!;
        lightest.Attribute("d")!.Value.Count(letter => letter == 'M').ShouldBe(21);
    }

    [Fact]
    public void A_surface_has_a_face_for_each_square_without_a_hole_and_near_ones_are_drawn_last()
    {
        SurfacePanel panel = Panel("hole", (x, y) => x > 0.99 && y > 0.99 ? double.NaN : 2);
        XElement[] faces = [.. Groups(XDocument.Parse(Draw("surface", panel))).Single().Descendants()
            .Where(element => element.Name.LocalName == "path" && ((string?)element.Attribute("fill") ?? "").StartsWith('#'))];
        faces.Length.ShouldBe((20 * 20) - 1);

        // A level floor: nearer is lower on the page.
        double[] heights = [.. faces.Select(face => face.Attribute("d")!.Value[1..^1].Split('L')
            .Average(place => double.Parse(place.Split(' ')[1], CultureInfo.InvariantCulture)))];
        heights.Zip(heights.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First - 0.02);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Texts_are_escaped_panels_stand_in_rows_and_the_bytes_repeat(string kind)
    {
        SurfacePanel[] panels = [Bowl with { Name = "a & b" }, Bowl, Bowl];
        string svg = Draw(kind, panels);
        svg.ShouldBe(Draw(kind, panels));
        svg.ShouldContain("a &amp; b");
        svg.ShouldContain("&lt;title&gt;");
        Groups(XDocument.Parse(svg)).Length.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_plain_can_be_drawn(string kind) => Groups(XDocument.Parse(Draw(kind, Panel("plain", (_, _) => 0)))).Length.ShouldBe(1);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_cannot_be_drawn_is_refused_in_one_line(string kind)
    {
        Should.Throw<ArgumentException>(() => Draw(kind)).Message.ShouldContain("at least one row");
        Should.Throw<ArgumentException>(() => Draw(kind, Bowl with { Right = -1 })).Message.ShouldContain("has no area");
        Should.Throw<ArgumentException>(() => Draw(kind, Bowl with { Rows = [[1, 2]] })).Message.ShouldContain("at least two rows");
        Should.Throw<ArgumentException>(() => Draw(kind, Bowl with { Rows = [[1, 2], [1]] })).Message.ShouldContain("as many in each row");
        Should.Throw<ArgumentException>(() => Draw(kind, Panel("none", (_, _) => double.NaN))).Message.ShouldContain("no finite value");
        Should.Throw<ArgumentException>(() => ContourSvg.Write([[Bowl]], "t", "c", "x", "y", ceiling: 0.5)).Message.ShouldContain("below the ceiling");
    }

    private static string Draw(string kind, params SurfacePanel[] panels) => kind switch
    {
        "contour" => ContourSvg.Write([panels], "<title>", "caption", "x", "y"),
        "map" => HeatMapSvg.Write([panels], "<title>", "caption", "x", "y"),
        _ => SurfaceSvg.Write([panels], "<title>", "caption", "x", "y", "z"),
    };

    private static SurfacePanel Panel(string name, Func<double, double, double> value) => new(
        name,
        -1,
        1,
        -1,
        1,
        [.. Enumerable.Range(0, 21).Select(y => Enumerable.Range(0, 21).Select(x => value((x - 10) / 10.0, (y - 10) / 10.0)).ToImmutableArray())]);

    private static XElement[] Groups(XDocument svg) => [.. svg.Descendants().Where(element => Picture.Classes(element).Contains("tg-surface"))];

    private static XElement[] Paths(XElement panel, string look) => [.. panel.Descendants().Where(element => Picture.Classes(element).Contains(look))];

    // "x yhWvH..." is W times H.
    private static double Area(string rectangle)
    {
        double[] sides = [.. rectangle.Split('h', 'v')[1..3].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return sides[0] * sides[1];
    }

    private static int Brightness(string colour) =>
        Enumerable.Range(0, 3).Sum(part => int.Parse(
            colour.AsSpan(colour.IndexOf('#', StringComparison.Ordinal) + 1 + (2 * part), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
