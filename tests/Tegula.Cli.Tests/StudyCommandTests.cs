using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Microsoft.Data.Sqlite;
using Tegula.Studies;

namespace Tegula.Cli.Tests;

public sealed class StudyCommandTests(StudyFixture fixture) : IClassFixture<StudyFixture>
{
    [Fact]
    public void List_shows_every_study_within_80_columns()
    {
        var json = Run("list", fixture.Store, "--json").Json();
        json.GetProperty("store").GetString()!.ShouldContain("first.db");
        json.GetProperty("results").GetArrayLength().ShouldBe(0);
        var study = json.GetProperty("studies")[0];
        study.GetProperty("name").GetString().ShouldBe(StudyFixture.Name);
        study.GetProperty("status").GetString().ShouldBe("done");
        study.GetProperty("steps").GetInt32().ShouldBe(4);
        study.GetProperty("evaluations").GetInt32().ShouldBe(fixture.Found.Json().GetProperty("evaluations").GetInt32());
        study.GetProperty("answer").GetString().ShouldBe(fixture.Found.Json().GetProperty("architecture").GetString());

        var text = Run("list", fixture.Store).Output;
        text.ShouldContain("first");
        text.ShouldContain("4/4");
        text.ShouldContain("search random on nas-bench-201");
        text.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(80);
    }

    [Fact]
    public void List_shows_long_names_whole_and_hostile_ones_harmless()
    {
        var store = fixture.Copy();
        var longName = new string('n', 60);
        using (var open = StudyStore.Open(store))
        {
            var definition = open.FindStudy(StudyFixture.Name)!.Definition;
            open.CreateStudy(longName, definition);
            open.CreateStudy("<b>\u202e[red]x[/]", definition with { Method = "\u001b[31m" });
            open.SetStatus(open.FindStudy(longName)!.Id, StudyStatus.Failed, error: "a\nb \u001b]0;t\u0007");
            open.AddResult(Recorded("a training", "\u001b[2Jtext\n"));
        }

        var text = Run("list", store).Output;
        text.ShouldContain(longName);
        text.ShouldContain("running or killed");
        text.ShouldContain(@"<b>\u202E[red]x[/]");
        text.ShouldContain(@"a\u000Ab \u001B]0;t\u0007");
        text.ShouldContain("a training");
        text.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(80);
        text.ShouldAllBe(character => character == '\n' || !char.IsControl(character));

        var shown = Run("show", store, "a training");
        shown.Output.ShouldBe("\\u001B[2Jtext\n");
        Run("show", store, "a training", "--json").ShouldBeRefused("no json is kept, but text", "without --json");
        Run("resume", store, "a training").ShouldBeRefused("recorded result of 'train', not a study");
        Run("show", store, $"<b>\u202e[red]y[/]").ShouldBeRefused("there is no study", @"did you mean '<b>\u202E[red]x[/]'");
        Run("show", store).ShouldBeRefused("holds 4 studies, name one of first");
    }

    [Fact]
    public void Show_gives_the_provenance_and_the_best()
    {
        var json = Run("show", fixture.Store, "--json").Json();
        var found = fixture.Found.Json();
        json.GetProperty("study").GetProperty("answer").GetString().ShouldBe(found.GetProperty("architecture").GetString());
        json.GetProperty("study").GetProperty("dataSha256").GetString()!.Length.ShouldBe(64);
        json.GetProperty("request").GetProperty("method").GetString().ShouldBe("random");
        json.GetProperty("contexts")[0].GetProperty("settings").GetProperty("batchSize").GetInt32().ShouldBe(8);
        json.GetProperty("machines")[0].GetString().ShouldBe(Environment.MachineName);
        json.GetProperty("queue").GetProperty("waiting").GetInt32().ShouldBe(0);
        var steps = json.GetProperty("lastSteps").EnumerateArray().ToList();
        steps.Select(step => step.GetProperty("step").GetInt32()).ShouldBe([0, 1, 2, 3]);

        var evaluations = Evaluations(fixture.Store);
        foreach (var best in json.GetProperty("best").EnumerateArray())
        {
            var id = best.GetProperty("indicator").GetString()!;
            var values = evaluations.Select(evaluation => Value(evaluation, id)).OfType<double>();
            best.GetProperty("value").GetDouble().ShouldBe(id == "kappa" ? values.Min() : values.Max());
        }

        var text = Run("show", fixture.Store, StudyFixture.Name).Output;
        text.ShouldContain("done, 4/4 steps");
        text.ShouldContain("batchSize 8");
        text.ShouldContain(json.GetProperty("study").GetProperty("dataSha256").GetString()!);
        text.ShouldContain(found.GetProperty("architecture").GetString()!);
    }

    [Fact]
    public void Evaluations_are_filtered_ordered_and_paged()
    {
        var all = Evaluations(fixture.Store);
        var kappas = all.Select(evaluation => Value(evaluation, "kappa")).OfType<double>().Order().ToList();
        var middle = kappas[kappas.Count / 2].ToString("R", CultureInfo.InvariantCulture);
        Kappas("--where", $"kappa<{middle}").ShouldBe(kappas.Where(kappa => kappa < kappas[kappas.Count / 2]), ignoreOrder: true);
        Kappas("--where", $"kappa<={middle}", "--where", $"kappa >= {middle}").ShouldBe([kappas[kappas.Count / 2]]);
        Kappas("--where", $"kappa={middle}").ShouldBe([kappas[kappas.Count / 2]]);
        Kappas("--where", $"kappa>{middle}").ShouldBe(kappas.Where(kappa => kappa > kappas[kappas.Count / 2]), ignoreOrder: true);
        Kappas("--where", "kappa>0", "--order", "kappa:desc", "--limit", "2", "--offset", "1").ShouldBe(kappas.OrderDescending().Skip(1).Take(2));
        var part = all[0].GetProperty("architecture").GetString()![..30];
        Architectures(Evaluations(fixture.Store, "--contains", part)).ShouldBe(Architectures(all).Where(architecture => architecture.Contains(part)));

        var text = Run("show", fixture.Store, "--evaluations", "--limit", "1").Output;
        text.ShouldContain("kappa");
        text.ShouldContain($"1 to 1 of {all.Count} evaluations");

        static IEnumerable<string> Architectures(List<JsonElement> evaluations) =>
            evaluations.Select(evaluation => evaluation.GetProperty("architecture").GetString()!);

        List<double> Kappas(params string[] args) => [.. Evaluations(fixture.Store, args).Select(evaluation => Value(evaluation, "kappa")).OfType<double>()];
    }

    [Fact]
    public void A_store_moves_through_a_file_and_through_a_pipe()
    {
        var (file, other, piped) = (fixture.PathOf("all.jsonl"), fixture.PathOf("other.db"), fixture.PathOf("piped.db"));
        var exported = Run("export", fixture.Store, "--out", file, "--json").Json();
        exported.GetProperty("exported").GetProperty("steps").GetInt32().ShouldBe(4);
        var imported = Shell.Run("study", "import", file, "--study", other, "--json").Json();
        imported.GetProperty("added").ToString().ShouldBe(exported.GetProperty("exported").ToString());

        var printed = Run("export", fixture.Store, StudyFixture.Name).Output;
        printed.ShouldBe(File.ReadAllText(file));
        Shell.Run(printed, ["study", "import", "-", "--study", piped, "--as", "second"]).Output.ShouldContain("1 study, 4 steps");
        Shell.Run("study", "import", file, "--study", other).Output.ShouldContain("nothing");
        Directory.GetFiles(Path.GetDirectoryName(file)!, ".*.part").ShouldBeEmpty();

        var study = Run("show", fixture.Store, "--json").Output;
        Run("show", other, "--json").Output.ShouldBe(study);
        Run("show", piped, "--json").Output.ShouldBe(study.Replace("\"name\": \"first\"", "\"name\": \"second\"", StringComparison.Ordinal));
        Run("verify", other).Output.ShouldContain("no fault found");
    }

    [Fact]
    public void A_table_for_a_spreadsheet_holds_every_evaluation()
    {
        var file = fixture.PathOf("evaluations.csv");
        Run("export", fixture.Store, StudyFixture.Name, "--format", "csv", "--out", file).Output.ShouldContain("evaluations in");
        using var reader = CsvReader.FromText(File.ReadAllText(file), CsvReaderOptions.Default);
        foreach (var evaluation in Evaluations(fixture.Store))
        {
            reader.Read().ShouldBeTrue();
            reader.GetString("architecture").ShouldBe(evaluation.GetProperty("architecture").GetString());
            reader.GetString("fidelity").ShouldBe("Fast");
            reader.GetString("kappa").ShouldBe(Value(evaluation, "kappa")?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        }

        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_file_is_not_imported_and_makes_no_store()
    {
        var (file, store) = (fixture.PathOf("damaged.jsonl"), fixture.PathOf("none.db"));
        var lines = Run("export", fixture.Store).Output.TrimEnd('\n').Split('\n');
        lines[2] = lines[2][..20];
        File.WriteAllText(file, string.Join('\n', lines));
        Shell.Run("study", "import", file, "--study", store).ShouldBeRefused("line 3: damaged");
        Shell.Run("study", "import", fixture.PathOf("missing.jsonl"), "--study", store).ShouldBeRefused("missing.jsonl");
        File.Exists(store).ShouldBeFalse();
    }

    [Fact]
    public void A_study_that_differs_is_not_imported()
    {
        var (file, store) = (fixture.PathOf("first.jsonl"), fixture.Copy());
        Run("export", fixture.Store, "--out", file).ExitCode.ShouldBe(0);
        using (var open = StudyStore.Open(store))
            open.SetStatus(open.FindStudy(StudyFixture.Name)!.Id, StudyStatus.Failed, error: "changed");
        var before = Run("export", store).Output;
        Shell.Run("study", "import", file, "--study", store).ShouldBeRefused("another study 'first'", "--as");
        Run("export", store).Output.ShouldBe(before);
    }

    [Fact]
    public void Delete_says_what_went()
    {
        var store = fixture.Copy();
        var report = Run("delete", store, StudyFixture.Name, "--json").Json();
        report.GetProperty("kind").GetString().ShouldBe("study");
        report.GetProperty("steps").GetInt32().ShouldBe(4);
        report.GetProperty("evaluations").GetInt32().ShouldBe(Evaluations(fixture.Store).Count);
        Run("list", store).Output.ShouldContain("holds no studies");
        Run("delete", store, StudyFixture.Name).ShouldBeRefused("there is no study 'first'", "holds none");
    }

    [Fact]
    public void Verify_measures_again_and_finds_every_bit()
    {
        var count = Evaluations(fixture.Store).Count;
        var sound = Run("verify", fixture.Store, "--recompute", "2", "--json").Json();
        sound.GetProperty("ok").GetBoolean().ShouldBeTrue();
        sound.GetProperty("recomputed").GetInt32().ShouldBe(Math.Min(2, count));
        Run("verify", fixture.Store).Output.ShouldContain($"{count} evaluations, 1 study: no fault found");
    }

    [Fact]
    public void Verify_finds_a_value_that_was_changed()
    {
        var store = fixture.Copy();
        using (var connection = new SqliteConnection($"Data Source={store};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                UPDATE evaluation SET indicators = replace(indicators, '"sd":0', '"sd":1') WHERE id = (SELECT min(id) FROM evaluation WHERE measured = 1)
                """;
            command.ExecuteNonQuery().ShouldBe(1);
        }

        var result = Run("verify", store, "--json");
        result.ExitCode.ShouldBe(1);
        result.Json().GetProperty("ok").GetBoolean().ShouldBeFalse();
        result.Json().GetProperty("findings")[0].GetString()!.ShouldContain("SHA-256");
        result.Error.ShouldContain("tegula: evaluation");

        // Measured again, the changed value does not come out.
        var again = Run("verify", store, "--recompute", "10");
        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("when measured again");
        Run("show", store).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Resume_prints_what_the_search_would_have()
    {
        var (store, again) = (fixture.Copy(), fixture.PathOf("begun.db"));
        var done = Run("resume", store, "--json", "--quiet");
        done.ExitCode.ShouldBe(0, done.Error);
        Answer(done.Json()).ShouldBe(Answer(fixture.Found.Json()));

        // One that was only begun, on a store that knows no score.
        using (var from = StudyStore.Open(store))
        using (var into = StudyStore.Open(again))
            into.CreateStudy("begun", from.FindStudy(StudyFixture.Name)!.Definition);
        var begun = Run("resume", again, "begun", "--json", "--quiet", "--threads", "1");
        begun.ExitCode.ShouldBe(0, begun.Error);
        Answer(begun.Json()).ShouldBe(Answer(fixture.Found.Json()));
        Evaluations(again).Select(evaluation => evaluation.GetProperty("sha256").GetString())
            .ShouldBe(Evaluations(fixture.Store).Select(evaluation => evaluation.GetProperty("sha256").GetString()), ignoreOrder: true);

        static string Answer(JsonElement report) =>
            string.Join(' ', ((string[])["architecture", "steps", "evaluations", "cached", "indicators"]).Select(name => report.GetProperty(name)));
    }

    [Fact]
    public void Resume_names_the_command_of_a_study_that_is_no_search()
    {
        var store = fixture.Copy();
        using (var open = StudyStore.Open(store))
            open.CreateStudy("scores", open.FindStudy(StudyFixture.Name)!.Definition with { Command = "score", Method = null });
        Run("resume", store, "scores").ShouldBeRefused("'scores' is of 'tegula score'", "repeat that command");
    }

    [Theory]
    [InlineData("study", "a command is missing after 'tegula study'", "list, show, resume, export, import, delete, verify")]
    [InlineData("study lst", "unknown command 'lst'", "did you mean 'list'")]
    [InlineData("study list", "--study is missing", "--study runs.db")]
    [InlineData("study show frist --study STORE", "there is no study 'frist' in", "did you mean 'first'")]
    [InlineData("study show quite-another --study STORE", "there is no study 'quite-another'", "it holds first")]
    [InlineData("study show first --name second --study STORE", "named twice", "'first'", "'second'")]
    [InlineData("study show --where kappa<1 --study STORE", "--where", "--evaluations")]
    [InlineData("study show --evaluations --where kapa<1 --study STORE", "no indicator 'kapa'", "did you mean 'kappa'")]
    [InlineData("study show --evaluations --where kappa~1 --study STORE", "'kappa~1' is no condition", "'kappa<200'")]
    [InlineData("study show --evaluations --where kappa<many --study STORE", "'kappa<many' is no condition")]
    [InlineData("study show --evaluations --order size --study STORE", "no indicator 'size'", "seconds")]
    [InlineData("study show --evaluations --order kappa:up --study STORE", "'kappa:up' is no order", "kappa:desc")]
    [InlineData("study export --format xml --study STORE", "--format 'xml' is not available", "csv, jsonl")]
    [InlineData("study export --json --study STORE", "--out FILE")]
    [InlineData("study export --out no-such-folder/x.csv --study STORE", "no-such-folder", "does not exist")]
    [InlineData("study import STORE --study STORE", "line 1: this is no exported study")]
    [InlineData("study delete --study STORE", "the name of what to delete is missing")]
    [InlineData("study verify --recompute 0 --study STORE", "--recompute must be a whole number of at least 1")]
    [InlineData("study list --study STORE.missing", "STORE.missing")]
    public void A_wrong_request_gets_one_line(string args, params string[] words) =>
        Shell.Run(args.Split(' ').Select(arg => arg.Replace("STORE", fixture.Store, StringComparison.Ordinal)))
            .ShouldBeRefused([.. words.Select(word => word.Replace("STORE", fixture.Store, StringComparison.Ordinal))]);

    private static ShellResult Run(string command, string store, params string[] args) => Shell.Run(["study", command, "--study", store, .. args]);

    private static List<JsonElement> Evaluations(string store, params string[] args) =>
        [.. Run("show", store, ["--evaluations", "--json", .. args]).Json().GetProperty("evaluations").EnumerateArray()];

    private static double? Value(JsonElement evaluation, string indicator) =>
        evaluation.GetProperty("indicators").GetProperty(indicator).GetProperty("value") is { ValueKind: JsonValueKind.Number } value
            ? value.GetDouble()
            : null;

    private static RecordedResult Recorded(string name, string text) => new()
    {
        Key = RecordedResult.KeyOf("train", name),
        Name = name,
        Command = "train",
        Request = "{}",
        Outputs = new Dictionary<string, string> { ["text"] = text },
        Version = "1.0",
        Machine = "elsewhere",
        Started = DateTimeOffset.UnixEpoch,
        Seconds = 3,
    };
}
