using System.Diagnostics;
using System.Net;
using Tegula.Dashboard.Searches;
using Tegula.Dashboard.Tests.Hosting;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Searches;

/// <summary>Searches that are started, stopped and resumed through the real server, as real processes.</summary>
public sealed class SearchFromPageTests
{
    private const int Steps = 100;

    private static readonly Dictionary<string, string> Small = new()
    {
        ["name"] = "first",
        ["store"] = "",
        ["file"] = "runs.db",
        ["method"] = "evolution",
        ["steps"] = $"{Steps}",
        ["objective"] = "kappa,regions",
        ["batch"] = "8",
        ["repeats"] = "1",
        ["seed"] = "5",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_stopped_and_resumed_ends_with_the_same_bits_as_one_that_was_left_alone()
    {
        await using var dashboard = await TestDashboard.Start();
        using var started = await dashboard.Post("/searches", Small);
        started.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await TestDashboard.Text(started));
        var address = started.Headers.Location!.ToString();
        address.ShouldBe("/studies/runs.db/1");

        using var stopped = await dashboard.Post($"{address}/stop");
        stopped.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await TestDashboard.Text(stopped));
        List<string> kept;
        using (var store = StudyStore.Open(dashboard.PathOf("runs.db"), StudyAccess.ReadOnly))
        {
            store.FindStudy("first")!.Status.ShouldBe(StudyStatus.Stopped);
            store.Verify(token: Token).ShouldBeEmpty();
            kept = [.. store.Evaluations(new()).Select(evaluation => evaluation.Sha256)];
        }

        using var resumed = await dashboard.Post($"{address}/resume");
        resumed.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await TestDashboard.Text(resumed));
        var process = Processes(dashboard).All[0];
        await process.Ended.WaitAsync(Token);
        process.ExitCode.ShouldBe(0);
        process.Command.Text.ShouldBe("tegula study resume --name first --study runs.db");
        using var resumedStore = StudyStore.Open(dashboard.PathOf("runs.db"), StudyAccess.ReadOnly);
        resumedStore.Evaluations(new()).Select(evaluation => evaluation.Sha256).Take(kept.Count).ShouldBe(kept);
        Shown(resumedStore).ShouldBe(LeftAlone());
    }

    [Fact]
    public async Task While_one_runs_others_are_refused_and_so_are_foreign_pages_and_the_servers_end_stops_it()
    {
        var dashboard = await TestDashboard.Start();
        var endless = new Dictionary<string, string>(Small) { ["name"] = "<script>alert(1)</script>", ["steps"] = "1000000", ["method"] = "random" };
        using var started = await dashboard.Post("/searches", endless);
        started.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await TestDashboard.Text(started));
        var address = started.Headers.Location!.ToString();
        var process = Processes(dashboard).All.Single();

        using var second = await dashboard.Post("/searches", new(Small) { ["name"] = "se\"cond", ["file"] = "other.db" });
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await TestDashboard.Text(second);
        page.ShouldContain("--searches 2");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldNotContain("<script>alert");
        page.ShouldContain("value=\"se&quot;cond\"");
        page.ShouldContain($"value=\"{Steps}\"");
        foreach (var action in new[] { "stop", "resume" })
        {
            using var foreign = await dashboard.Post($"{address}/{action}", null, ("Origin", "http://evil.example"));
            foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        process.State.ShouldBe(SearchProcessState.Running);
        using var again = await dashboard.Post($"{address}/resume");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await dashboard.Page("/searches")).ShouldContain("tegula search --study runs.db --name");
        File.Exists(dashboard.PathOf("other.db")).ShouldBeFalse();

        await dashboard.Server.DisposeAsync();
        process.State.ShouldBe(SearchProcessState.Ended);
        process.ExitCode.ShouldBe(130);
        using (var store = StudyStore.Open(dashboard.PathOf("runs.db"), StudyAccess.ReadOnly))
            store.Studies().Single().Status.ShouldBe(StudyStatus.Stopped);
        await dashboard.DisposeAsync();
    }

    [Fact]
    public async Task When_the_server_is_killed_its_search_stops_and_keeps_what_it_has()
    {
        var folder = Directory.CreateTempSubdirectory("tegula-killed-");
        try
        {
            var options = TestDashboard.Options(folder.FullName);
            using var server = Process.Start(
                new ProcessStartInfo(options.Program[0], [options.Program[1], "ui", "--study", folder.FullName, "--port", "0", "--quiet"])
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                })!;
            var address = (await server.StandardOutput.ReadLineAsync(Token))!.Split(' ')[^1];
            using var client = new HttpClient { BaseAddress = new(address) };
            var form = await client.GetStringAsync(new Uri("/searches/new", UriKind.Relative), Token);
            var token = System.Text.RegularExpressions.Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            var fields = new Dictionary<string, string>(Small) { ["steps"] = "1000000", ["method"] = "random", ["__RequestVerificationToken"] = token };
            using var content = new FormUrlEncodedContent(fields);
            using var started = await client.PostAsync(new Uri("/searches", UriKind.Relative), content, Token);
            started.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/studies/runs.db/1");
            var store = StudyStore.Open(Path.Combine(folder.FullName, "runs.db"), StudyAccess.ReadOnly);
            while (store.Steps(1).Count == 0)
                await Task.Delay(50, Token);
            ProcessesIn(folder.FullName).ShouldNotBeEmpty();

            server.Kill();
            await server.WaitForExitAsync(Token);
            while (ProcessesIn(folder.FullName).Count > 0)
                await Task.Delay(50, Token);
            var study = store.FindStudy("first")!;
            study.Status.ShouldBe(StudyStatus.Stopped);
            store.Steps(study.Id).Count.ShouldBe(study.Steps);
            store.Verify(token: Token).ShouldBeEmpty();
            store.Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("file", "../outside.db", "cannot be the new file&#x27;s name")]
    [InlineData("file", "/tmp/outside.db", "cannot be the new file&#x27;s name")]
    [InlineData("file", "runs.txt", "cannot be the new file&#x27;s name")]
    [InlineData("file", "-runs.db", "cannot be the new file&#x27;s name")]
    [InlineData("file", "a b.db", "cannot be the new file&#x27;s name")]
    [InlineData("file", "..\\a.db", "cannot be the new file&#x27;s name")]
    [InlineData("file", "taken.db", "already")]
    [InlineData("file", "link.db", "already")]
    [InlineData("store", "no-such-store", "is not there any more")]
    [InlineData("data", "cifar10:/etc/passwd", "not among those that may be used")]
    [InlineData("data", "cifar10:../images.bin", "not among those that may be used")]
    [InlineData("table", "/etc/passwd", "not among those that may be used")]
    [InlineData("name", "", "needs a name")]
    [InlineData("name", "two\nlines", "control character")]
    [InlineData("filter", "--study", "there is no filter")]
    public async Task What_a_browser_must_not_ask_for_is_refused_and_nothing_is_started(string field, string value, string told)
    {
        await using var dashboard = await TestDashboard.Start(prepare: folder =>
        {
            TestDashboard.MakeStore(folder, "taken.db");
            File.CreateSymbolicLink(Path.Combine(folder, "link.db"), Path.Combine(Path.GetTempPath(), "tegula-must-not-be-made.db"));
        });
        using var answer = await dashboard.Post("/searches", new(Small) { ["name"] = "kept <b>", [field] = value });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestDashboard.Text(answer);
        page.ShouldContain(told);
        page.ShouldContain("value=\"evolution\" selected");
        if (field != "name")
            page.ShouldContain("value=\"kept &lt;b&gt;\"");
        Processes(dashboard).All.ShouldBeEmpty();
        File.Exists(dashboard.PathOf("runs.db")).ShouldBeFalse();
        File.Exists(Path.Combine(Path.GetTempPath(), "tegula-must-not-be-made.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_command_line_refuses_is_shown_in_its_own_words_and_makes_no_file()
    {
        await using var dashboard = await TestDashboard.Start();
        using var answer = await dashboard.Post("/searches", new(Small) { ["steps"] = "-many" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestDashboard.Text(answer)).ShouldContain("--steps must be a whole number of at least 1, not &#x27;-many&#x27;");
        Directory.GetFileSystemEntries(dashboard.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_the_command_is_shown_without_being_run()
    {
        await using var dashboard = await TestDashboard.Start(prepare: folder => TestDashboard.MakeStore(folder, "runs.db"));
        using var taken = await dashboard.Post("/searches", new(Small) { ["store"] = "runs.db" });
        taken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestDashboard.Text(taken)).ShouldContain("there is a study &#x27;first&#x27; in runs.db already");
        using var shown = await dashboard.Post("/searches", new(Small)
        {
            ["store"] = "runs.db",
            ["name"] = "it's new",
            ["filter"] = "depth-width",
            ["do"] = "show",
        });
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        WebUtility.HtmlDecode(await TestDashboard.Text(shown)).ShouldContain(
            @"tegula search --study runs.db --name 'it'\''s new' --objective kappa,regions "
            + $"--steps {Steps} --filter depth-width --seed 5 --repeats 1 --batch 8<");
        Processes(dashboard).All.ShouldBeEmpty();
    }

    private static SearchProcesses Processes(TestDashboard dashboard) => (SearchProcesses)dashboard.Server.Services.GetService(typeof(SearchProcesses))!;

    // The same search in this process, never interrupted, in a store of its own.
    private static List<string> LeftAlone()
    {
        var folder = Directory.CreateTempSubdirectory("tegula-alone-");
        var objective = Combinations.Of(Aggregation.RankSum, [new("kappa", Direction.LowerIsBetter), new("regions", Direction.HigherIsBetter)]);
        var request = new SearchRequest
        {
            Steps = Steps,
            Objective = objective,
            Scoring = new() { Fidelity = Fidelity.Fast, Indicators = [.. objective.Indicators], BatchSize = 8, Repeats = 1, Seed = 5 },
        };
        using (var store = StudyStore.Open(Path.Combine(folder.FullName, "alone.db")))
        {
            StudySearch.Run(store, "first", request, DatasetSpec.Open("synthetic"), "synthetic", token: Token);
            var shown = Shown(store);
            store.Dispose();
            folder.Delete(recursive: true);
            return shown;
        }
    }

    // The answer, and each step with the hash over every bit of its score.
    private static List<string> Shown(StudyStore store)
    {
        var study = store.FindStudy("first")!;
        var hashes = store.Evaluations(new()).ToDictionary(evaluation => evaluation.Id, evaluation => evaluation.Sha256);
        return [$"{study.Status} {study.Answer}", .. store.Steps(study.Id).Select(step => $"{step.Number} {step.Architecture} {hashes[step.Evaluation]}")];
    }

    private static List<int> ProcessesIn(string folder) =>
    [
        .. from process in Directory.GetDirectories("/proc")
           where int.TryParse(Path.GetFileName(process), out _) && Link(Path.Combine(process, "cwd")) == folder
           select int.Parse(Path.GetFileName(process), System.Globalization.CultureInfo.InvariantCulture),
    ];

    private static string? Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
