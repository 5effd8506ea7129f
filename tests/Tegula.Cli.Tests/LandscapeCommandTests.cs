using System.Text.Json;

namespace Tegula.Cli.Tests;

public sealed class LandscapeCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string SmallCell = "|none~0|+|nor_conv_1x1~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";

    [Fact]
    public void Landscapes_are_arrays_with_their_summaries_the_same_whatever_the_threads()
    {
        string[] request =
            [.. Request("json"), "--held-out", "0.25", "--points", "5", "--samples", "20", "--what", "loss,variance,hessian", "--products", "12", "--json"];
        var result = Shell.Run(request);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var report = result.Json();
        report.GetProperty("architecture").GetString().ShouldBe(SmallCell);
        report.GetProperty("split").GetString().ShouldBe("held out");
        report.GetProperty("images").GetInt32().ShouldBe(16);
        report.GetProperty("epochs").GetInt32().ShouldBe(1);
        foreach (var name in new[] { "loss", "gradientDeviation" })
        {
            var grid = report.GetProperty(name);
            grid.GetProperty("coordinates").EnumerateArray().Select(value => value.GetDouble()).ShouldBe([-1, -0.5, 0, 0.5, 1]);
            double[][] rows = [.. grid.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray())];
            rows.Length.ShouldBe(5);
            rows.ShouldAllBe(row => row.Length == 5 && row.All(value => value > 0));
            grid.GetProperty("centre").GetDouble().ShouldBe(rows[2][2]);
            grid.GetProperty("shareNearCentre").GetDouble().ShouldBe(rows.SelectMany(row => row).Count(value => value < rows[2][2] + 1) / 25.0, 1e-12);
        }

        var hessian = report.GetProperty("hessian");
        hessian.GetProperty("largest").GetDouble().ShouldBe(hessian.GetProperty("ritzValues")[0].GetDouble());
        hessian.GetProperty("products").GetInt32().ShouldBeLessThanOrEqualTo(13);
        Shell.Run([.. request, "--threads", "1"]).Output.ShouldBe(result.Output);
        Shell.RunWith("TEGULA_SIMD", "128", request).Output.ShouldBe(result.Output);
    }

    [Fact]
    public void A_checkpoint_is_looked_at_as_the_training_left_it()
    {
        var checkpoint = folder.PathOf("net.tgc");
        string[] request = Request("weights");
        Shell.Run([.. request[1..].Prepend("train"), "--checkpoint", checkpoint]).ExitCode.ShouldBe(0);
        string[] look = ["--points", "3", "--samples", "30", "--json"];
        var trained = Shell.Run([.. request, .. look]).Json();
        var saved = Shell.Run(["landscape", "--weights", checkpoint, .. DataOf(request), .. look]);

        saved.ExitCode.ShouldBe(0, saved.Error);
        saved.Json().GetRawText().ShouldBe(trained.GetRawText());
    }

    [Fact]
    public void People_see_a_summary_and_files_hold_points_and_pictures()
    {
        var csv = folder.PathOf("points.csv");
        var svg = folder.PathOf("loss.svg");
        var result = Shell.Run([.. Request("text"), "--points", "3", "--samples", "10", "--what", "variance,loss", "--csv", csv, "--svg", svg]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("deviation of the gradient");
        result.Output.ShouldNotContain("Hessian");
        var lines = File.ReadAllLines(csv);
        lines[0].ShouldBe("alpha,beta,loss,gradient_deviation");
        lines.Length.ShouldBe(10);
        lines.Skip(1).ShouldAllBe(line => line.Split(',').All(field => field.Length > 0));
        foreach (var name in new[] { "loss.svg", "loss-surface.svg", "loss-variance.svg", "loss-variance-surface.svg" })
            File.ReadAllText(folder.PathOf(name)).ShouldStartWith("<svg");
    }

    [Theory]
    [InlineData("landscape --points 10 CELL", "--points must be odd, so that the trained weights are the middle one, not 10")]
    [InlineData("landscape --what height CELL", "--what 'height' is not available; name some of loss,variance,hessian")]
    [InlineData("landscape --products 5 CELL", "--products belongs to --what hessian")]
    [InlineData("landscape --weights none.tgc", "--weights 'none.tgc' does not exist; name a file that 'tegula train --checkpoint' wrote")]
    [InlineData("landscape --weights none.tgc CELL", "--weights knows its architecture; leave the architecture out")]
    [InlineData("landscape --weights none.tgc --lr 0.1", "--lr belongs to a training, and --weights is the end of one; leave one of them out")]
    [InlineData("landscape --radius 0 CELL", "--radius must be a number above 0, such as 0.5 or 1e-3, not '0'")]
    public void A_wrong_request_is_one_line(string request, string line)
    {
        var result = Shell.Run(request.Split(' ').Select(word => word == "CELL" ? SmallCell : word));
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.TrimEnd().ShouldBe("tegula: " + line);
    }

    [Fact]
    public void Weights_of_other_images_are_refused()
    {
        var checkpoint = folder.PathOf("other.tgc");
        Shell.Run([.. Request("other")[1..].Prepend("train"), "--checkpoint", checkpoint]).ExitCode.ShouldBe(0);
        var result = Shell.Run("landscape", "--weights", checkpoint, "--data", "seg20", "--points", "3");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("tegula: --weights were trained on cifar10, images of 3x32x32 in 10 classes; --data has");
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : value.GetDouble();

    private static string[] DataOf(string[] request) => ["--data", request[Array.IndexOf(request, "--data") + 1]];

    private string[] Request(string name)
    {
        var file = folder.WriteCifar($"{name}.bin", 64);
        return ["landscape", SmallCell, "--channels", "2", "--cells", "1", "--data", $"cifar10:{file}", "--batch", "16", "--epochs", "1", "--lr", "0.01"];
    }
}
