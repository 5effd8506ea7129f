using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tegula.Studies.Tests.Searches;

/// <summary>The built program, killed with SIGKILL while it searches, and begun again.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 50;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Tegula.Cli.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-kill-").FullName;

    [Fact]
    public void Killed_at_fifty_random_moments_nothing_finished_is_lost_and_the_answer_is_the_same()
    {
        var random = new Random(20_260_101);
        var (kills, searches, latest) = (0, 0, 0L);
        while (kills < Kills)
        {
            string[] search = ["search", "--steps", "240", "--objective", "naswot,kappa", "--repeats", "1", "--batch", "16", "--seed", $"{searches}", "--json"];
            var file = Path.Combine(_folder, $"{searches++}.db");
            var watch = Stopwatch.StartNew();
            var expected = Answer(Run(search, _ => false));
            var whole = watch.Elapsed;
            string? output = null;
            while (output is null)
            {
                var moment = whole * random.NextDouble() * 0.7;
                var before = Evaluations(file);
                output = Run([.. search, "--study", file, "--name", "s"], elapsed => kills < Kills && elapsed >= moment);
                kills += output is null ? 1 : 0;
                var after = Evaluations(file);
                before.ShouldBeSubsetOf(after, "what was finished before is there, with its number and its hash");
                latest = Math.Max(latest, after.Count);
            }

            Answer(output).ShouldBe(expected);
            using var store = StudyStore.Open(file, StudyAccess.ReadOnly);
            store.FindStudy("s")!.Status.ShouldBe(StudyStatus.Done);
        }

        kills.ShouldBe(Kills);
        latest.ShouldBeGreaterThan(50);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Everything that was stored, after a check that the file is in order; nothing where there is no file yet.
    private static List<(long Id, string Hash)> Evaluations(string file)
    {
        if (!File.Exists(file))
            return [];
        using var store = StudyStore.Open(file);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        return [.. store.Evaluations(new()).Select(evaluation => (evaluation.Id, evaluation.Sha256))];
    }

    // What the program prints; null where it was killed.
    private static string? Run(string[] args, Func<TimeSpan, bool> isDue)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(5)))
        {
            if (!isDue(watch.Elapsed))
                continue;
            process.Kill();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
        }

        process.ExitCode.ShouldBe(0, error.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult();
    }

    private static string Answer(string? json)
    {
        var report = JsonNode.Parse(json!)!.AsObject();
        foreach (var time in new[] { "seconds", "secondsAlone", "secondsSpared" })
            report.Remove(time);
        return report.ToJsonString();
    }
}
