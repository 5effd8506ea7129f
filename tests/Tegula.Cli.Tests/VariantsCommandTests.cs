using System.Text.Json;
using System.Xml.Linq;

namespace Tegula.Cli.Tests;

public sealed class VariantsCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Genotype =
        "Genotype(normal=[('sep_conv_3x3', 0), ('none', 1)], normal_concat=[2], reduce=[('max_pool_3x3', 0), ('skip_connect', 1)], reduce_concat=[2])";

    [Theory]
    [InlineData("darts", 3, 3.5, 3_349_342)]
    [InlineData("darts-v1", 3, 3.5, 3_169_414)]
    [InlineData("enas", 2, 5, 3_859_894)]
    [InlineData("amoebanet", 4, 4, 3_145_078)]
    [InlineData("nasnet", 2, 5, 3_830_950)]
    [InlineData("snas", 2, 4, 2_661_382)]
    public void Json_has_the_original_and_as_many_variants_as_asked_for(string cell, int depth, double width, long parameters)
    {
        var report = Run("variants", "--cell", cell, "--count", "25", "--json");

        report.GetProperty("kind").GetString().ShouldBe("connections");
        var original = report.GetProperty("original");
        original.GetProperty("cellDepth").GetInt32().ShouldBe(depth);
        original.GetProperty("cellWidth").GetDouble().ShouldBe(width);
        original.GetProperty("params").GetInt64().ShouldBe(parameters);
        report.GetProperty("variants").GetArrayLength().ShouldBe(25);
        foreach (var variant in report.GetProperty("variants").EnumerateArray())
        {
            variant.GetProperty("cellDepth").GetInt32().ShouldBeInRange(2, 6);
            variant.GetProperty("cellWidth").GetDouble().ShouldBeInRange(0.5, 5);
            variant.GetProperty("macs").GetInt64().ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void The_seed_decides_the_variants_and_a_genotype_given_back_is_its_own_original()
    {
        string[] request = ["variants", "--cell", "enas", "--kind", "operations", "--count", "3", "--json"];
        var first = Shell.Run(request).Output;

        Shell.Run(request).Output.ShouldBe(first);
        Shell.Run([.. request, "--seed", "1"]).Output.ShouldNotBe(first);
        var variant = JsonDocument.Parse(first).RootElement.GetProperty("variants")[2].GetProperty("genotype").GetString()!;
        Run("variants", "--genotype", variant, "--count", "1", "--json").GetProperty("original").GetProperty("genotype").GetString().ShouldBe(variant);
    }

    [Fact]
    public void The_adapted_cell_is_the_widest_and_shallowest_of_its_form_and_says_what_it_does_not_use()
    {
        var adapted = Run("variants", "--cell", "amoebanet", "--kind", "adapted", "--json").GetProperty("variants");

        adapted.GetArrayLength().ShouldBe(1);
        adapted[0].GetProperty("cellDepth").GetInt32().ShouldBe(2);
        adapted[0].GetProperty("cellWidth").GetDouble().ShouldBe(3);
        adapted[0].GetProperty("unusedNodes").EnumerateArray().Select(node => node.GetInt32()).ShouldBe([2, 3]);
    }

    [Fact]
    public void A_cell_without_a_path_has_neither_depth_nor_width()
    {
        var genotype = Genotype.Replace("('sep_conv_3x3', 0)", "('none', 0)", StringComparison.Ordinal);
        var original = Run("variants", "--genotype", genotype, "--kind", "adapted", "--json").GetProperty("original");

        original.TryGetProperty("cellDepth", out _).ShouldBeFalse();
        original.TryGetProperty("cellWidth", out _).ShouldBeFalse();
    }

    [Fact]
    public void For_people_there_is_a_row_for_the_original_and_each_variant()
    {
        var result = Shell.Run("variants", "--cell", "darts", "--count", "12");

        result.ExitCode.ShouldBe(0, result.Error);
        var lines = result.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(2 + 1 + 12);
        lines[2].ShouldBe("  original      3   3.5c  3.35 M  0 1 | 0 1 | 1 0 | 0 2");
        Shell.Run("variants", "--cell", "darts", "--kind", "operations", "--count", "1").Output.ShouldContain("skip_connect dil_conv_3x3");
    }

    [Fact]
    public void The_drawing_shows_the_original_and_its_variants_with_width_and_depth()
    {
        var file = folder.PathOf("variants.svg");
        var shown = Run("variants", "--cell", "amoebanet", "--kind", "adapted", "--svg", file, "--json");

        shown.GetProperty("variants").GetArrayLength().ShouldBe(1);
        var svg = XDocument.Load(file).ToString();
        svg.ShouldContain("original: 4c, 4");
        svg.ShouldContain("1: 3c, 2");
    }

    [Theory]
    [InlineData("variants", "give one cell to start from", "darts, darts-v1, enas, amoebanet, nasnet, snas")]
    [InlineData("variants --cell darts --genotype X", "give one cell to start from")]
    [InlineData("variants --cell dart", "--cell 'dart' is not available; available are darts, darts-v1")]
    [InlineData("variants --cell darts --kind nodes", "--kind 'nodes' is not available; available are connections, operations, adapted")]
    [InlineData("variants --cell darts --count 0", "--count must be a whole number of at least 1")]
    [InlineData("variants --cell darts --kind adapted --count 2", "--kind adapted has exactly one")]
    [InlineData("variants --genotype Genotype(normal=[('conv',0)", "genotype, character 20", "'conv' is no operation")]
    [InlineData("variants --genotype Genotype(normal=[('none',2)", "node 2 reads itself, which would make a cycle")]
    public void A_wrong_request_is_one_line(string args, params string[] words) => Shell.Run(args.Split(' ')).ShouldBeRefused(words);

    private static JsonElement Run(params string[] args)
    {
        var result = Shell.Run(args);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        return result.Json();
    }
}
