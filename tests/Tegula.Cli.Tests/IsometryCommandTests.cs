using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Tegula.Cli.Tests;

public sealed class IsometryCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Mlp = "densenet-mlp:depth=5,w=6,tc=3";

    [Fact]
    public void Json_has_every_layer_with_the_sizes_that_links_give_it()
    {
        var report = Json("isometry", "--model", Mlp, "--data", "seg20", "--batch", "10", "--repeats", "3", "--activation", "elu", "--json");

        report.GetProperty("architecture").GetString().ShouldBe("densenet-mlp:depth=5,w=6,tc=3,seed=0,inputs=2,classes=2");
        (report.GetProperty("batch").GetInt32(), report.GetProperty("repeats").GetInt32()).ShouldBe((10, 3));
        var layers = report.GetProperty("layers").EnumerateArray().ToList();
        layers.Count.ShouldBe(6);
        layers.Sum(layer => (layer.GetProperty("inputs").GetInt32() + 1) * layer.GetProperty("outputs").GetInt32())
            .ShouldBe(report.GetProperty("parameters").GetInt32());
        foreach (var layer in layers)
        {
            var mean = layer.GetProperty("meanSingularValue").GetDouble();
            mean.ShouldBeInRange(layer.GetProperty("least").GetDouble(), layer.GetProperty("greatest").GetDouble());
            layer.GetProperty("sd").GetDouble().ShouldBeGreaterThan(0);
        }

        report.GetProperty("meanSingularValue").GetDouble().ShouldBe(layers.Average(layer => layer.GetProperty("meanSingularValue").GetDouble()), 1e-12);
        report.GetProperty("innerMeanSingularValue").GetDouble()
            .ShouldBe(layers.Skip(1).SkipLast(1).Average(layer => layer.GetProperty("meanSingularValue").GetDouble()), 1e-12);

        // w = 6; weights of an average layer have the variance 2 / (w + m/2), so that the centre of the bounds is sqrt(2).
        var mass = report.GetProperty("nnMass").GetDouble();
        var bounds = report.GetProperty("bounds");
        bounds.GetProperty("variance").GetDouble().ShouldBe(2 / (6 + (mass / 2)), 1e-12);
        ((bounds.GetProperty("lower").GetDouble() + bounds.GetProperty("upper").GetDouble()) / 2).ShouldBe(Math.Sqrt(2), 1e-12);
    }

    [Fact]
    public void Bits_depend_on_the_seed_and_not_on_the_threads()
    {
        string[] request = ["isometry", Shell.GoodCell, "--channels", "4", "--cells", "1", "--batch", "4", "--json"];
        var first = Shell.Run([.. request, "--threads", "1"]).Output;

        Shell.Run([.. request, "--threads", "2"]).Output.ShouldBe(first);
        Shell.Run([.. request, "--seed", "1"]).Output.ShouldNotBe(first);
        var report = JsonDocument.Parse(first).RootElement;
        report.TryGetProperty("bounds", out _).ShouldBeFalse();
        report.GetProperty("layers")[0].GetProperty("inputs").GetInt32().ShouldBe(27);
    }

    [Fact]
    public void The_simulation_over_masses_keeps_the_bounds_in_json_table_and_drawing()
    {
        var (csv, svg) = (folder.PathOf("mass.csv"), folder.PathOf("mass.svg"));
        var report = Json("isometry", "--simulate", "mass", "--repeats", "2", "--csv", csv, "--svg", svg, "--json");

        var matrices = report.GetProperty("matrices").EnumerateArray().ToList();
        matrices.Count.ShouldBe(41);
        foreach (var matrix in matrices)
        {
            (matrix.GetProperty("rows").GetInt32() - 16).ShouldBe(matrix.GetProperty("nnMass").GetInt32() / 2);
            matrix.GetProperty("meanSingularValue").GetDouble()
                .ShouldBeInRange(matrix.GetProperty("lower").GetDouble(), matrix.GetProperty("upper").GetDouble());
            matrix.GetProperty("holdsBounds").GetBoolean().ShouldBeTrue();
        }

        var lines = File.ReadAllLines(csv);
        lines[0].ShouldStartWith("rows,columns,nn_mass,mean_singular_value,");
        lines.Skip(1).Select(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture))
            .ShouldBe(matrices.Select(matrix => matrix.GetProperty("meanSingularValue").GetDouble()));
        XDocument.Load(svg).Descendants().Count(element => (string?)element.Attribute("class") == "tg-curve").ShouldBe(3);
    }

    [Fact]
    public void Text_says_what_the_layers_come_to()
    {
        var result = Shell.Run("isometry", "--model", Mlp, "--data", "circle20", "--svg", folder.PathOf("layers.svg"));
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldContain("mean singular value ");
        result.Output.ShouldContain("Proposition 2 for linear layers: ");
        XDocument.Load(folder.PathOf("layers.svg")).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Theory]
    [InlineData("isometry", "there is nothing to look at; give an architecture, --dag CODE, --cell NAME, --model SPEC or --simulate mass|size")]
    [InlineData("isometry --model vgg:depth=11 --simulate size", "--simulate draws matrices of its own; leave the architecture out")]
    [InlineData("isometry --simulate depth", "--simulate 'depth' is not available; available are mass, size")]
    [InlineData("isometry --model densenet-mlp:depth=5,tc=3 --batch 0", "--batch must be a whole number of at least 1, not '0'")]
    [InlineData("isometry --dag 2_21_112 --channels 4", "2_21_112: channels and cells are options of NAS-Bench-201 and DARTS cells, not of the DAG 2_21_112")]
    [InlineData(
        "isometry --model densenet-mlp:depth=5,tc=3 --batch 60001 --data seg20",
        "seg20: a batch of 60,001 is larger than the data, 60,000 images; use a batch of at most 60,000")]
    public void A_wrong_request_is_one_line(string args, string message)
    {
        var result = Shell.Run(args.Split(' '));
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Error.TrimEnd().ShouldBe($"tegula: {message}");
    }

    private static JsonElement Json(params IEnumerable<string> args)
    {
        var result = Shell.Run(args);
        result.ExitCode.ShouldBe(0, result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
