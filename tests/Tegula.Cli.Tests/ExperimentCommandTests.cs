using System.Globalization;
using System.Xml.Linq;
using Tegula.Experiments;

namespace Tegula.Cli.Tests;

public sealed class ExperimentCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void Without_a_name_all_are_listed()
    {
        var shown = Shell.Run("experiment");
        shown.ExitCode.ShouldBe(0, shown.Error);
        foreach (var experiment in ExperimentRegistry.All)
            shown.Output.ShouldContain(experiment.Id);

        var listed = Shell.Run("experiment", "--json").Json().GetProperty("experiments").EnumerateArray().ToList();
        listed.Select(item => item.GetProperty("experiment").GetString()).ShouldBe(ExperimentRegistry.All.Select(experiment => experiment.Id));
        listed.ShouldAllBe(item => item.GetProperty("quick").EnumerateObject().Any() && item.GetProperty("source").GetString()!.Contains(".txt"));
    }

    [Fact]
    public void Numbers_go_to_json_csv_and_pictures_alike()
    {
        var (svg, csv) = (folder.PathOf("isometry.svg"), folder.PathOf("isometry.csv"));
        var result = Shell.Run("experiment", "isometry-simulation", "--draws", "2", "--seed", "5", "--json", "--svg", svg, "--csv", csv);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var document = result.Json();
        document.GetProperty("seed").GetInt32().ShouldBe(5);
        document.GetProperty("settings").GetProperty("draws").GetInt32().ShouldBe(2);
        document.GetProperty("findings").EnumerateArray().First().GetProperty("holds").GetBoolean().ShouldBeTrue();
        var rows = document.GetProperty("rows").EnumerateArray().ToList();
        var lines = File.ReadAllLines(csv);
        lines.Length.ShouldBe(rows.Count + 1);
        lines[0].Split(',').ShouldBe(rows[0].EnumerateObject().Select(property => property.Name));
        double.Parse(lines[3].Split(',')[4], CultureInfo.InvariantCulture).ShouldBe(rows[2].GetProperty("meanSingularValue").GetDouble());
        XDocument.Load(svg).Root!.Name.LocalName.ShouldBe("svg");
        XDocument.Load(folder.PathOf("isometry-squares.svg")).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public void Trainings_are_shown_to_people_and_the_same_bits_with_other_threads()
    {
        string[] small =
        [
            "experiment", "dag-convergence", "--width", "8", "--images", "64", "--test-images", "32", "--batch", "16", "--epochs", "2", "--seeds", "2",
            "--lr", "0.01",
        ];
        var shown = Shell.Run(small);
        shown.ExitCode.ShouldBe(0, shown.Error);
        shown.Output.ShouldContain("early training accuracy is ordered DAG#3 > DAG#2 > DAG#1");
        shown.Output.ShouldContain("synthetic");
        var one = Shell.Run([.. small, "--json", "--threads", "1"]).Json();
        var two = Shell.Run([.. small, "--json", "--threads", "2"]).Json();
        two.GetProperty("rows").GetRawText().ShouldBe(one.GetProperty("rows").GetRawText());
        one.GetProperty("dataHash").GetString()!.Length.ShouldBe(64);
    }

    [Theory]
    [InlineData("there is no experiment 'fig-4'; known are dag-convergence", "fig-4")]
    [InlineData("this experiment has no --points", "dag-convergence", "--points", "9")]
    [InlineData("experiment cell-theorems needs no data; leave --data and --test out", "cell-theorems", "--data", "synthetic")]
    [InlineData("--lr must be numbers between commas, such as 0.025,0.25, not 'fast'", "cell-convergence", "--lr", "fast")]
    [InlineData("--depths holds 2, expected numbers at least 3", "nn-mass-accuracy", "--depths", "2,8")]
    [InlineData("the test data has 2 classes of 2x1x1, the training data 10 of 3x32x32; give data of one kind", "cell-convergence", "--test", "circle20")]
    [InlineData("--points is 4, expected an odd number, so that the trained weights are one of them", "cell-landscape", "--points", "4")]
    public void A_wrong_request_is_one_line(string message, params string[] arguments)
    {
        var result = Shell.Run(["experiment", .. arguments]);
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldStartWith("tegula: ");
        result.Error.ShouldContain(message);
        result.Error.Trim().ShouldNotContain("\n");
    }
}
