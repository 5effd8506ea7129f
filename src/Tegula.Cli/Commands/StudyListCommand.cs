using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study list</c>: the studies and recorded results of a store.</summary>
internal static class StudyListCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand("list", "List the studies and recorded results of a store", "tegula study list --study runs.db");
        var selection = new StudySelection().AddStoreTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var mode = output.Read(result);
            using var store = StudyStore.Open(selection.Location(result), StudyAccess.ReadOnly);
            var results = store.Results();
            var report = new StudyListReport(
                store.Location,
                [.. store.Studies().Select(study => StudyJson.Of(study, store.Count(new() { Study = study.Name })))],
                [.. results.Where(recorded => !recorded.IsPart).Select(RecordedResultJson.Of)],
                results.Count(recorded => recorded.IsPart));
            if (mode.Json)
                CliJson.Print(report);
            else
                StudyListView.Write(Terminal.Create(mode), report, DateTimeOffset.UtcNow);
            return ExitCode.Done;
        });
        return command;
    }
}
