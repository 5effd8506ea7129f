using System.Diagnostics;
using System.Text.Json;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Studies.Queue;
using Tegula.Studies.Tests.Queue;
using Tegula.Studies.Tests.Slurm;

namespace Tegula.Studies.Tests.Commands;

/// <summary><c>tegula worker</c> as a process of its own.</summary>
public sealed class WorkerCommandTests : IDisposable
{
    private const string Cell = "|nor_conv_1x1~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_1x1~2|";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-worker-");

    private string Study => Path.Combine(_folder.FullName, "study.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_measures_what_waits_logs_each_event_and_ends_when_there_is_nothing_more()
    {
        using StudyStore store = StudyStore.Open(Study);
        long task = Enqueue(store);
        (int exit, string output, string error) = CommandLine.Run("worker", "--study", Study, "--threads", "2", "--idle", "0", "--json");
        exit.ShouldBe(0, error);
        StoredEvaluation made = store.Ended([task]).Single().Evaluation.ShouldNotBeNull();
        made.Indicators.Keys.ShouldBe(["kappa"]);
        made.Threads.ShouldBe(2);
        JsonElement report = JsonDocument.Parse(output).RootElement;
        report.GetProperty("finished").GetInt32().ShouldBe(1);
        report.GetProperty("failed").GetInt32().ShouldBe(0);
        report.GetProperty("stop").GetString().ShouldBe("idle");
        report.GetProperty("study").GetString().ShouldBe(Study);
        string[] lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        lines[0].ShouldContain($"Z began: worker {report.GetProperty("worker").GetString()} on ");
        lines[1].ShouldEndWith($"took task {task}, try 1, 2 threads: {Cell}");
        lines[2].ShouldContain($"finished task {task} in ");
        lines[3].ShouldContain("ended: 1 finished, in ");
    }

    [Fact]
    public void Told_to_stop_it_ends_in_order_with_130_and_quiet_it_says_nothing_on_the_way()
    {
        using StudyStore store = StudyStore.Open(Study);
        using Process worker = CommandLine.Start(["worker", "--study", Study, "--quiet"]);
        while (store.Workers(TimeSpan.FromMinutes(1)).Count == 0)
            worker.HasExited.ShouldBeFalse();
        using (Process kill = Process.Start("kill", ["-TERM", $"{worker.Id}"]))
            kill.WaitForExit();
        (int exit, string output, string error) = CommandLine.Finish(worker);
        exit.ShouldBe(130, error);
        output.ShouldStartWith("ended: 0 finished, in ");
        error.ShouldBe("");
    }

    [Theory]
    [InlineData("needs --study", "worker")]
    [InlineData("there is no study file", "worker", "--study", "missing.db")]
    [InlineData("--lease must be at least 1 second", "worker", "--study", "missing.db", "--lease", "0.5")]
    [InlineData("--tries", "worker", "--study", "missing.db", "--tries", "0")]
    [InlineData("--idle must be a number of at least 0", "worker", "--study", "missing.db", "--idle", "-1")]
    public void A_wrong_request_is_one_line_and_2(string expected, params string[] arguments)
    {
        (int exit, string output, string error) = CommandLine.Run(arguments);
        exit.ShouldBe(2);
        output.ShouldBe("");
        error.ShouldContain(expected);
        error.Count(letter => letter == '\n').ShouldBe(1);
    }

    private static long Enqueue(StudyStore store)
    {
        var options = new IndicatorOptions { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Indicators = ["kappa"] };
        long context = store.AddContext(ScoringContext.Of("nas-bench-201", DatasetSpec.Open("synthetic"), options), "synthetic").Id;
        long study = store.CreateStudy("scores", QueueSample.Definition).Id;
        string computation = NasBench201Space.Instance.ComputationKey(NasBench201Space.Instance.Parse(Cell));
        return store.Enqueue([new NewTask(study, context, computation, Cell, ["kappa"])])[0];
    }
}
