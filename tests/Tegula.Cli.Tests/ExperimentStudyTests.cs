using System.Text.Json.Nodes;
using Tegula.Studies;

namespace Tegula.Cli.Tests;

/// <summary>An experiment that is killed goes on from its study.</summary>
public sealed class ExperimentStudyTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string[] Small =
    [
        "experiment", "dag-convergence", "--width", "64", "--images", "800", "--test-images", "100", "--batch", "16", "--epochs", "3", "--seeds", "4",
        "--lr", "0.001", "--threads", "1", "--json",
    ];

    [Fact]
    public void Killed_and_run_again_it_goes_on_and_ends_with_the_same_bits()
    {
        var study = folder.PathOf("killed.db");
        var whole = Shell.Run(Small);
        whole.ExitCode.ShouldBe(0, whole.Error);
        var finished = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var stopped = 0;
        while (stopped < 3)
        {
            using var process = Shell.Start([.. Small, "--study", study]);
            var more = finished.Count + 2;
            while (!process.HasExited && Parts(study).Count < more)
                Thread.Sleep(2);
            process.Kill();
            process.WaitForExit();
            var parts = Parts(study);
            foreach (var (key, started) in finished)
                parts[key].ShouldBe(started, "a finished training was made again");
            parts.Count.ShouldBeGreaterThan(finished.Count);
            finished = parts;
            stopped++;
        }

        finished.Count.ShouldBeLessThan(12);
        var end = Shell.Run([.. Small, "--study", study]);

        end.ExitCode.ShouldBe(0, end.Error);
        WithoutSeconds(end).ShouldBe(WithoutSeconds(whole));
        var all = Parts(study);
        all.Count.ShouldBe(12);
        foreach (var (key, started) in finished)
            all[key].ShouldBe(started, "a finished training was made again");
        var again = Shell.Run([.. Small, "--study", study]);
        again.Output.ShouldBe(end.Output);
        again.Error.ShouldStartWith("tegula: from the study: 'experiment-");
    }

    [Fact]
    public void Interrupted_it_says_that_it_can_go_on()
    {
        var study = folder.PathOf("interrupted.db");
        using var process = Shell.Start([.. Small, "--study", study]);
        while (!process.HasExited && Parts(study).Count == 0)
            Thread.Sleep(2);
        Shell.Interrupt(process);
        Shell.Finish(process).ShouldEndWith(130, "cancelled; the study has what was finished, and the same command goes on from there");
    }

    // Key and begin of each finished training.
    private static Dictionary<string, DateTimeOffset> Parts(string study)
    {
        try
        {
            using var store = StudyStore.Open(study, StudyAccess.ReadOnly);
            return store.Results().Where(result => result.IsPart).ToDictionary(result => result.Key, result => result.Started, StringComparer.Ordinal);
        }
        catch (StudyException)
        {
            // Not there yet, or just being made.
            return [];
        }
    }

    private static string WithoutSeconds(ShellResult result)
    {
        var document = JsonNode.Parse(result.Output)!.AsObject();
        document.Remove("seconds").ShouldBeTrue();
        return document.ToJsonString();
    }
}
