using System.Text.Json;

namespace Tegula.Cli.Tests;

public sealed class ScoreCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Fast = ["--fidelity", "fast", "--repeats", "2", "--batch", "16"];

    [Fact]
    public void Json_is_one_document_with_value_spread_and_status_of_each_indicator()
    {
        var result = Shell.Run(["score", Shell.GoodCell, Shell.DeadCell, "--json", .. Fast]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var scores = result.Json().GetProperty("scores").EnumerateArray().ToList();
        scores.Select(score => score.GetProperty("architecture").GetString()).ShouldBe([Shell.GoodCell, Shell.DeadCell]);
        foreach (var id in new[] { "kappa", "regions", "mse" })
        {
            var good = scores[0].GetProperty("indicators").GetProperty(id);
            good.GetProperty("status").GetString().ShouldBe("ok");
            good.GetProperty("value").GetDouble().ShouldBeGreaterThan(0);
            good.GetProperty("sd").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
            var dead = scores[1].GetProperty("indicators").GetProperty(id);
            dead.GetProperty("status").GetString().ShouldNotBe("ok");
            dead.GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
            dead.GetProperty("sd").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public void The_same_command_gives_the_same_bits_again_and_with_one_thread_and_another_seed_gives_others()
    {
        string Indicators(params string[] more) => Score(["score", Shell.GoodCell, "--json", .. Fast, .. more]).GetProperty("indicators").GetRawText();
        var first = Indicators();
        Indicators().ShouldBe(first);
        Indicators("--threads", "1").ShouldBe(first);
        Indicators("--seed", "1").ShouldNotBe(first);
    }

    [Fact]
    public void Only_the_indicators_asked_for_are_measured()
    {
        var indicators = Score(["score", Shell.GoodCell, "--json", "--indicators", "regions", .. Fast]).GetProperty("indicators");
        indicators.EnumerateObject().Select(property => property.Name).ShouldBe(["regions"]);
    }

    [Fact]
    public void Standard_input_gives_one_cell_a_line_and_a_repeated_computation_takes_no_time()
    {
        var scores = Shell.Run($"{Shell.GoodCell}\n\n{Shell.GoodCell}\n", ["score", "--stdin", "--json", .. Fast]).Json().GetProperty("scores");
        scores.GetArrayLength().ShouldBe(2);
        scores[1].GetProperty("seconds").GetDouble().ShouldBe(0);
        scores[1].GetProperty("indicators").GetRawText().ShouldBe(scores[0].GetProperty("indicators").GetRawText());
    }

    [Fact]
    public void A_table_gives_its_cells_with_their_accuracies()
    {
        var table = folder.Write("table.csv", Tables.OneRow);
        var score = Shell.Run(["score", "--table", table, "--sample", "1", "--json", .. Fast]).Json().GetProperty("scores")[0];
        score.GetProperty("architecture").GetString().ShouldBe(Shell.GoodCell);
        score.GetProperty("accuracy").GetProperty("cifar100").GetDouble().ShouldBe(71.5);
        Shell.Run(["score", "--table", table, .. Fast]).Output.ShouldContain("91.25");
    }

    [Fact]
    public void For_people_there_is_a_row_for_each_cell_without_escape_codes_in_a_pipe()
    {
        var result = Shell.Run(["score", Shell.GoodCell, Shell.DeadCell, .. Fast]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldNotContain("\u001b");
        var lines = result.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(4);
        lines[0].ShouldContain("kappa");
        lines[2].ShouldContain(" ± ");
        lines[3].ShouldContain(Shell.DeadCell);
    }

    [Fact]
    public void A_combination_is_valued_against_a_sample_that_is_written_once_and_read_again()
    {
        var file = folder.PathOf("reference.json");
        string[] args = ["score", Shell.GoodCell, Shell.DeadCell, "--json", "--indicators", "teg,log:params+effective-depth", "--reference", file, .. Fast];
        var first = Shell.Run([.. args, "--reference-size", "9"]).Json();
        first.GetProperty("reference").GetProperty("size").GetInt32().ShouldBe(9);
        first.GetProperty("reference").GetProperty("seed").GetUInt64().ShouldBe(0ul);
        var written = File.ReadAllText(file);
        var good = first.GetProperty("scores")[0];
        good.GetProperty("indicators").EnumerateObject().Select(property => property.Name).ShouldBe(["kappa", "regions", "mse", "params", "effective-depth"]);
        good.GetProperty("combinations").GetProperty("teg").GetProperty("value").GetDouble().ShouldBeInRange(0.1, 1);
        good.GetProperty("combinations").GetProperty("log:params+effective-depth").GetProperty("value").GetDouble().ShouldBeInRange(Math.Log(0.1), 0);
        var dead = first.GetProperty("scores")[1].GetProperty("combinations").GetProperty("teg");
        dead.GetProperty("status").GetString().ShouldNotBe("ok");
        dead.GetProperty("value").GetDouble().ShouldBeLessThan(good.GetProperty("combinations").GetProperty("teg").GetProperty("value").GetDouble());

        var again = Shell.Run(args).Json();
        again.GetProperty("scores")[0].GetProperty("combinations").GetRawText().ShouldBe(good.GetProperty("combinations").GetRawText());
        File.ReadAllText(file).ShouldBe(written);
        Shell.Run([.. args, "--reference-size", "8"]).ShouldBeRefused("reference.json", "9 architectures, not 8");
        Shell.Run([.. args, "--seed", "1"]).ShouldBeRefused("seed 0, not 1");
        Shell.Run([.. args, "--space", "darts"]).ExitCode.ShouldBe(2);
        Shell.Run("score", Shell.GoodCell, "--indicators", "sum:macs", "--reference", file).ShouldBeRefused("lacks macs");
        File.ReadAllText(file).ShouldBe(written);
    }

    [Fact]
    public void A_file_that_is_no_sample_is_refused_and_left_as_it_is()
    {
        var file = folder.Write("other.json", "{ \"scores\": 3 }");
        Shell.Run("score", Shell.GoodCell, "--indicators", "sum:macs", "--reference", file).ShouldBeRefused("other.json", "is no reference sample");
        File.ReadAllText(file).ShouldBe("{ \"scores\": 3 }");
    }

    [Fact]
    public void Genotypes_are_scored_from_arguments_standard_input_and_the_space()
    {
        string[] counted = ["--space", "darts", "--indicators", "params,sum:macs", "--reference-size", "5", "--json"];
        var drawn = Shell.Run(["score", "--sample", "3", .. counted]).Json().GetProperty("scores");
        drawn.GetArrayLength().ShouldBe(3);
        var genotypes = drawn.EnumerateArray().Select(score => score.GetProperty("architecture").GetString()!).ToList();
        genotypes.Distinct().Count().ShouldBe(3);
        var given = Shell.Run(["score", .. genotypes, .. counted]).Json().GetProperty("scores");
        var read = Shell.Run(string.Join('\n', genotypes), ["score", "--stdin", .. counted]).Json().GetProperty("scores");
        for (var i = 0; i < 3; i++)
        {
            foreach (var name in new[] { "architecture", "indicators", "combinations" })
            {
                given[i].GetProperty(name).GetRawText().ShouldBe(drawn[i].GetProperty(name).GetRawText());
                read[i].GetProperty(name).GetRawText().ShouldBe(drawn[i].GetProperty(name).GetRawText());
            }
        }

        Shell.Run("score", "--space", "darts", Shell.GoodCell).ExitCode.ShouldBe(2);
    }

    [Fact]
    public void People_see_the_combination_and_what_it_was_ranked_against() =>
        Shell.Run("score", Shell.GoodCell, "--indicators", "sum:params+macs", "--reference-size", "12").Output
            .ShouldContain("higher is better, by ranks among 12 random architectures of nas-bench-201 (seed 0)");

    private static JsonElement Score(string[] args) => Shell.Run(args).Json().GetProperty("scores")[0];
}
