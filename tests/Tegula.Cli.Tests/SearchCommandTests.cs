using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tegula.Cli.Tests;

public sealed partial class SearchCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Small = ["--fidelity", "fast", "--repeats", "1", "--batch", "16", "--steps", "24"];

    [Theory]
    [InlineData("random")]
    [InlineData("evolution")]
    [InlineData("reinforce")]
    [InlineData("fp-nas")]
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
        (found.GetProperty("evaluations").GetInt32() + found.GetProperty("cached").GetInt32()).ShouldBeInRange(24, 25, "a policy's answer may come on top");
        found.GetProperty("borrowed").GetInt32().ShouldBe(0);
        found.GetProperty("stop").GetString().ShouldBe("steps");
        found.GetProperty("filtered").GetInt32().ShouldBe(0);
        found.GetProperty("cancelled").GetBoolean().ShouldBeFalse();
        found.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        found.GetProperty("params").GetInt64().ShouldBeGreaterThan(0);
        found.GetProperty("macs").GetInt64().ShouldBeGreaterThan(0);
        found.TryGetProperty("accuracy", out _).ShouldBeFalse();
        foreach (var id in new[] { "kappa", "regions", "mse" })
        {
            found.GetProperty("indicators").GetProperty(id).GetProperty("status").GetString().ShouldBe("ok");
            found.GetProperty("ranks").GetProperty(id).GetProperty("rank").GetInt32().ShouldBeInRange(1, 25);
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
    public void Several_methods_run_under_one_seed_and_share_their_scores()
    {
        string[] small = [.. Small.SkipLast(1), "60"];
        var found = Shell.Run(["search", "--method", "random,evolution,fp-nas", "--json", .. small]).Json().GetProperty("searches");
        found.EnumerateArray().Select(search => search.GetProperty("method").GetString()).ShouldBe(["random", "evolution", "fp-nas"]);
        found.EnumerateArray().Sum(search => search.GetProperty("borrowed").GetInt32()).ShouldBePositive();
        foreach (var search in found.EnumerateArray())
        {
            var alone = Shell.Run(["search", "--method", search.GetProperty("method").GetString()!, "--json", .. small]).Json();
            alone.GetProperty("architecture").GetString().ShouldBe(search.GetProperty("architecture").GetString(), "sharing changes no answer");
            alone.GetProperty("evaluations").GetInt32().ShouldBe(search.GetProperty("evaluations").GetInt32());
            search.GetProperty("secondsAlone").GetDouble().ShouldBeGreaterThanOrEqualTo(search.GetProperty("seconds").GetDouble());
        }

        var table = Shell.Run(["search", "--method", "random,evolution,fp-nas", .. small]).Output;
        foreach (var part in new[] { "random", "evolution", "fp-nas", "borrowed", "time alone" })
            table.ShouldContain(part);
    }

    [Fact]
    public void Pruning_ends_with_a_cell_whose_numbers_are_those_of_score_at_the_same_batch()
    {
        string[] scoring = ["--fidelity", "fast", "--repeats", "1", "--batch", "12"];
        var found = Shell.Run(["search", "--method", "prune", "--json", .. scoring]).Json();
        found.GetProperty("stop").GetString().ShouldBe("exhausted");
        var scored = Shell.Run(["score", found.GetProperty("architecture").GetString()!, "--json", .. scoring]).Json().GetProperty("scores")[0];
        foreach (var indicator in scored.GetProperty("indicators").EnumerateObject())
        {
            indicator.Value.GetProperty("value").GetDouble()
                .ShouldBe(found.GetProperty("indicators").GetProperty(indicator.Name).GetProperty("value").GetDouble(), indicator.Name);
        }
    }

    [Theory]
    [InlineData("evolution")]
    [InlineData("reinforce")]
    public void On_the_darts_space_a_genotype_is_found_that_topology_reads_back(string method)
    {
        var found = Shell.Run(
            "search", "--space", "darts", "--method", method, "--steps", "8", "--fidelity", "fast", "--repeats", "1", "--batch", "8", "--json").Json();
        var genotype = found.GetProperty("architecture").GetString()!;
        genotype.ShouldStartWith("Genotype(normal=[('");
        var item = Shell.Run("topology", genotype, "--json").Json().GetProperty("items")[0];
        item.GetProperty("params").GetInt64().ShouldBe(found.GetProperty("params").GetInt64());
        item.GetProperty("macs").GetInt64().ShouldBe(found.GetProperty("macs").GetInt64());
    }

    [Fact]
    public void The_darts_answer_is_shown_node_by_node_and_drawn()
    {
        var file = folder.PathOf("cells.svg");
        var result = Shell.Run("search", "--space", "darts", "--steps", "4", "--fidelity", "fast", "--repeats", "1", "--batch", "8", "--svg", file);
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (var part in new[] { "normal cell", "reduction cell", "C = 36, 20 cells", "parameters" })
            result.Output.ShouldContain(part);
        File.ReadAllText(file).ShouldContain("reduction cell");
    }

    [Fact]
    public void A_front_of_two_objectives_holds_nothing_that_another_member_beats()
    {
        var found = Shell.Run(["search", "--method", "pareto", "--objective", "regions,params", "--json", .. Small]).Json();
        var members = found.GetProperty("front").EnumerateArray()
            .Select(member => (Regions: Value(member, "regions"), Params: Value(member, "params"))).ToList();
        members.Count.ShouldBePositive();
        members.FindAll(one => members.Exists(other => other != one && other.Regions >= one.Regions && other.Params <= one.Params)).ShouldBeEmpty();

        static double Value(JsonElement member, string id) => member.GetProperty("indicators").GetProperty(id).GetProperty("value").GetDouble();
    }

    [Fact]
    public void Budgets_on_parameters_and_macs_hold_for_the_answer_and_what_they_turned_away_is_counted()
    {
        var found = Shell.Run(["search", "--method", "random", "--max-params", "400k", "--max-macs", "60M", "--json", .. Small]).Json();
        found.GetProperty("params").GetInt64().ShouldBeLessThanOrEqualTo(400_000);
        found.GetProperty("macs").GetInt64().ShouldBeLessThanOrEqualTo(60_000_000);
        found.GetProperty("overBudget").GetInt64().ShouldBePositive();
        found.GetProperty("filtered").GetInt64().ShouldBe(0);
        var pruned = Shell.Run("search", "--method", "prune", "--max-params", "400k", "--json", "--fidelity", "fast", "--repeats", "1", "--batch", "8").Json();
        pruned.GetProperty("params").GetInt64().ShouldBeLessThanOrEqualTo(400_000);
    }

    [Fact]
    public void Draws_count_what_the_filter_turns_away()
    {
        var found = Shell.Run(
            "search", "--method", "random", "--filter", "depth-width", "--draws", "30", "--json", "--fidelity", "fast", "--repeats", "1",
            "--batch", "8").Json();
        (found.GetProperty("steps").GetInt64() + found.GetProperty("filtered").GetInt64()).ShouldBeInRange(30, 40);
        found.GetProperty("steps").GetInt32().ShouldBeLessThan(30);
        found.GetProperty("stop").GetString().ShouldBe("draws");
        found.GetProperty("spared").GetInt32().ShouldBeInRange(1, found.GetProperty("filtered").GetInt32());
        found.GetProperty("secondsSpared").GetDouble().ShouldBePositive();
    }

    [Fact]
    public void The_filter_can_be_switched_off_by_name()
    {
        string Found(params string[] more) => Seconds().Replace(Shell.Run(["search", "--method", "random", "--json", .. Small, .. more]).Output, "");
        Found("--filter", "none").ShouldBe(Found());
        Found("--filter", "depth-width").ShouldNotBe(Found());
    }

    [Fact]
    public void Time_and_patience_end_a_search_early()
    {
        var timed = Shell.Run(["search", "--method", "random", "--seconds", "0.2", "--json", .. Small.SkipLast(1), "15000"]).Json();
        timed.GetProperty("stop").GetString().ShouldBe("time");
        timed.GetProperty("steps").GetInt32().ShouldBeLessThan(15_000);
        var settled = Shell.Run(["search", "--method", "evolution", "--patience", "40", "--json", .. Small.SkipLast(1), "3000"]).Json();
        settled.GetProperty("stop").GetString().ShouldBe("spread");
    }

    [Fact]
    public void Other_objectives_are_measured_and_can_be_turned_round()
    {
        var small = Shell.Run("search", "--method", "random", "--steps", "12", "--objective", "params", "--json").Json();
        var large = Shell.Run("search", "--method", "random", "--steps", "12", "--objective", "params:high", "--json").Json();
        small.GetProperty("params").GetInt64().ShouldBeLessThan(large.GetProperty("params").GetInt64());
        var wot = Shell.Run("search", "--method", "random", "--steps", "3", "--objective", "naswot,effective-depth", "--batch", "8", "--json").Json();
        wot.GetProperty("indicators").EnumerateObject().Select(pair => pair.Name).ShouldBe(["naswot", "effective-depth"]);
    }

    [Fact]
    public void A_table_also_gives_regret_and_the_way_to_the_answer()
    {
        var table = folder.Write("replay.csv", Tables.AllCells);
        var curve = folder.PathOf("regret.svg");
        var found = Shell.Run(["search", "--method", "random", "--json", "--table", table, "--curve", curve, .. Small]).Json();
        var replay = found.GetProperty("replay").GetProperty("cifar10");
        var points = replay.GetProperty("curve").EnumerateArray().ToList();
        replay.GetProperty("regret").GetDouble().ShouldBe(
            replay.GetProperty("optimum").GetDouble() - found.GetProperty("accuracy").GetProperty("cifar10").GetDouble(), 1e-9);
        points[^1].GetProperty("step").GetInt32().ShouldBe(24);
        points[^1].GetProperty("evaluations").GetInt32().ShouldBe(24);
        points[^1].GetProperty("incumbent").GetDouble().ShouldBe(replay.GetProperty("accuracy").GetDouble());
        points.Select(point => point.GetProperty("bestSoFar").GetDouble()).ShouldBeInOrder();
        File.ReadAllText(curve).ShouldContain("regret");
    }

    [Fact]
    public void Interrupted_once_it_answers_with_the_best_so_far()
    {
        // How long the first step takes depends on what else the machine does.
        var result = InterruptAfter(seconds: 3);
        foreach (var longer in (int[])[8, 30])
            result = result.Output.Length == 0 ? InterruptAfter(longer) : result;
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

    [GeneratedRegex("\"seconds[A-Za-z]*\": [0-9.E-]+,", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();
}
