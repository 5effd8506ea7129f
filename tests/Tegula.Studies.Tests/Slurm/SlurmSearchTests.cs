using System.Diagnostics;
using System.Text.Json;
using Tegula.Studies.Slurm;
using Tegula.Studies.Tests.Postgres;

namespace Tegula.Studies.Tests.Slurm;

/// <summary>Whole searches on a real cluster with a real database, compared with the same search in one process.</summary>
[Collection("Slurm")]
public sealed class SlurmSearchTests(SlurmCluster cluster, PostgresFixture postgres, SlurmSearchTests.OneProcess alone)
    : IDisposable, IClassFixture<SlurmSearchTests.OneProcess>
{
    private const string Short = "search --method evolution --steps 40 --data synthetic --batch 4 --repeats 1 --seed 3 --name cells";
    private const string Long = "search --method evolution --steps 160 --data synthetic --batch 4 --repeats 1 --seed 3 --name cells";

    private readonly SlurmWorkspace _workspace = new();
    private Process? _search;

    public void Dispose()
    {
        // A test that failed may have left it at work.
        if (_search is { HasExited: false })
            _search.Kill(entireProcessTree: true);
        _search?.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public void A_search_over_four_workers_on_two_nodes_finds_the_same_scores_as_one_process()
    {
        cluster.Require();
        var location = postgres.Server.CreateDatabase();
        var (exitCode, output, error) = CommandLine.Finish(Start(Short, location));
        exitCode.ShouldBe(0, error);

        error.ShouldContain("4 running on n1 n2");
        error.ShouldContain("cancelled");
        error.ShouldNotContain(Uri.EscapeDataString(PostgresServer.Password));
        Answer(output).ShouldBe(Answer(alone.Output(Short)));
        var scores = Evaluations(location);
        Values(scores).ShouldBe(Values(alone.Evaluations(Short)));
        scores.Select(score => score.Machine).Distinct().Order(StringComparer.Ordinal).ShouldBe(["n1", "n2"]);
        SlurmCluster.Until(() => new SlurmClient().Tasks(Job()).All(task => task.State == "CANCELLED"), "the workers are cancelled");
    }

    [Fact]
    public void A_node_killed_in_the_middle_loses_nothing_and_nothing_that_was_finished_is_computed_again()
    {
        cluster.Require();
        var location = postgres.Server.CreateDatabase();
        var search = Start(Long, location);
        IReadOnlyList<StoredEvaluation> before = [];
        SlurmCluster.Until(HasBegunOnBoth, "both nodes have finished something");
        cluster.KillNode("n2");
        var killed = Evaluations(location);
        cluster.StartNode("n2");
        var (exitCode, output, error) = CommandLine.Finish(search);
        exitCode.ShouldBe(0, error);

        var reference = alone.Evaluations(Long);
        killed.Count.ShouldBeLessThan(reference.Count, "the search was over before the node was killed");
        Answer(output).ShouldBe(Answer(alone.Output(Long)));
        var after = Evaluations(location);
        Values(after).ShouldBe(Values(reference));
        after.Take(killed.Count).Select(Origin).ShouldBe(killed.Select(Origin));
        before.Select(Origin).ShouldBe(killed.Take(before.Count).Select(Origin));

        // Every task that any worker has finished is an evaluation of its own: had one been made twice, there would be more of the former.
        using var store = StudyStore.Open(location, StudyAccess.ReadOnly);
        store.Workers(TimeSpan.FromHours(1)).Sum(worker => worker.Finished).ShouldBeLessThanOrEqualTo(after.Count);
        store.Workers(TimeSpan.FromHours(1)).Count(worker => worker.Machine == "n2").ShouldBeGreaterThanOrEqualTo(2);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();

        bool HasBegunOnBoth()
        {
            before = Evaluations(location);
            return before.Count >= 12 && before.Select(score => score.Machine).Distinct().Count() == 2;
        }
    }

    [Fact]
    public void Ctrl_C_cancels_the_workers_and_the_search_can_go_on_without_them()
    {
        cluster.Require();
        var location = postgres.Server.CreateDatabase();
        var search = Start(Short, location);
        SlurmCluster.Until(() => Evaluations(location).Count >= 4, "some scores are there");
        CommandLine.Interrupt(search);
        var (exitCode, _, error) = CommandLine.Finish(search);
        exitCode.ShouldBe(130, error);
        SlurmCluster.Until(() => new SlurmClient().Tasks(Job()).All(task => task.State == "CANCELLED"), "the workers are cancelled");
        Directory.GetFiles(_workspace.Folder.FullPath, "*.password").ShouldBeEmpty();
        var kept = Evaluations(location);
        kept.Count.ShouldBeLessThan(alone.Evaluations(Short).Count, "the search was over before Ctrl-C");

        var (resumed, output, said) = CommandLine.Run([.. Short.Split(' '), "--study", location, "--json"]);
        resumed.ShouldBe(0, said);
        Answer(output).ShouldBe(Answer(alone.Output(Short)));
        Values(Evaluations(location)).ShouldBe(Values(alone.Evaluations(Short)));
        Evaluations(location).Take(kept.Count).Select(Origin).ShouldBe(kept.Select(Origin));
    }

    [Theory]
    [InlineData("--slurm nodes=2", "--study postgres://")]
    [InlineData("--slurm nodes=2 --study NOT.db", "SQLite", "postgres://")]
    [InlineData("--slurm nodes=none --study NOT.db", "nodes=none")]
    public void A_search_that_Slurm_cannot_serve_is_refused_in_one_line(string options, params string[] words)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        var (exitCode, output, error) = CommandLine.Run(["search", .. options.Replace("NOT.db", file, StringComparison.Ordinal).Split(' ')]);
        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.TrimEnd('\n').ShouldNotContain("\n");
        foreach (var word in words)
            error.ShouldContain(word, Case.Sensitive);
        File.Exists(file).ShouldBeFalse();
    }

    private Process Start(string search, string location) => _search = CommandLine.Start(
        [.. search.Split(' '), "--json", "--study", location, "--slurm", "partition=main,nodes=2,workers=4", "--slurm-folder", _workspace.Folder.FullPath]);

    private string Job() => _workspace.Folder.Arrays().Single().Job;

    private static IReadOnlyList<StoredEvaluation> Evaluations(string location)
    {
        using var store = StudyStore.Open(location);
        return [.. store.Evaluations(new())];
    }

    /// <summary>What was measured and what came out of it, to the last bit, each computation once.</summary>
    private static List<string> Values(IReadOnlyList<StoredEvaluation> evaluations)
    {
        evaluations.Select(score => score.Computation).ShouldBeUnique();
        return [.. evaluations.Select(ValuesOf).Order(StringComparer.Ordinal)];

        static string ValuesOf(StoredEvaluation score) =>
            $"{score.Computation} {string.Join(' ', score.Indicators.Select(pair => $"{pair.Key}={pair.Value.Value:R}/{pair.Value.Status}"))}";
    }

    private static (long Id, string Sha256, DateTimeOffset Started, double Seconds, string Machine) Origin(StoredEvaluation score) =>
        (score.Id, score.Sha256, score.Started, score.Seconds, score.Machine);

    private static (string? Architecture, int Evaluations, string Indicators) Answer(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return (root.GetProperty("architecture").GetString(), root.GetProperty("evaluations").GetInt32(), root.GetProperty("indicators").GetRawText());
    }

    /// <summary>The same searches in one process, each made once.</summary>
    public sealed class OneProcess : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-alone-");
        private readonly Dictionary<string, (string File, string Output)> _made = [];

        public void Dispose() => _folder.Delete(recursive: true);

        /// <summary>What a search printed.</summary>
        public string Output(string search) => Made(search).Output;

        /// <summary>What it kept.</summary>
        public IReadOnlyList<StoredEvaluation> Evaluations(string search) => SlurmSearchTests.Evaluations(Made(search).File);

        private (string File, string Output) Made(string search)
        {
            if (_made.TryGetValue(search, out var made))
                return made;
            var file = Path.Combine(_folder.FullName, $"{_made.Count}.db");
            var (exitCode, output, error) = CommandLine.Run([.. search.Split(' '), "--study", file, "--json"]);
            exitCode.ShouldBe(0, error);
            return _made[search] = (file, output);
        }
    }
}
