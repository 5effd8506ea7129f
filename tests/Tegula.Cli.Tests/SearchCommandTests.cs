using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tegula.Cli.Tests;

public sealed partial class SearchCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Small = ["--fidelity", "fast", "--repeats", "1", "--batch", "16", "--steps", "24"];

    [Theory]
    [InlineData("random")]
    [InlineData("evolution")]
    public void Json_is_one_document_with_all_fields_of_the_contract(string method)
    {
        var result = Shell.Run(["search", "--method", method, "--seed", "3", "--json", .. Small]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var found = result.Json();
        found.GetProperty("space").GetString().ShouldBe("nas-bench-201");
        found.GetProperty("method").GetString().ShouldBe(method);
        found.GetProperty("seed").GetInt32().ShouldBe(3);
        found.GetProperty("steps").GetInt32().ShouldBe(24);
        (found.GetProperty("evaluations").GetInt32() + found.GetProperty("cached").GetInt32()).ShouldBe(24);
        found.GetProperty("filtered").GetInt32().ShouldBe(0);
        found.GetProperty("cancelled").GetBoolean().ShouldBeFalse();
        found.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        found.GetProperty("params").GetInt64().ShouldBeGreaterThan(0);
        found.GetProperty("macs").GetInt64().ShouldBeGreaterThan(0);
        found.TryGetProperty("accuracy", out _).ShouldBeFalse();
        foreach (var id in new[] { "kappa", "regions", "mse" })
        {
            found.GetProperty("indicators").GetProperty(id).GetProperty("status").GetString().ShouldBe("ok");
            found.GetProperty("ranks").GetProperty(id).GetProperty("rank").GetInt32().ShouldBeInRange(1, 24);
        }
    }

    [Fact]
    public void The_answers_numbers_are_those_that_score_gives_for_it()
    {
        var found = Shell.Run(["search", "--json", .. Small]).Json();
        var scored = Shell.Run(["score", found.GetProperty("architecture").GetString()!, "--json", .. Small.SkipLast(2)]).Json().GetProperty("scores")[0];
        scored.GetProperty("indicators").GetRawText().Where(letter => !char.IsWhiteSpace(letter))
            .ShouldBe(found.GetProperty("indicators").GetRawText().Where(letter => !char.IsWhiteSpace(letter)));
    }

    [Fact]
    public void The_seed_decides_everything_but_the_time()
    {
        string Found(string seed, params string[] more) => Seconds().Replace(Shell.Run(["search", "--json", "--seed", seed, .. Small, .. more]).Output, "");
        var first = Found("11");
        Found("11", "--threads", "1").ShouldBe(first);
        Found("12").ShouldNotBe(first);
    }

    [Fact]
    public void A_table_adds_what_the_cell_reaches_once_trained()
    {
        var arch = Shell.Run(["search", "--json", .. Small]).Json().GetProperty("architecture").GetString()!;
        var holding = folder.Write("holding.csv", Tables.OneRow.Replace(Shell.GoodCell, arch, StringComparison.Ordinal));
        var accuracy = Shell.Run(["search", "--json", "--table", holding, .. Small]).Json().GetProperty("accuracy");
        var found = accuracy.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetDouble()));
        found.ShouldBe([("cifar10", 91.25), ("cifar100", 71.5), ("imagenet16-120", 45.125)]);
        Shell.Run(["search", "--table", holding, .. Small]).Output.ShouldContain("cifar10 91.25 %");
    }

    [Fact]
    public void A_table_without_the_cell_adds_nothing()
    {
        var other = folder.Write("other.csv", Tables.OneRow.Replace(Shell.GoodCell, Shell.DeadCell, StringComparison.Ordinal));
        Shell.Run(["search", "--json", "--table", other, .. Small]).Json().TryGetProperty("accuracy", out _).ShouldBeFalse();
        Shell.Run(["search", "--table", other, .. Small]).Output.ShouldContain("does not hold this cell");
    }

    [Fact]
    public void For_people_the_cell_is_drawn_with_its_numbers_ranks_and_the_reason()
    {
        var result = Shell.Run(["search", .. Small]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldNotContain("\u001b");
        foreach (var part in new[] { "(input)", "(output)", "kappa", " ± ", " of ", "parameters", "Chosen because", "24 steps" })
            result.Output.ShouldContain(part);
    }

    [Fact]
    public void An_objective_of_one_indicator_answers_with_a_cell_that_no_other_beats_in_it()
    {
        var found = Shell.Run(["search", "--method", "random", "--objective", "regions", "--json", .. Small]).Json();
        found.GetProperty("indicators").EnumerateObject().Select(pair => pair.Name).ShouldBe(["regions"]);
        found.GetProperty("ranks").GetProperty("regions").GetProperty("rank").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void One_step_is_enough_for_an_answer_or_a_line_that_says_why_there_is_none()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var result = Shell.Run("search", "--steps", "1", "--seed", $"{seed}", "--json", "--fidelity", "fast", "--repeats", "1", "--batch", "16");
            if (result.ExitCode == 0)
                result.Json().GetProperty("evaluations").GetInt32().ShouldBe(1);
            else
                result.ShouldEndWith(1, "none of the 1 cells scored could be measured");
        }
    }

    [Fact]
    public void Interrupted_once_it_answers_with_the_best_so_far()
    {
        var result = InterruptAfter(seconds: 3);
        if (result.Output.Length == 0)
            result = InterruptAfter(seconds: 30);
        result.ExitCode.ShouldBe(130, result.Error);
        var found = result.Json();
        found.GetProperty("cancelled").GetBoolean().ShouldBeTrue();
        found.GetProperty("steps").GetInt32().ShouldBeInRange(1, 15_000);
        found.GetProperty("indicators").GetProperty("kappa").GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public void Interrupted_again_and_again_it_ends_at_once()
    {
        using var process = StartLong();
        process.WaitForExit(TimeSpan.FromSeconds(2)).ShouldBeFalse();
        for (var i = 0; i < 20 && !process.HasExited; i++)
            Shell.Interrupt(process);
        Shell.Finish(process).ExitCode.ShouldBe(130);
    }

    private static ShellResult InterruptAfter(int seconds)
    {
        using var process = StartLong("--json");
        process.WaitForExit(TimeSpan.FromSeconds(seconds)).ShouldBeFalse();
        Shell.Interrupt(process);
        return Shell.Finish(process);
    }

    private static System.Diagnostics.Process StartLong(params string[] more) =>
        Shell.Start(["search", "--method", "random", "--fidelity", "reference", "--steps", "6000", .. more]);

    [GeneratedRegex("\"seconds\": [0-9.E-]+,", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();
}
