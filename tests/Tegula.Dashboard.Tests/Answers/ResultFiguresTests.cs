using Tegula.Architectures;
using Tegula.Dashboard.Answers;
using Tegula.Drawing;

namespace Tegula.Dashboard.Tests.Answers;

public sealed class ResultFiguresTests
{
    private static readonly string Drawing = GraphSvg.Write(
        NasBench201Cell.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|").ToGraph(), "A & B");

    [Fact]
    public void An_answer_of_text_alone_is_shown_as_it_was_printed()
    {
        var content = ResultFigures.Of("train", new Dictionary<string, string> { ["text"] = "\n  a  b\n  <c>\n" });
        content.Sections.ShouldHaveSingleItem().Printed.ShouldBe("  a  b\n  <c>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    public void What_is_no_document_hides_nothing_else(string json)
    {
        var content = ResultFigures.Of("landscape", new Dictionary<string, string> { ["json"] = json, ["text"] = "x", ["svg"] = Drawing });
        content.Sections.SelectMany(section => section.Figures).Single().Title.ShouldBe("A & B");
        content.Sections[^1].Printed.ShouldBe("x");
    }

    [Theory]
    [InlineData("landscape", """{"loss":{"coordinates":[0],"rows":[[1,2]]}}""")]
    [InlineData("experiment", """{"findings":[1,2]}""")]
    [InlineData("design", """{"candidates":[{"spec":"x","nnMass":1,"params":"x","macs":3}]}""")]
    [InlineData("design", """{"examined":1.5}""")]
    public void A_document_of_another_shape_hides_nothing_else(string command, string json)
    {
        var content = ResultFigures.Of(command, new Dictionary<string, string> { ["json"] = json, ["text"] = "x", ["svg"] = Drawing });
        content.Sections.SelectMany(section => section.Figures).Single().Svg.ShouldBe(Drawing);
        content.Sections[^1].Printed.ShouldBe("x");
    }

    [Fact]
    public void A_drawing_with_anything_but_shapes_and_texts_is_left_out()
    {
        string evil = Drawing.Replace("</svg>", "<script>alert(1)</script></svg>", StringComparison.Ordinal);
        var content = ResultFigures.Of("train", new Dictionary<string, string> { ["json"] = "{}", ["svg"] = evil, ["svg-more"] = Drawing });
        content.Sections.SelectMany(section => section.Figures).Select(figure => figure.Svg).OfType<string>().ShouldBe([Drawing]);
    }

    [Fact]
    public void Every_number_of_another_commands_document_is_in_a_table()
    {
        const string json = """
            {"architecture":"a","n":3,"flag":true,"epochs":[{"loss":0.5},{"loss":0.25,"accuracy":90}],"kernel":[[1,0.5],[0.5,1]],"list":[7,8],"inner":{"x":9}}
            """;
        var content = ResultFigures.Of("train", new Dictionary<string, string> { ["json"] = json });
        object?[] fields = [.. content.Sections.SelectMany(section => section.Figures).SelectMany(figure => figure.Table?.Rows ?? []).SelectMany(row => row)];
        foreach (object expected in new object[] { "a", 3L, true, 0.5, 0.25, 90L, 1L, 7L, 8L, 9L })
            fields.ShouldContain(expected);
        content.Title.ShouldBe("train a");
    }

    [Fact]
    public void A_network_that_this_version_does_not_know_stays_in_the_table()
    {
        const string json = """{"family":"f","candidates":[{"spec":"never-heard-of:1","nnMass":10.5,"params":2000,"macs":30}],"examined":1}""";
        var content = ResultFigures.Of("design", new Dictionary<string, string> { ["json"] = json });
        content.Sections[0].Figures[0].Table!.Rows.ShouldHaveSingleItem().ShouldBe(["1", "never-heard-of:1", 10.5, 2000L, 30L]);
        content.Sections.ShouldNotContain(section => section.Title == "Drawings");
    }
}
