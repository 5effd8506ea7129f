using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Tegula.Spaces;

namespace Tegula.Cli.Tests;

public sealed class RankCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Fast = ["--fidelity", "fast", "--repeats", "1", "--batch", "8", "--resamples", "50"];
    private static readonly string[] Free = ["params", "live-params", "macs", "effective-depth", "least-depth"];
    private static readonly string[] Datasets = ["cifar10", "cifar100", "imagenet16-120"];

    [Fact]
    public void Json_has_a_row_for_each_indicator_and_data_set_always_beside_the_free_counts()
    {
        var result = Shell.Run(["rank", "--table", Table(), "--sample", "20", "--indicators", "regions,sum:regions+params", "--json", .. Fast]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var rows = result.Json().GetProperty("rows").EnumerateArray().ToList();
        rows.Select(row => (Text(row, "dataset"), Text(row, "indicator"))).ShouldBe(
            from dataset in Datasets from id in (string[])["regions", "sum:regions+params", .. Free] select (dataset, id));
        foreach (var row in rows)
        {
            var (low, tau, high) = (Number(row, "low"), Number(row, "kendall"), Number(row, "high"));
            low.ShouldBeLessThanOrEqualTo(tau);
            high.ShouldBeGreaterThanOrEqualTo(tau);
            Number(row, "spearman").ShouldBeInRange(-1, 1);
            row.GetProperty("n").GetInt32().ShouldBe(20);
            row.GetProperty("free").GetBoolean().ShouldBe(Free.Contains(Text(row, "indicator")));
            Number(row, "seconds").ShouldBeGreaterThan(0);
            if (Text(row, "indicator") == Text(row, "baseline"))
                row.GetProperty("lead").ValueKind.ShouldBe(JsonValueKind.Null);
            else
                Number(row, "lead").ShouldBe(tau - Tau(rows, Text(row, "baseline"), Text(row, "dataset")), 1e-12);
        }
    }

    [Fact]
    public void Scores_of_a_file_give_what_measuring_gives()
    {
        var table = Table();
        string[] same = ["--table", table, "--sample", "15", "--seed", "3", "--fidelity", "fast", "--repeats", "1", "--batch", "8"];
        var scores = folder.Write("scores.json", Shell.Run(["score", .. same, "--indicators", "regions,mse", "--json"]).Output);
        var measured = Shell.Run(["rank", .. same, "--indicators", "regions,mse", "--resamples", "40", "--json"]).Json().GetProperty("rows");
        var read = Shell.Run("rank", "--table", table, "--scores", scores, "--seed", "3", "--resamples", "40", "--json").Json();

        read.GetProperty("scores").GetString().ShouldBe(scores);
        read.TryGetProperty("data", out _).ShouldBeFalse();
        var names = new[] { "indicator", "dataset", "kendall", "spearman", "low", "high", "n", "failed", "regret", "ndcgLow", "leadHigh" };
        string Row(JsonElement row) => string.Join(' ', names.Select(name => row.GetProperty(name).GetRawText()));
        string Rows(JsonElement rows) => string.Join('\n', rows.EnumerateArray().Select(Row));
        Rows(read.GetProperty("rows")).ShouldBe(Rows(measured));
        read.GetProperty("rows")[0].GetProperty("seconds").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Csv_and_drawing_show_the_rows_of_the_json()
    {
        var (csv, svg) = (folder.PathOf("tau.csv"), folder.PathOf("tau.svg"));
        var rows = Shell.Run("rank", "--table", Table(), "--sample", "12", "--indicators", "params", "--resamples", "30", "--csv", csv, "--svg", svg, "--json")
            .Json().GetProperty("rows").EnumerateArray().ToList();

        var lines = File.ReadAllLines(csv);
        lines[0].ShouldStartWith("indicator,dataset,kendall,spearman,low,high,n,");
        lines.Length.ShouldBe(1 + rows.Count);
        foreach (var (line, row) in lines.Skip(1).Zip(rows))
        {
            var fields = lines[0].Split(',').Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
            fields["indicator"].ShouldBe(Text(row, "indicator"));
            double.Parse(fields["kendall"], CultureInfo.InvariantCulture).ShouldBe(Number(row, "kendall"));
            double.Parse(fields["high"], CultureInfo.InvariantCulture).ShouldBe(Number(row, "high"));
            fields["free"].ShouldBe("true");
        }

        var text = XDocument.Load(svg).ToString();
        foreach (var word in (string[])[.. Datasets, .. Free])
            text.ShouldContain(word);
    }

    [Fact]
    public void Genotypes_are_ranked_on_the_columns_named()
    {
        var cells = SpaceRegistry.Get("darts").Sample(12, 5);
        var table = folder.Write("darts.csv", "genotype,result,other\n" + string.Concat(cells.Select((cell, row) => $"\"{cell}\",{(row * 7) % 12},x\n")));
        var result = Shell.Run("rank", "--space", "darts", "--table", table, "--column", "result", "--indicators", "params", "--resamples", "20", "--json");
        result.ExitCode.ShouldBe(0, result.Error);
        var rows = result.Json().GetProperty("rows").EnumerateArray().ToList();
        rows.ShouldAllBe(row => Text(row, "dataset") == "result");
        rows.Select(row => Text(row, "indicator")).ShouldContain("effective-depth");
        rows[0].GetProperty("n").GetInt32().ShouldBe(12);
    }

    [Fact]
    public void For_people_there_is_a_table_for_each_data_set_with_the_best_first()
    {
        var result = Shell.Run("rank", "--table", Table(), "--sample", "30", "--indicators", "params", "--resamples", "30");
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (var dataset in Datasets)
            result.Output.ShouldContain($"{dataset}: 30 architectures, Kendall tau-b with intervals of 95%");
        result.Output.ShouldContain("params (free)");
        result.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public void A_table_that_cannot_be_used_is_refused()
    {
        var few = string.Concat(Lines().Take(9).Select(line => line + "\n"));
        Rank(folder.Write("few.csv", $"arch,acc\n{few}")).ShouldBeRefused("few.csv: the table holds 9 architectures, expected at least 10");
        Rank(folder.Write("bare.csv", "arch,score\n" + string.Concat(Lines().Take(12).Select(line => line + "\n"))))
            .ShouldBeRefused("bare.csv, line 1: no column has 'acc' or 'test' in its name; name the one to take, one of score");
        Rank(Table(), "--column", "c10_test_300").ShouldBeRefused("line 1: the column c10_test_300 is missing; found c10_test_200, c100_test_200");
        Rank(folder.Write("lame.csv", "arch,c10_test_200\n" + string.Concat(Lines().Take(12).Select(line => line + "\n"))))
            .ShouldBeRefused("lame.csv, line 1: the column c100_test_200 is missing");
        Rank(Table(), "--sample", "15626").ShouldBeRefused("--sample 15626 is more than the 15625 architectures of the table");
        Rank(Table(), "--sample", "9").ShouldBeRefused("9 architectures with scores and accuracies are too few to compare; at least 10 are needed");
        Rank(folder.PathOf("absent.csv")).ShouldBeRefused("there is no benchmark table");
    }

    [Fact]
    public void Scores_that_cannot_be_used_are_refused()
    {
        var scores = folder.Write("params.json", Shell.Run("score", "--table", Table(), "--sample", "12", "--indicators", "params", "--json").Output);
        Shell.Run("rank", "--table", Table(), "--scores", scores, "--indicators", "naswot")
            .ShouldBeRefused("params.json holds no scores of naswot; it holds params");
        Rank(Table(), "--scores", folder.Write("broken.json", "{\n  \"scores\": [\n")).ShouldBeRefused("broken.json, line 3: this is not a document of scores");
        Rank(Table(), "--scores", folder.Write("empty.json", "{}")).ShouldBeRefused("empty.json: there are no scores");
        Rank(Table(), "--scores", folder.PathOf("absent.json")).ShouldBeRefused("there is no file of scores");
    }

    private static IEnumerable<string> Lines() => NasBench201Space.Instance.Enumerate().Select((cell, index) => $"{cell},{index % 97}");

    private static ShellResult Rank(string table, params string[] more) => Shell.Run(["rank", "--table", table, "--indicators", "params", .. more]);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();

    private static double Tau(List<JsonElement> rows, string indicator, string dataset) =>
        Number(rows.Single(row => Text(row, "indicator") == indicator && Text(row, "dataset") == dataset), "kendall");

    private string Table() => folder.Write("table.csv", Tables.AllCells);
}
