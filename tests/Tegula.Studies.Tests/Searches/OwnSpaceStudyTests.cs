using System.Diagnostics;
using System.Text.Json.Nodes;
using Tegula.Architectures.Custom;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Spaces.Custom;
using Tegula.Studies.Queue;
using Tegula.Studies.Tests.Slurm;

namespace Tegula.Studies.Tests.Searches;

/// <summary>Studies of an own space know what the space is: the file that defined it is not needed again.</summary>
public sealed class OwnSpaceStudyTests : IDisposable
{
    private const string Yaml = """
        name: kept
        cell:
          nodes: 4
        operations:
          none: {type: none}
          skip: {type: identity}
          conv: {type: convolution, kernel: 3}
          pool: {type: max-pool}
        skeleton:
          channels: 8
          cells: 2
        constraints:
          at-most: {none: 2}
          max-params: 130000

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-own-space-").FullName;

    public static TheoryData<string> Methods => [.. SearchMethods.All.Select(method => method.Id)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Stopped_again_and_again_every_method_ends_as_if_never_stopped(string method)
    {
        var space = SpaceRegistry.Add(new CustomSpace(CustomSpaceReader.Parse(Yaml, "kept.yaml")));
        var request = SmallSearch.Request(method, 30) with { Space = space.Id, FilterFraction = 0.9, MaxParameters = 120_000 };
        using var whole = StudyStore.Open(PathOf($"{method}-whole.db"));
        var expected = SmallSearch.Run(whole, "s", request);
        using var store = StudyStore.Open(PathOf($"{method}.db"));
        foreach (var stop in new[] { 1, 9, 20 })
        {
            using var cancellation = new CancellationTokenSource();
            SmallSearch.Run(store, "s", request, progress: progress =>
            {
                if (progress.Done == stop)
                    cancellation.Cancel();
            }, token: cancellation.Token);
        }

        SmallSearch.Essence(SmallSearch.Run(store, "s", request)).ShouldBe(SmallSearch.Essence(expected));
        store.Verify(token: Token).ShouldBeEmpty();
        store.FindStudy("s")!.Definition.Space.ShouldBe(space.Id);
        var recheck = EvaluationRecheck.Run(store, 5, 1, 2, token: Token);
        recheck.Findings.ShouldBeEmpty();
        recheck.Measured.ShouldBe(Math.Min(5, store.Evaluations(new()).Count(evaluation => evaluation.Error is null)));
    }

    [Fact]
    public void Killed_and_without_its_file_it_goes_on_in_another_process_and_is_verified_and_moved_there()
    {
        var (file, study) = (PathOf("kept.yaml"), PathOf("study.db"));
        File.WriteAllText(file, Yaml);
        string[] search =
            ["search", "--space", file, "--method", "evolution", "--steps", "150", "--objective", "naswot,kappa", "--repeats", "1", "--batch", "16", "--json"];
        var expected = Answer(CommandLine.Json(search[..^1]).ToString());

        using (var process = CommandLine.Start([.. search, "--study", study, "--name", "s"]))
        {
            while (Evaluations(study) < 20)
                process.HasExited.ShouldBeFalse("it should still be searching");
            process.Kill();
            process.WaitForExit();
        }

        File.Delete(file);
        Answer(CommandLine.Json("study", "resume", "s", "--study", study).ToString()).ShouldBe(expected);
        CommandLine.Json("study", "verify", "--study", study, "--recompute", "6").GetProperty("findings").GetArrayLength().ShouldBe(0);

        var (lines, moved) = (PathOf("study.jsonl"), PathOf("moved.db"));
        CommandLine.Run("study", "export", "s", "--study", study, "--format", "jsonl", "--out", lines).ExitCode.ShouldBe(0);
        CommandLine.Run("study", "import", lines, "--study", moved).ExitCode.ShouldBe(0);
        CommandLine.Json("study", "verify", "--study", moved, "--recompute", "6").GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_worker_of_another_process_scores_cells_and_supernets(bool isSupernet)
    {
        var space = new CustomSpace(CustomSpaceReader.Parse(Yaml.Replace("name: kept", "name: worked", StringComparison.Ordinal), "worked.yaml"));
        SpaceRegistry.Add(space);
        var searchable = SearchableSpace.Get(space.Id);
        var id = isSupernet ? searchable.SupernetId : space.Id;
        var text = isSupernet ? CustomSupernet.Whole(space.Definition).ToString() : space.Enumerate().Last().ToString();
        var data = DatasetSpec.Open("synthetic");
        var options = new IndicatorOptions { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Indicators = ["kappa", "naswot"] };
        using var scorer = SpaceScorer.Of(id, data, options);
        using var store = StudyStore.Open(PathOf("queue.db"));
        var context = store.AddContext(ScoringContext.Of(id, data, options), "synthetic").Id;
        var study = store.CreateStudy("scores", StudyDefinition.Of("score", space.Id, data, "synthetic", options, "{}")).Id;
        var task = store.Enqueue([new NewTask(study, context, scorer.ComputationKey(text), text, ["kappa", "naswot"])])[0];

        var (exit, _, error) = CommandLine.Run("worker", "--study", PathOf("queue.db"), "--threads", "2", "--idle", "0", "--json");
        exit.ShouldBe(0, error);
        var end = store.Ended([task]).Single();
        end.Evaluation.ShouldNotBeNull(error).Indicators.ShouldBe(scorer.Measure(text, 1, Token).Indicators);
        store.Verify(token: Token).ShouldBeEmpty();
    }

    [Fact]
    public void A_space_with_an_operation_that_is_not_registered_here_is_refused_with_the_reason()
    {
        const string Id = "foreign@0123abcd";
        var yaml = Yaml.Replace("name: kept", "name: foreign", StringComparison.Ordinal).Replace("type: max-pool", "type: not-here", StringComparison.Ordinal);
        var data = DatasetSpec.Open("synthetic");
        var options = new IndicatorOptions { Indicators = ["naswot"] };
        using (var store = StudyStore.Open(PathOf("foreign.db")))
        {
            var own = ScoringContext.Of("nas-bench-201", data, options);
            var settings = new Dictionary<string, string>(own.Settings) { ["spaceDefinition"] = JsonValue.Create(yaml).ToJsonString() };
            store.AddContext(own with { Space = Id, Settings = settings }, "synthetic");
            var request = new JsonObject { ["spaceDefinition"] = yaml }.ToJsonString();
            store.CreateStudy("foreign", StudyDefinition.Of("score", Id, data, "synthetic", options, request));
        }

        using var opened = StudyStore.Open(PathOf("foreign.db"));
        opened.Contexts().Single().Context.Space.ShouldBe(Id);
        opened.FindStudy("foreign")!.Definition.Space.ShouldBe(Id);
        var message = Should.Throw<ArgumentException>(() => SearchableSpace.Get(Id)).Message;
        message.ShouldStartWith($"the own space '{Id}' cannot be used here: {Id}:8:");
        message.ShouldContain("not-here");
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static int Evaluations(string file)
    {
        if (!File.Exists(file))
            return 0;
        try
        {
            using var store = StudyStore.Open(file, StudyAccess.ReadOnly);
            return store.Evaluations(new()).Count();
        }
        catch (StudyException)
        {
            // The other process is still making the tables.
            return 0;
        }
    }

    private static string Answer(string json)
    {
        var report = JsonNode.Parse(json)!.AsObject();
        foreach (var time in new[] { "seconds", "secondsAlone", "secondsSpared" })
            report.Remove(time);
        return report.ToJsonString();
    }
}
