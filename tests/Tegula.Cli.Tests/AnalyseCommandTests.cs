using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Spaces;

namespace Tegula.Cli.Tests;

public sealed class AnalyseCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string NoneAtTheEnd = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|";

    [Fact]
    public void Exclusive_sets_come_from_a_file_of_scores()
    {
        var (svg, csv) = (folder.PathOf("exclusive.svg"), folder.PathOf("exclusive.csv"));
        var result = Shell.Run(
            "analyse", "exclusive", "--scores", Scores(), "--table", Table(), "--indicators", "kappa,regions,effective-depth",
            "--json", "--svg", svg, "--csv", csv);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var document = result.Json();
        document.GetProperty("space").GetString().ShouldBe("nas-bench-201");
        document.TryGetProperty("seed", out _).ShouldBeFalse("nothing was measured");

        // Of twenty cells the best tenth are two: the last two by kappa, the first two by regions.
        var sets = document.GetProperty("sets").EnumerateArray().ToDictionary(set => set.GetProperty("indicator").GetString()!);
        sets["kappa"].GetProperty("threshold").GetDouble().ShouldBe(100 - 18);
        sets["regions"].GetProperty("threshold").GetDouble().ShouldBe(500 - 1);
        sets.Values.ShouldAllBe(set => set.GetProperty("selected").GetInt32() >= 2);
        var none = document.GetProperty("none").GetInt32();
        var several = document.GetProperty("several").GetInt32();
        (none + several + sets.Values.Sum(set => set.GetProperty("cells").GetProperty("count").GetInt32())).ShouldBe(20);

        var sample = document.GetProperty("sample");
        var cells = Cells().ToList();
        sample.GetProperty("operations").GetProperty("none").GetDouble()
            .ShouldBe(cells.Sum(cell => cell.Operations.Count(operation => operation == NasBench201Operation.None)) / 120.0, 1e-12);
        sample.GetProperty("accuracy").GetProperty("cifar10").GetProperty("mean").GetDouble()
            .ShouldBe(cells.Average(cell => 10 + (NasBench201Space.Instance.IndexOf(cell) / 200.0)), 1e-9);

        XDocument.Load(svg).Root!.Name.LocalName.ShouldBe("svg");
        var lines = File.ReadAllLines(csv);
        lines[0].ShouldBe(
            "set,threshold,selected,count,none,skip_connect,nor_conv_1x1,nor_conv_3x3,avg_pool_3x3,"
            + "depth,effective_depth,effective_width,cifar10,cifar100,imagenet16-120");
        lines.Skip(1).Select(line => line.Split(',')[0]).ShouldBe(["whole sample", "kappa", "regions", "effective-depth"]);
    }

    [Fact]
    public void Exclusive_sets_of_a_space_are_shown_to_people()
    {
        var result = Shell.Run("analyse", "exclusive", "--space", "darts", "--sample", "12", "--indicators", "params,effective-depth", "--top", "0.25");
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("params alone");
        result.Output.ShouldContain("sep_conv_5x5 %");
        result.Output.ShouldContain("each selects the best 25 % of 12 architectures");
    }

    [Fact]
    public void A_case_shows_every_swap_of_an_edge()
    {
        var (svg, csv) = (folder.PathOf("case.svg"), folder.PathOf("case.csv"));
        var result = Shell.Run(
            "analyse", "case", NoneAtTheEnd, "--edge", "2-3", "--indicators", "params,effective-depth", "--table", Table(),
            "--json", "--svg", svg, "--csv", csv);

        result.ExitCode.ShouldBe(0, result.Error);
        var document = result.Json();
        document.GetProperty("before").GetProperty("architecture").GetString().ShouldBe(NoneAtTheEnd);
        var swaps = document.GetProperty("swaps").EnumerateArray().ToList();
        swaps.Select(swap => swap.GetProperty("to").GetString()).ShouldBe(["skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]);
        swaps.Select(swap => swap.GetProperty("effects").GetProperty("params").GetString()).ShouldBe(["same", "better", "better", "same"]);
        foreach (var swap in swaps)
        {
            var after = swap.GetProperty("after");
            var index = NasBench201Space.Instance.IndexOf(NasBench201Cell.Parse(after.GetProperty("architecture").GetString()!));
            after.GetProperty("accuracy").GetProperty("cifar100").GetDouble().ShouldBe(5 + (index / 300.0), 1e-9);
            swap.GetProperty("gain").GetProperty("cifar100").GetDouble()
                .ShouldBe((index - NasBench201Space.Instance.IndexOf(NasBench201Cell.Parse(NoneAtTheEnd))) / 300.0, 1e-9);
        }

        XDocument.Load(svg).Descendants().Count(element => (string?)element.Attribute("class") == "tg-tile").ShouldBe(5);
        File.ReadAllLines(csv).Length.ShouldBe(6);
    }

    [Fact]
    public void A_published_cell_can_be_a_case()
    {
        var svg = folder.PathOf("reduce.svg");
        var result = Shell.Run("analyse", "case", "darts", "--edge", "reduce:0-2", "--indicators", "params", "--svg", svg);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("max_pool_3x3 to sep_conv_3x3");
        XDocument.Load(svg).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public void An_ablation_searches_with_every_subset()
    {
        var (svg, csv) = (folder.PathOf("ablation.svg"), folder.PathOf("ablation.csv"));
        var result = Shell.Run(
            "analyse", "ablation", "--table", Table(), "--indicators", "params,effective-depth", "--beside", "macs",
            "--method", "random", "--steps", "12", "--seeds", "2",
            "--json", "--svg", svg, "--csv", csv);

        result.ExitCode.ShouldBe(0, result.Error);
        var rows = result.Json().GetProperty("rows").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("name").GetString()).ShouldBe(["macs", "params", "effective-depth", "params, effective-depth"]);
        foreach (var row in rows)
        {
            var accuracies = row.GetProperty("answers").EnumerateArray()
                .Select(answer => 10 + (NasBench201Space.Instance.IndexOf(NasBench201Cell.Parse(answer.GetString()!)) / 200.0)).ToArray();
            accuracies.Length.ShouldBe(2);
            row.GetProperty("accuracy").GetProperty("cifar10").GetProperty("mean").GetDouble().ShouldBe(accuracies.Average(), 1e-9);
            row.GetProperty("accuracy").GetProperty("cifar10").GetProperty("sd").GetDouble()
                .ShouldBe(Math.Abs(accuracies[0] - accuracies[1]) / Math.Sqrt(2), 1e-9);
            row.GetProperty("evaluations").GetDouble().ShouldBe(12);
        }

        XDocument.Load(svg).Descendants().Count(element => (string?)element.Attribute("class") == "tg-spread").ShouldBe(4 * 3);
        File.ReadAllLines(csv)[0]
            .ShouldBe("search,cifar10,cifar10_sd,cifar100,cifar100_sd,imagenet16-120,imagenet16-120_sd,evaluations,turned_away,spared,seconds");
    }

    [Fact]
    public void Radii_use_up_their_draws()
    {
        var (svg, csv) = (folder.PathOf("radius.svg"), folder.PathOf("radius.csv"));
        string[] args = ["analyse", "radius", "--table", Table(), "--objective", "params", "--draws", "30", "--seeds", "2", "--fractions", "none,1,0.25"];
        var result = Shell.Run([.. args, "--json", "--svg", svg, "--csv", csv]);

        result.ExitCode.ShouldBe(0, result.Error);
        var rows = result.Json().GetProperty("rows").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("name").GetString()).ShouldBe(["no filter", "whole radius", "1/4 of the radius"]);
        rows.ShouldAllBe(row => Math.Abs(row.GetProperty("evaluations").GetDouble() + row.GetProperty("turnedAway").GetDouble() - 30) < 1e-9);
        XDocument.Load(svg).Root!.Name.LocalName.ShouldBe("svg");
        File.ReadAllLines(csv).Length.ShouldBe(4);
        Shell.Run(args).Output.ShouldContain("turned away");
    }

    [Fact]
    public void Depth_and_width_go_with_accuracy_as_the_table_says()
    {
        // An accuracy that is a plane over depth and width: R must be 1.
        var plane = folder.Write("plane.csv", "arch,accuracy\n" + string.Concat(NasBench201Space.Instance.Enumerate().Select(cell =>
        {
            var paths = Topology.PathStatistics.Of(cell.ToGraph())!;
            return string.Create(CultureInfo.InvariantCulture, $"{cell},{40 + (3 * paths.EffectiveDepth) + (2 * paths.EffectiveWidth)}\n");
        })));
        var (svg, csv) = (folder.PathOf("plane.svg"), folder.PathOf("groups.csv"));
        var result = Shell.Run("analyse", "depth-width", "--table", plane, "--json", "--svg", svg, "--csv", csv);

        result.ExitCode.ShouldBe(0, result.Error);
        var found = result.Json().GetProperty("datasets")[0];
        found.GetProperty("r").GetDouble().ShouldBe(1, 1e-9);
        found.GetProperty("count").GetInt32().ShouldBe(4248);
        found.GetProperty("withoutDepth").GetInt32().ShouldBe(72);
        found.GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("count").GetInt32()).ShouldBe(4248);
        XDocument.Load(svg).Descendants().Count(element => (string?)element.Attribute("class") == "tg-accuracy").ShouldBe(16);
        File.ReadAllLines(csv).Length.ShouldBe(17);
        Shell.Run("analyse", "depth-width", "--table", plane, "--convolutions", "any").Output.ShouldContain("multiple correlation with depth and width 1.000");
    }

    [Theory]
    [InlineData("analyse", "a command is missing after 'tegula analyse'", "exclusive, case, ablation, radius, depth-width")]
    [InlineData("analyse exclusive --indicators kappa", "takes a second one to tell; name two or more")]
    [InlineData("analyse exclusive --indicators kappa,kapa", "'kapa' is not available")]
    [InlineData("analyse exclusive --top 2", "--top must be above 0 and at most 1", "'2'")]
    [InlineData("analyse exclusive --sample 9 --indicators params,macs", "9 architectures are too few to take the best of; at least 10 are needed")]
    [InlineData("analyse exclusive --sample 12 --indicators params,macs --top 1", "the best share must lie between 0 and 1")]
    [InlineData("analyse exclusive --scores missing.json", "missing.json")]
    [InlineData("analyse exclusive --svg missing/x.svg", "--svg 'missing/x.svg': the folder 'missing' does not exist")]
    [InlineData("analyse case", "there is no cell to change; give an arch string")]
    [InlineData("analyse case darts --edge 0-1", "there is no edge '0-1'; the cell has normal:0-2")]
    [InlineData("analyse case resnet50", "operations can be swapped in cells and in genotypes only")]
    [InlineData("analyse case darts --indicators teg", "--indicators 'teg' compares architectures of a sample with each other; name single indicators")]
    [InlineData("analyse case darts --column x", "--column names columns of a table; give --table FILE with it")]
    [InlineData("analyse ablation", "name a table with --table FILE")]
    [InlineData("analyse ablation --table x.csv --indicators teg", "--indicators 'teg' is a combination; name the single indicators")]
    [InlineData("analyse ablation --table x.csv --method prune --indicators params", "method prune scores supernets, which have no params")]
    [InlineData("analyse ablation --table x.csv --seeds 0", "--seeds must be a whole number of at least 1, not '0'")]
    [InlineData("analyse ablation --table missing.csv --indicators params", "missing.csv")]
    [InlineData("analyse radius", "name a table with --table FILE")]
    [InlineData("analyse radius --table x.csv --fractions 0.5,2", "--fractions '2' must be none or a fraction above 0 and at most 1")]
    [InlineData("analyse radius --table x.csv --fractions 1,1", "--fractions '1,1' names a radius twice")]
    [InlineData("analyse radius --table x.csv --fractions 0.01", "keeps none of the 15625 cells")]
    [InlineData("analyse depth-width", "name a table with --table FILE")]
    [InlineData("analyse depth-width --table x.csv --convolutions few", "--convolutions must be a whole number of at least 1, or any, not 'few'")]
    public void What_cannot_be_analysed_is_refused_in_one_line(string args, params string[] words) => Shell.Run(args.Split(' ')).ShouldBeRefused(words);

    [Fact]
    public void A_table_without_the_column_or_with_too_few_rows_is_refused()
    {
        var noAccuracy = folder.Write("no-accuracy.csv", "arch,size\n" + string.Concat(Cells().Select(cell => $"{cell},3\n")));
        Shell.Run("analyse", "depth-width", "--table", noAccuracy).ShouldBeRefused("no-accuracy.csv", "size");
        Shell.Run("analyse", "depth-width", "--table", Table(), "--column", "c10_valid").ShouldBeRefused("c10_valid", "c10_test_200");
        var few = folder.Write("few.csv", "arch,accuracy\n" + string.Concat(Cells().Take(9).Select(cell => $"{cell},3\n")));
        Shell.Run("analyse", "depth-width", "--table", few).ShouldBeRefused("few.csv", "10");
        Shell.Run("analyse", "depth-width", "--table", Table(), "--convolutions", "7").ShouldBeRefused("0 of the cells have 7 convolutions", "at least 10");
        Shell.Run("analyse", "exclusive", "--scores", Scores(), "--indicators", "kappa,mse").ShouldBeRefused("holds no scores of mse", "kappa, regions");
    }

    private static IEnumerable<NasBench201Cell> Cells() => Enumerable.Range(0, 20).Select(i => NasBench201Space.Instance.At(37 + (i * 701)));

    private string Table() => folder.Write("all.csv", Tables.AllCells);

    /// <summary>Kappa falls and regions fall from cell to cell.</summary>
    private string Scores() => folder.Write("scores.json", JsonSerializer.Serialize(new
    {
        scores = Cells().Select((cell, i) => new
        {
            architecture = cell.ToString(),
            indicators = new Dictionary<string, object>
            {
                ["kappa"] = new { value = 100.0 - i, sd = 0.0, status = "ok" },
                ["regions"] = new { value = 500.0 - i, sd = 0.0, status = "ok" },
            },
            seconds = 0.5,
        }),
    }));
}
