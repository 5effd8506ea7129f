using System.Text.Json;

namespace Tegula.Cli.Tests;

/// <summary><c>tegula space</c>, and <c>--space FILE</c> wherever there is a <c>--space</c>.</summary>
public sealed class OwnSpaceCommandTests : IClassFixture<TemporaryFolder>
{
    private const string Cell = "|conv~0|+|skip~0|conv~1|+|skip~0|pool~1|conv~2|";

    private const string Yaml = """
        name: tiny
        cell:
          nodes: 4
        operations:
          skip: {type: identity}
          conv: {type: convolution, kernel: 3}
          pool: {type: max-pool}
        skeleton:
          channels: 8
          cells: 1
        constraints:
          at-most: {pool: 2}

        """;

    private readonly TemporaryFolder _folder;
    private readonly string _file;

    public OwnSpaceCommandTests(TemporaryFolder folder)
    {
        _folder = folder;
        _file = folder.Write("tiny.yaml", Yaml);
    }

    [Fact]
    public void Check_says_what_the_space_is()
    {
        var report = Shell.Run("space", "check", _file, "--json").Json();

        report.GetProperty("id").GetString()!.ShouldMatch("^tiny@[0-9a-f]{8}$");
        report.GetProperty("nodes").GetInt32().ShouldBe(4);
        report.GetProperty("edges").GetArrayLength().ShouldBe(6);

        // Of 3^6 cells those with at most two pools: 2^6 + 6 * 2^5 + 15 * 2^4.
        report.GetProperty("cells").GetInt64().ShouldBe(64 + 192 + 240);
        var conv = report.GetProperty("operations").EnumerateArray().Single(operation => operation.GetProperty("name").GetString() == "conv");

        // Eight channels to eight with a 3x3 kernel, scale and shift of a batch norm; no bias; at 32 x 32 places.
        conv.GetProperty("parameters").GetInt64().ShouldBe((8 * 8 * 9) + (2 * 8));
        conv.GetProperty("macs").GetInt64().ShouldBe(8 * 8 * 9 * 32 * 32);
        conv.GetProperty("settings").GetProperty("kernel").GetDouble().ShouldBe(3);
        report.GetProperty("dearest").GetProperty("architecture").GetString().ShouldBe("|conv~0|+|conv~0|conv~1|+|conv~0|conv~1|conv~2|");
        report.GetProperty("depth").EnumerateArray().Select(item => item.GetDouble()).ShouldBe([0.25, 2]);

        // All four ways exist; one convolution on the edge 0-3 lies on one of them, six on eight edges of them.
        // Six convolutions in each of three stages of 8, 16 and 32 channels.
        var (least, most) = (Parameters(report, "cheapest"), Parameters(report, "dearest"));
        (most - least).ShouldBe(6 * new[] { 8, 16, 32 }.Sum(channels => (channels * channels * 9) + (2 * channels)));
        var text = Shell.Run("space", "check", _file);
        text.ExitCode.ShouldBe(0, text.Error);
        text.Output.ShouldContain("4 nodes, 6 edges, 496 cells that keep to the constraints");
        text.Output.ShouldContain("kernel 3");
    }

    [Theory]
    [InlineData("nodes: 4", "nodes: 99", ":3:10: ")]
    [InlineData("type: max-pool", "type: max-pol", ":7:16: ")]
    [InlineData("at-most: {pool: 2}", "at-most: {pol: 2}", ":12:18: ")]
    [InlineData("at-most: {pool: 2}", "at-most: {pool: 0, conv: 0, skip: 5}", ":11:1: ")]
    public void A_fault_is_told_with_its_line_and_column_wherever_the_file_is_named(string right, string wrong, string place)
    {
        var file = _folder.Write($"wrong{place[1]}{place.Length}.yaml", Yaml.Replace(right, wrong, StringComparison.Ordinal));
        foreach (string[] command in (string[][])[["space", "check", file], ["filter", "--space", file], ["score", "--space", file, Cell]])
        {
            var result = Shell.Run(command);
            result.ExitCode.ShouldBe(2);
            result.Output.ShouldBeEmpty();
            result.Error.ShouldStartWith($"tegula: {file}{place}");
            result.Error.Count(letter => letter == '\n').ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("there is no file 'missing.yaml'", "space", "check", "missing.yaml")]
    [InlineData("there is no file 'missing.yaml'", "filter", "--space", "missing.yaml")]
    [InlineData("--space 'imagenet' is not available; available are nas-bench-201, darts, and the YAML file of an own space", "score", "--space", "imagenet")]
    [InlineData("unknown option '--jsn'", "space", "list", "--jsn")]
    public void A_wrong_request_is_one_line_and_2(string expected, params string[] command)
    {
        var result = Shell.Run(command);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(expected);
        result.Error.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Fact]
    public void The_schema_is_a_json_schema_and_the_list_names_the_built_in_spaces()
    {
        var schema = JsonDocument.Parse(Shell.Run("space", "schema").Output).RootElement;
        schema.GetProperty("$schema").GetString()!.ShouldContain("json-schema.org");
        schema.GetProperty("properties").TryGetProperty("operations", out _).ShouldBeTrue();
        Shell.Run("space", "list", "--json").Json().GetProperty("spaces").EnumerateArray().Select(space => space.GetProperty("id").GetString())
            .ShouldBe(["nas-bench-201", "darts"]);
        Shell.Run("space", "list").Output.ShouldContain("15,625");
    }

    [Fact]
    public void Topology_counts_the_network_that_the_space_asks_for_unless_another_is_named()
    {
        var file = _folder.Write("large.yaml", Yaml.Replace("cells: 1", "cells: 2\n  image: 3x64x64\n  classes: 100", StringComparison.Ordinal));
        var onnx = _folder.PathOf("large.onnx");
        var exported = Shell.Run("export", "--space", file, Cell, "--format", "onnx", "--out", onnx, "--json");
        exported.ExitCode.ShouldBe(0, exported.Error);

        // What the file holds, and what is counted in it, is found in another way; the classifier reads 32 channels.
        var read = Shell.Run("topology", "--onnx", onnx, "--json").Json().GetProperty("items")[0];
        var (own, network) = Counted();
        own.ShouldBe((exported.Json().GetProperty("params").GetInt64(), read.GetProperty("macs").GetInt64()));
        network.ShouldBe("network of tiny for images of 3x64x64, C = 8, 2 cells in each of 3 stages");

        Counted("--skeleton", "cifar10").Cost.ShouldBe((own.Parameters - (90 * 33), (own.Macs - (100 * 32)) / 4 + (10 * 32)));
        Counted("--cells", "1").Network.ShouldBe("network of tiny for images of 3x64x64, C = 8, 1 cells in each of 3 stages");
        Counted("--cells", "1").Cost.Parameters.ShouldBeLessThan(own.Parameters);

        ((long Parameters, long Macs) Cost, string? Network) Counted(params string[] options)
        {
            var item = Shell.Run(["topology", "--space", file, Cell, "--json", .. options]).Json().GetProperty("items")[0];
            return ((item.GetProperty("params").GetInt64(), item.GetProperty("macs").GetInt64()), item.GetProperty("network").GetString());
        }
    }

    [Fact]
    public void Topology_score_filter_train_and_case_read_cells_of_the_space()
    {
        var item = Shell.Run("topology", "--space", _file, Cell, "--json").Json().GetProperty("items")[0];
        item.GetProperty("architecture").GetString().ShouldBe(Cell);
        var parameters = item.GetProperty("params").GetInt64();
        parameters.ShouldBeInRange(1_000, 200_000);

        var scores = Shell.Run(
            "score", "--space", _file, Cell, "--indicators", "params,naswot", "--fidelity", "fast", "--repeats", "1", "--batch", "8", "--json").Json();
        var score = scores.GetProperty("scores")[0];
        score.GetProperty("architecture").GetString().ShouldBe(Cell);
        score.GetProperty("indicators").GetProperty("params").GetProperty("value").GetDouble().ShouldBe(parameters);

        var kept = Shell.Run("filter", "--space", _file, "--list").Output.TrimEnd().Split('\n');
        Shell.Run("filter", "--space", _file, "--json").Json().GetProperty("kept").GetInt64().ShouldBe(kept.Length);
        Shell.Run(string.Join('\n', kept), ["filter", "--space", _file, "--stdin"]).Output.TrimEnd().Split('\n').ShouldBe(kept);

        var trained = Shell.Run(
            "train", "--space", _file, Cell, "--data", $"cifar10:{_folder.WriteCifar("tiny.bin", 32)}", "--channels", "4", "--cells", "1", "--epochs", "1",
            "--batch", "8", "--json");
        trained.ExitCode.ShouldBe(0, trained.Error);

        var onnx = _folder.PathOf("own.onnx");
        var exported = Shell.Run("export", "--space", _file, Cell, "--format", "onnx", "--out", onnx, "--json");
        exported.ExitCode.ShouldBe(0, exported.Error);
        new FileInfo(onnx).Length.ShouldBeGreaterThan(4 * parameters, "four bytes for each parameter");

        var swaps = Shell.Run(
            "analyse", "case", Cell, "--space", _file, "--edge", "0-1", "--indicators", "params", "--fidelity", "fast", "--batch", "8", "--json");
        swaps.ExitCode.ShouldBe(0, swaps.Error);
        swaps.Output.ShouldContain("\"space\": \"tiny@");
    }

    [Fact]
    public void A_table_of_own_cells_is_ranked()
    {
        var sample = Shell.Run("filter", "--space", _file, "--list", "--fraction", "1").Output.TrimEnd().Split('\n').Take(12).ToArray();
        var table = _folder.Write("own.csv", string.Join('\n', ["arch,acc", .. sample.Select((cell, index) => $"{cell},{50 + index}")]) + "\n");
        var result = Shell.Run(
            "rank", "--space", _file, "--table", table, "--indicators", "params,effective-depth", "--fidelity", "fast", "--batch", "8", "--repeats", "1",
            "--json");
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("\"acc\"");

        var scores = Shell.Run("score", "--space", _file, "--table", table, "--sample", "3", "--indicators", "params", "--json").Json().GetProperty("scores");
        scores.GetArrayLength().ShouldBe(3);
        foreach (var score in scores.EnumerateArray())
            score.GetProperty("accuracy").GetProperty("acc").GetDouble().ShouldBe(50 + Array.IndexOf(sample, score.GetProperty("architecture").GetString()));
    }

    [Fact]
    public void The_filter_says_where_its_cells_are_a_sample()
    {
        var large = _folder.Write(
            "large.yaml",
            "name: large\ncell: {nodes: 6}\noperations: {none: none, skip: identity, conv: convolution, pool: max-pool}\n"
                + "constraints: {at-least: {conv: 11}}\n");
        var report = Shell.Run("filter", "--space", large, "--json").Json();
        report.GetProperty("sampled").GetBoolean().ShouldBeTrue();
        report.GetProperty("total").GetInt64().ShouldBe(20_000);
        Shell.Run("filter", "--space", large).Output.ShouldContain(" of 20,000 random cells are kept");
        Shell.Run("filter", "--space", _file, "--json").Json().TryGetProperty("sampled", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_space_without_weights_has_no_filter()
    {
        var file = _folder.Write("no-weights.yaml", "name: bare\ncell: {nodes: 3}\noperations: {none: none, skip: identity}\n");
        foreach (string[] command in (string[][])[["filter", "--space", file], ["search", "--space", file, "--filter", "depth-width"]])
            Shell.Run(command).ShouldBeRefused("no cell of bare@", "has weights on a path");
    }

    [Theory]
    [InlineData("random", "--steps", "5")]
    [InlineData("exhaustive")]
    public void Where_every_cell_was_scored_no_further_steps_are_advised(string method, params string[] steps)
    {
        var file = _folder.Write("cut.yaml", "name: cut\ncell: {nodes: 2}\noperations: {none: none}\n");
        var result = Shell.Run(["search", "--space", file, "--method", method, "--batch", "8", .. steps]);
        result.ExitCode.ShouldBe(1);
        result.Error.TrimEnd().ShouldEndWith("none of the 1 cells scored could be measured (input-independent); there are no others");
    }

    [Fact]
    public void A_search_over_a_file_answers_with_a_cell_of_the_space_and_several_methods_compare()
    {
        var result = Shell.Run(
            "search", "--space", _file, "--method", "random,prune", "--steps", "40", "--objective", "naswot", "--repeats", "1", "--batch", "8", "--json");
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (var search in result.Json().GetProperty("searches").EnumerateArray())
        {
            search.GetProperty("space").GetString()!.ShouldStartWith("tiny@");
            var answer = search.GetProperty("architecture").GetString()!;
            answer.Split("pool~").Length.ShouldBeLessThanOrEqualTo(3, answer);
            Shell.Run("topology", "--space", _file, answer).ExitCode.ShouldBe(0);
        }
    }

    private static long Parameters(JsonElement report, string which) => report.GetProperty(which).GetProperty("parameters").GetInt64();
}
