using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Tegula.Cli.Output;

/// <summary>What <c>study show</c> shows to people.</summary>
internal static class StudyView
{
    private const int CommitDigits = 8;

    /// <summary>Prints a study.</summary>
    public static void Write(IAnsiConsole console, StudyReport report)
    {
        var study = report.Study;
        console.WriteLine();
        console.WriteLine($"  {PlainText.Line(study.Name)}", new Style(decoration: Decoration.Bold));
        console.WriteLine();
        Fact(console, "asked", $"{study.Asking()}{(study.Objective is null ? "" : $", objective {study.Objective}")}");
        Fact(console, "status", $"{study.StatusText()}, {study.Progress()} steps, {study.Evaluations} evaluations, {report.Failed} with a failure");
        if (study.Error is not null)
            Fact(console, "error", study.Error);
        Fact(console, "answer", study.Answer ?? "none yet");
        Fact(console, "data", study.Data);
        Fact(console, "SHA-256", study.DataSha256);
        foreach (var context in report.Contexts)
            Fact(console, "settings", string.Join(", ", (string[])[$"revision {context.Revision}", .. context.Settings.Select(Setting)]));
        Fact(console, "begun", $"{Time(study.Created)} on {study.Machine} with version {Short(study.Version)}");
        Fact(console, "updated", Time(study.Updated));
        if (report.Machines.Count > 0)
        {
            var (time, machines) = (NumberText.Time(TimeSpan.FromSeconds(report.Seconds)), string.Join(", ", report.Machines));
            Fact(console, "measured", $"in {time} on {machines} with version {string.Join(", ", report.Versions.Select(Short))}");
        }

        if (report.Queue is not { Waiting: 0, Held: 0, Failed: 0 })
            Fact(console, "queue", $"{report.Queue.Waiting} waiting, {report.Queue.Held} being measured, {report.Queue.Failed} failed");
        if (report.Workers.Count > 0)
            Show(console, Workers(report.Workers));
        if (report.Best.Count > 0)
            Show(console, Best(report.Best));
        if (report.LastSteps.Count > 0)
            Show(console, Steps(report.LastSteps));
    }

    private static void Fact(IAnsiConsole console, string name, string text) => console.WriteLine($"  {name,-8}  {PlainText.Line(text)}");

    private static void Show(IAnsiConsole console, TextTable table)
    {
        console.WriteLine();
        console.Write(new Text(table.ToString()));
    }

    private static TextTable Workers(IReadOnlyList<StudyWorkerJson> workers)
    {
        var table = new TextTable("worker", ">process", "Slurm job", ">threads", ">finished", ">holds", "last seen");
        foreach (var worker in workers)
        {
            table.Add(
                PlainText.Line(worker.Machine),
                $"{worker.Process}",
                PlainText.Line(worker.SlurmJob ?? ""),
                $"{worker.Threads}",
                $"{worker.Finished}",
                $"{worker.Held}",
                Time(worker.LastSeen));
        }

        return table;
    }

    private static TextTable Best(IReadOnlyList<StudyBestJson> best)
    {
        var table = new TextTable("best", ">value", "architecture");
        foreach (var found in best)
            table.Add(PlainText.Line(found.Indicator), Number(found.Value), PlainText.Line(found.Architecture));
        return table;
    }

    private static TextTable Steps(IReadOnlyList<StudyStepJson> steps)
    {
        var indicators = steps.SelectMany(step => step.Indicators.Keys).Distinct().ToList();
        var table = new TextTable([">step", .. indicators.Select(id => $">{PlainText.Line(id)}"), "known", "architecture"]);
        foreach (var step in steps)
        {
            table.Add(
            [
                $"{step.Step}",
                .. indicators.Select(id => step.Indicators.TryGetValue(id, out var value) ? value.Value is { } number ? Number(number) : value.Status : ""),
                step.Known ? "yes" : "",
                PlainText.Line(step.Architecture),
            ]);
        }

        return table;
    }

    // A version may end with the commit that it was built from; its first digits are enough for people.
    private static string Short(string version)
    {
        var end = version.IndexOf('+', StringComparison.Ordinal) + 1 + CommitDigits;
        return end > CommitDigits && version.Length > end ? version[..end] : version;
    }

    private static string Setting(KeyValuePair<string, JsonElement> setting) =>
        $"{setting.Key} {(setting.Value.ValueKind == JsonValueKind.Null ? "unset" : setting.Value)}";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
