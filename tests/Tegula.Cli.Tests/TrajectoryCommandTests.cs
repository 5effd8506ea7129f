using System.Text.Json;
using System.Xml.Linq;

namespace Tegula.Cli.Tests;

public sealed class TrajectoryCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Small = ["--steps", "16", "--early", "3", "--late", "12", "--indicators", "params,effective-depth"];

    [Fact]
    public void Json_csv_and_drawing_tell_the_same_ways()
    {
        var (csv, svg) = (folder.PathOf("ways.csv"), folder.PathOf("ways.svg"));
        var result = Shell.Run(["trajectory", "--json", "--csv", csv, "--svg", svg, .. Small]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var report = result.Json();
        var architectures = report.GetProperty("architectures").EnumerateArray().ToList();
        var stages = report.GetProperty("stages").EnumerateArray().ToList();
        stages.Select(stage => stage.GetProperty("step").GetInt32()).ShouldBe([3, 12]);
        var expected = new List<string>();
        foreach (var stage in stages)
        {
            var children = stage.GetProperty("children").EnumerateArray().ToList();
            children.Count.ShouldBe(2);
            stage.GetProperty("barriers").EnumerateArray().Select(barrier => barrier.GetProperty("indicator").GetString())
                .ShouldBe(["params", "effective-depth"]);
            foreach (var (index, child) in children.Index())
            {
                child.GetProperty("path")[0].GetProperty("architecture").GetInt32().ShouldBe(stage.GetProperty("parent").GetInt32());
                expected.AddRange(child.GetProperty("path").EnumerateArray().Select(point => Row(stage, index, point, architectures)));
            }
        }

        var lines = File.ReadAllLines(csv);
        lines[0].ShouldBe("stage,child,step,architecture,x,y,params,effective-depth");
        lines.Skip(1).Select(line => string.Join(',', line.Split(',')[..4])).ShouldBe(expected);
        var surface = report.GetProperty("surfaces")[0];
        surface.GetProperty("values").GetArrayLength().ShouldBe(surface.GetProperty("y").GetArrayLength());
        XDocument.Load(svg).Descendants().Count(element => (string?)element.Attribute("class") == "tg-landscape").ShouldBe(4);
    }

    [Fact]
    public void The_same_command_gives_the_same_bytes_whatever_the_threads()
    {
        string[] measured = ["trajectory", "--json", "--steps", "8", "--indicators", "kappa,regions", "--repeats", "1", "--batch", "8"];
        var first = Shell.Run([.. measured, "--threads", "1"]).Output;
        Shell.Run([.. measured, "--threads", "2"]).Output.ShouldBe(first);
        Shell.Run([.. measured, "--seed", "5"]).Output.ShouldNotBe(first);
    }

    [Fact]
    public void People_see_where_the_children_ended()
    {
        var result = Shell.Run(["trajectory", "--space", "darts", .. Small]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("early: step 3, policy entropy");
        result.Output.ShouldContain("child 2");
        result.Output.ShouldContain("architectures met");
    }

    private static string Row(JsonElement stage, int child, JsonElement point, List<JsonElement> architectures) => string.Join(
        ',',
        stage.GetProperty("id").GetString(),
        child + 1,
        point.GetProperty("step").GetInt32(),
        architectures[point.GetProperty("architecture").GetInt32()].GetProperty("architecture").GetString());
}
