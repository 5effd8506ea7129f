using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study verify</c>: whether a store is sound, and whether its numbers come out again.</summary>
internal static class StudyVerifyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "verify",
            "Check a store: the database, every hash, every reference; measure some evaluations again and compare every bit",
            "tegula study verify --study runs.db",
            "tegula study verify --study runs.db --recompute 5");
        var selection = new StudySelection().AddStoreTo(command);
        var recompute = Limits.AtLeast(1, "--recompute", "Random evaluations to measure again on this machine");
        var seed = Limits.Seed("--seed", "Decides which those are");
        var threads = Limits.AtLeast(1, "--threads", "Threads of the measurements (default: all processors)");
        var all = Environment.ProcessorCount;
        command.Add(recompute);
        command.Add(seed);
        command.Add(threads);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var mode = output.Read(result);
            using var cancellation = new Cancellation();
            using var store = StudyStore.Open(selection.Location(result), StudyAccess.ReadOnly);
            using var progress = new CountProgress(mode);
            var findings = store.Verify((done, total) => progress.Show(Scale(done, total), Scale(total, total)), cancellation.Token);
            var again = result.GetValue(recompute) is { } count
                ? EvaluationRecheck.Run(store, count, result.GetValue(seed), result.GetValue(threads) ?? all, progress.Show, cancellation.Token)
                : null;
            progress.Dispose();
            var report = new StudyVerifyReport(
                store.Location,
                findings.Count == 0 && again is null or { Findings.Count: 0 },
                store.Count(new()),
                store.Studies().Count,
                store.Results().Count,
                again?.Measured,
                [.. findings, .. again?.Findings ?? []]);
            return Print(report, mode);
        });
        return command;
    }

    private static int Print(StudyVerifyReport report, OutputMode mode)
    {
        var again = report.Recomputed is { } count ? $", {count} measured again" : "";
        var found = report.Findings.Count switch { 0 => "no fault found", 1 => "1 fault found", var many => $"{many} faults found" };
        if (mode.Json)
            CliJson.Print(report);
        else
            Console.Out.WriteLine($"  {report.Evaluations} evaluations, {report.Studies} {(report.Studies == 1 ? "study" : "studies")}{again}: {found}");
        foreach (var finding in report.Findings)
            ErrorLine.Write(finding, ExitCode.Failed);
        return report.Ok ? ExitCode.Done : ExitCode.Failed;
    }

    // The progress line counts in whole numbers of 32 bits.
    private static int Scale(long count, long total) => total <= int.MaxValue ? (int)count : (int)(count * 1_000.0 / total);
}
