using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Topology;

namespace Tegula.Tests.Drawing;

public sealed class DrawingThemeTests
{
    private const double TextContrast = 4.5;
    private const double LineContrast = 3;

    // The least distance of operations, and of curves, for any reader; side by side, 0.02 can just be seen.
    private const double KindDistance = 0.13;
    private const double CurveDistance = 0.1;

    private static readonly string[] Kinds = ["convolution", "linear", "pooling", "identity", "concatenation"];

    // What means nothing by itself: paper, grid, meshes, and what lies inside the outline of something else.
    private static readonly string[] Quiet = ["tg-paper", "tg-grid", "tg-mesh", "tg-tile"];

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in Drawings.Keys)
            {
                cases.Add(name, p2: false);
                cases.Add(name, p2: true);
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<string>> Drawings { get; } = new(StringComparer.Ordinal)
    {
        ["graph"] = () => GraphSvg.Write(SampleGraphs.Darts(), "cell"),
        ["dead edges"] = () => GraphSvg.Write(Cell.ToGraph(), "cell"),
        ["network"] = () => GraphSvg.Write(SampleGraphs.Residual(12, 3), "network"),
        ["sheet"] = () => GraphSheet.Write([new(Cell.ToGraph(), "a", "note"), new(DagArchitecture.Parse("2_21_112").ToGraph(), "b")], "sheet"),
        ["case"] = () => CaseSheet.Write([new(Cell.ToGraph(), "a", [new("kappa", "1", CaseChange.Better), new("mse", "2", CaseChange.Worse)])], "case", "c"),
        ["curves"] = () => CurveSvg.Write([.. Enumerable.Range(1, 8).Select(index => new Curve($"{index}", [index, 2.5]))], "t", "c", "x", "y"),
        ["bands"] = () => CurvePanelsSvg.Write(
            [new("p", "x", "y", [new("a", [new(1, 1, 0.5), new(2, 3, 0.5)]), new("b", [new(1, 2), new(2, 2)])])], "t", "c"),
        ["points"] = () => ScatterPanelsSvg.Write(
            [new("p", "x", "y", [.. Enumerable.Range(1, 8).Select(index => new ScatterSeries($"{index}", [(index, index)]))]) { Line = (1, 0) }], "t", "c"),
        ["bars"] = () => BarPanelsSvg.Write([new("all", IsReference: true), new("a")], [new("p", ["x", "y"], [[1, 2], [3, null]])], "t", "c"),
        ["ranking"] = () => RankingSvg.Write(
            [new("a", false), new("b", true)], [new("p", [new(0.6, 0.5, 0.7), new(0.4, 0.3, 0.5)], 0.3)], "t", "c", "tau", ("x", "y", "z")),
        ["spread"] = () => SpreadSvg.Write(["p"], [new("a", [new(90, 1)])], "x", "n", "t", "c"),
        ["plane"] = () => PlaneSvg.Write([new(1, 1, 9), new(2, 2, 1)], new DepthWidthRegion(0.9, 1.5, 0.9, 1.5), "t", "c"),
        ["accuracy"] = () => AccuracyPlaneSvg.Write([new("p", [new(0.25, 4, 50, 8, 3), new(1, 2, 90, 4, 10), new(3, 0.5, 70, 0, 1)])], "t", "c"),
        ["landscape"] = () => LandscapeSvg.Write(
            [[new("p", new(0, 3, 0, 2, [[1, 2, 3], [4, 5, 6]], false, false), [(1, 1), (2, 1)], (0.5, 0.5), [[(0.5, 0.5), (1, 1.5)], [(2.5, 0.5)]])]],
            "t", "c", "x", "y"),
        ["contour"] = () => ContourSvg.Write([[Bowl]], "t", "c", "x", "y"),
        ["map"] = () => HeatMapSvg.Write([[Bowl]], "t", "c", "x", "y"),
        ["surface"] = () => SurfaceSvg.Write([[Bowl]], "t", "c", "x", "y", "z"),
    };

    private static NasBench201Cell Cell => NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|avg_pool_3x3~2|");

    private static SurfacePanel Bowl => new(
        "bowl",
        -1,
        1,
        -1,
        1,
        [.. Enumerable.Range(-10, 21).Select(y => Enumerable.Range(-10, 21).Select(x => 1 + (0.01 * ((x * x) + (y * y)))).ToImmutableArray())]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_and_lines_stand_out_in_both_themes(string name, bool dark)
    {
        Faint(new(Drawings[name](), dark)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("#545d67", "#8a8f96")]
    [InlineData("#2c61c2", "#9ab4e6")]
    [InlineData("#66717d", "#b4bac0")]
    public void A_colour_that_is_too_pale_would_be_found(string colour, string paler)
    {
        string svg = Drawings["dead edges"]();
        svg.ShouldContain(colour);
        Faint(new(svg.Replace(colour, paler, StringComparison.Ordinal), dark: false)).ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_drawing_says_what_it_is_and_has_no_name_that_another_could_have(string name, bool dark)
    {
        XElement root = new StyledPicture(Drawings[name](), dark).Root;
        root.Attribute("role")!.Value.ShouldBe("img");
        root.Attribute("aria-label")!.Value.ShouldNotBeEmpty();
        root.Elements().Take(2).Select(element => element.Name.LocalName).ShouldBe(["title", "desc"]);
        root.Elements().Take(2).ShouldAllBe(element => element.Value.Length > 0);
        root.DescendantsAndSelf().ShouldAllBe(element => element.Attribute("id") == null && element.Name.LocalName != "script");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Operations_and_curves_can_be_told_apart_by_all_readers(bool dark)
    {
        var picture = new StyledPicture(Drawings["graph"](), dark);
        foreach (string deficiency in Rgb.Deficiencies)
        {
            ShouldDiffer(Kinds, KindDistance, deficiency);
            ShouldDiffer([.. Enumerable.Range(0, 8).Select(index => $"c{index}")], CurveDistance, deficiency);
        }

        void ShouldDiffer(string[] names, double least, string deficiency)
        {
            Rgb[] colours = [.. names.Select(name => picture.Variable(name).SeenWith(deficiency))];
            for (int first = 0; first < colours.Length; first++)
            {
                for (int second = first + 1; second < colours.Length; second++)
                    colours[first].Distance(colours[second]).ShouldBeGreaterThanOrEqualTo(least, $"{names[first]} and {names[second]} with {deficiency}");
            }
        }
    }

    [Fact]
    public void A_simulated_deficiency_leaves_grey_as_it_is_and_makes_red_and_green_alike()
    {
        Rgb grey = Rgb.Parse("#808080");
        Rgb.Deficiencies.ShouldAllBe(deficiency => grey.SeenWith(deficiency).Distance(grey) < 0.005);
        (Rgb red, Rgb green) = (Rgb.Parse("#c05a3c"), Rgb.Parse("#7f7f3c"));
        red.SeenWith("deuteranopia").Distance(green.SeenWith("deuteranopia")).ShouldBeLessThan(red.Distance(green) / 3);
        Rgb.Parse("#ffffff").Contrast(Rgb.Parse("#000")).ShouldBe(21, 1e-9);
        Rgb.Parse("#777777").Contrast(Rgb.Parse("#ffffff")).ShouldBe(4.48, 0.01);
    }

    [Fact]
    public void Ways_over_a_landscape_can_be_seen_on_every_colour_of_it()
    {
        var picture = new StyledPicture(Drawings["landscape"](), dark: false);
        XElement[] shapes = [.. picture.Shapes];
        Rgb[] tiles = [.. shapes.Where(shape => Picture.Classes(shape).Contains("tg-tile")).Select(shape => picture.Colour(shape, "fill")!.Value)];
        XElement[] over = [.. shapes.Where(shape => Picture.Classes(shape).Intersect(["tg-way", "tg-goal", "tg-between", "tg-seen"]).Any())];
        tiles.Length.ShouldBe(6);
        over.Length.ShouldBe(6);
        foreach (Rgb tile in tiles)
        {
            over.ShouldAllBe(shape => new[] { shape, (XElement)shape.PreviousNode! }
                .Max(line => picture.Colour(line, "stroke")!.Value.Contrast(tile)) >= LineContrast);
        }
    }

    [Fact]
    public void Hues_of_a_terminal_can_be_seen_on_black_and_on_white()
    {
        foreach (DiagramLook look in Enum.GetValues<DiagramLook>())
        {
            if (DrawingTheme.TerminalHue(look) is not { } hue)
                continue;
            Rgb colour = Rgb.Parse($"#{hue.Red:x2}{hue.Green:x2}{hue.Blue:x2}");
            colour.Contrast(Rgb.Parse("#000")).ShouldBeGreaterThanOrEqualTo(LineContrast, $"{look}");
            colour.Contrast(Rgb.Parse("#fff")).ShouldBeGreaterThanOrEqualTo(LineContrast, $"{look}");
        }

        DrawingTheme.TerminalHue(DiagramLook.Note).ShouldBeNull();
        Enum.GetValues<DiagramLook>().Count(look => DrawingTheme.TerminalHue(look) is not null).ShouldBe(4);
    }

    [Fact]
    public void Inside_a_page_a_drawing_brings_no_style_sheet_and_keeps_its_shapes()
    {
        foreach (string svg in Drawings.Values.Select(draw => draw()))
        {
            XElement before = XDocument.Parse(svg).Root!;
            XElement inside = XDocument.Parse(DrawingTheme.Inline(svg)).Root!;
            inside.Descendants().ShouldNotContain(element => element.Name.LocalName == "style");
            inside.Attribute("style")!.Value.ShouldBe($"--tg-width:{before.Attribute("width")!.Value}px");
            before.Elements().Single(element => element.Name.LocalName == "style").Remove();
            inside.Attribute("style")!.Remove();
            XNode.DeepEquals(Plain(inside), Plain(before)).ShouldBeTrue();
        }

        const string Sheet = "<style>\n</style>\n";
        foreach (string other in new[] { "", "<p>", "<svg width=\"1\"></svg>", $"<svg width=\"x\">{Sheet}</svg>", $"<svg>{Sheet}<g width=\"1\"/></svg>" })
            DrawingTheme.Inline(other).ShouldBe(other);

        static XElement Plain(XElement element) => XElement.Parse(element.ToString());
    }

    [Fact]
    public void The_style_of_a_page_has_every_colour_of_both_themes_and_every_rule()
    {
        string own = XDocument.Parse(Drawings["graph"]()).Root!.Elements().Single(element => element.Name.LocalName == "style").Value;
        MatchCollection variables = Regex.Matches(own, @"--tg-(?<name>\w+):(?<value>#\w{6});", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        ILookup<string, string> values = variables.ToLookup(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        values.Count.ShouldBeGreaterThan(30);
        foreach (IGrouping<string, string> variable in values)
            DrawingTheme.PageStyle.ShouldContain($"--tg-{variable.Key}:light-dark({variable.First()},{variable.Last()});");
        string rules = own[(own.IndexOf(".tg-paper{", StringComparison.Ordinal))..].Trim();
        DrawingTheme.PageStyle.ShouldContain(rules);
        DrawingTheme.PageStyle.ShouldNotContain("prefers-color-scheme");
        DrawingTheme.PageStyle.Split('\n').Where(line => line.Contains('{', StringComparison.Ordinal) && !line.StartsWith("@media", StringComparison.Ordinal))
            .ShouldAllBe(line => line.StartsWith(".tg", StringComparison.Ordinal));
    }

    // Texts and shapes that do not stand out.
    private static IEnumerable<string> Faint(StyledPicture picture) =>
        from shape in picture.Shapes
        let isText = shape.Name.LocalName == "text"
        where isText || !IsQuiet(picture, shape)
        let contrast = isText ? picture.Colour(shape, "fill")!.Value.Contrast(Behind(picture, shape)) : Seen(picture, shape)
        where contrast < (isText ? TextContrast : LineContrast)
        select $"{contrast:0.00} {shape}";

    // The last rectangle drawn before a text that holds it, in the same group; else the paper.
    private static Rgb Behind(StyledPicture picture, XElement text)
    {
        (double X, double Y) place = (StyledPicture.Number(text, "x"), StyledPicture.Number(text, "y") - 4);
        bool isInBox = text.Parent!.Attribute("data-node") is not null || text.Parent.Attribute("data-edge") is not null;
        bool isMiddle = isInBox || Picture.Classes(text).Contains("tg-mid");
        XElement? behind = text.ElementsBeforeSelf().LastOrDefault(element =>
            element.Name.LocalName == "rect" && isMiddle && StyledPicture.BoxOf(element).Holds(place) && picture.Colour(element, "fill") is not null);
        return behind is null ? picture.Paper : picture.Colour(behind, "fill")!.Value;
    }

    private static bool IsQuiet(StyledPicture picture, XElement shape)
    {
        // A map of colours is read inside its frame, by its scale; a band lies around its curve.
        string[] classes = Picture.Classes(shape);
        bool isMap = ((string?)shape.Attribute("fill"))?.StartsWith('#') == true && !classes.Contains("tg-accuracy") && !classes.Contains("tg-parent");
        bool isBand = picture.Value(shape, "fill-opacity") is ".16";
        return isMap || isBand || classes.Contains("tg-under") || classes.Intersect(Quiet).Any() || Picture.Classes(shape.Parent!).Contains("tg-mesh");
    }

    // What stands out most: outline, filling, or the dark line below a bright one.
    private static double Seen(StyledPicture picture, XElement shape)
    {
        Rgb?[] colours =
        [
            picture.Colour(shape, "fill"), picture.Colour(shape, "stroke"),
            shape.PreviousNode is XElement under && Picture.Classes(under).Contains("tg-under") ? picture.Colour(under, "stroke") : null,
        ];
        return colours.Max(colour => colour?.Contrast(picture.Paper) ?? 0);
    }
}
