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

    private static JsonElement Score(string[] args) => Shell.Run(args).Json().GetProperty("scores")[0];
}
