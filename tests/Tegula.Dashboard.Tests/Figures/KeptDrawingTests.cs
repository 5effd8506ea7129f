using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Drawing;

namespace Tegula.Dashboard.Tests.Figures;

public sealed class KeptDrawingTests
{
    private const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|nor_conv_3x3~2|";

    public static TheoryData<string> Drawings
    {
        get
        {
            var surface = new SurfacePanel("loss", -1, 1, -1, 1, [[1, 2], [3, 4]]);
            var landscape = new LandscapePanel("kappa", new(-1, 1, -1, 1, [[1, 2], [3, 4]], true, false), [(0, 0)], (0, 0), [[(0, 0), (0.5, 0.5)]]);
            return
            [
                GraphSvg.Write(ArchitectureReader.Parse(Cell).ToGraph(), "a & <b>"),
                GraphSheet.Write([new(ArchitectureReader.Parse("2_02_002").ToGraph(), "dag")], "sheet"),
                GraphSvg.Write(ArchitectureReader.Parse("mobilenet-v2").ToGraph(), "model"),
                CurveSvg.Write([new("curve", [1, 2])], "curves", "caption", "step", "value"),
                CurvePanelsSvg.Write([new("panel", "x", "y", [new("curve", [new(0, 1, 0.5), new(1, 2, 0.5)])])], "panels", "caption"),
                ScatterPanelsSvg.Write([new("panel", "x", "y", [new("one", [(0, 1)]), new("two", [(1, 2)]), new("three", [(2, 2)]), new("four", [(3, 2)])])], "points", "caption"),
                RankingSvg.Write([new("row", false), new("free", true)], [new("data", [new(0.5, 0.4, 0.6), new(null, 0, 0)], 0.3)], "ranking", "caption", "tau", ("a", "b", "c")),
                ContourSvg.Write([[surface]], "contour", "caption", "alpha", "beta", null),
                SurfaceSvg.Write([[surface]], "surface", "caption", "alpha", "beta", "loss", null),
                HeatMapSvg.Write([[surface]], "heat", "caption", "alpha", "beta", null),
                LandscapeSvg.Write([[landscape]], "landscape", "caption", "first", "second"),
                BarPanelsSvg.Write([new("one", false), new("two", true)], [new("panel", ["a"], [[1.0, null]])], "bars", "caption"),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Every_drawing_of_this_program_may_stand_in_a_page(string drawing) => KeptDrawing.IsSafe(drawing).ShouldBeTrue(drawing[..Math.Min(drawing.Length, 300)]);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<g onload=\"alert(1)\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\"><text>x</text></a>")]
    [InlineData("<image href=\"http://elsewhere/x.png\"/>")]
    [InlineData("<use href=\"#x\"/>")]
    [InlineData("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>")]
    [InlineData("<rect style=\"fill:url(http://elsewhere)\"/>")]
    [InlineData("<rect fill=\"URL(http://elsewhere)\"/>")]
    [InlineData("<rect fill=\"u\\72l(http://elsewhere)\"/>")]
    [InlineData("<g style=\"position:fixed\"/>")]
    [InlineData("<style>@import 'http://elsewhere';</style>")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("<style>.tg,body{display:none}</style>")]
    [InlineData("<style>.tg{background:red}</style>")]
    [InlineData("<style>.tg{fill:\\75rl(x)}</style>")]
    [InlineData("<style>.tg{position:fixed;inset:0}</style>")]
    [InlineData("<style>.tg{fill:red}<![CDATA[</style><script>]]></style>")]
    [InlineData("<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>")]
    [InlineData("<set attributeName=\"onload\" to=\"alert(1)\"/>")]
    [InlineData("<?xml-stylesheet href=\"http://elsewhere\"?>")]
    [InlineData("<style>.tg{fill:red}<g/></style>")]
    [InlineData("<title>a<g/></title>")]
    [InlineData("<desc><![CDATA[<script>alert(1)</script>]]></desc>")]
    [InlineData("<!--><script>alert(1)</script>-->")]
    [InlineData("<g>")]
    public void Whatever_else_is_in_a_drawing_keeps_it_out(string part) =>
        KeptDrawing.IsSafe($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tg\">{part}</svg>").ShouldBeFalse();

    [Fact]
    public void A_backslash_may_stand_in_a_text() =>
        KeptDrawing.IsSafe("<svg xmlns=\"http://www.w3.org/2000/svg\" aria-label=\"a\\b\"><text>a\\b</text></svg>").ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<p>text</p>")]
    [InlineData("<svg/>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x 'y'>]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    public void What_is_no_drawing_is_kept_out(string text) => KeptDrawing.IsSafe(text).ShouldBeFalse();
}
