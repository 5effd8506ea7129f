using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study delete</c>: takes a study or a recorded result out of a store.</summary>
internal static class StudyDeleteCommand
{
    private const string StudyKind = "study";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "delete",
            "Delete a study with the evaluations that no other study uses, or a recorded result; asks nothing",
            "tegula study delete evolution-1 --study runs.db");
        var selection = new StudySelection().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var mode = output.Read(result);
            var name = selection.Name(result) ?? throw new UsageException("the name of what to delete is missing; 'tegula study list' shows the names");
            using var store = StudyStore.Open(selection.Location(result), StudyAccess.ReadWriteExisting);
            var (study, recorded) = StudySelection.Find(store, name);
            var report = study is not null ? Delete(store, study) : Delete(store, recorded!);
            if (mode.Json)
                CliJson.Print(report);
            else
                Console.Out.WriteLine($"  deleted: {report.Kind} '{PlainText.Line(report.Name)}'{Details(report)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Details(StudyDeleteReport report) =>
        report.Kind == StudyKind ? $", {report.Steps} steps, {report.Evaluations} evaluations that no other study used" : "";

    private static StudyDeleteReport Delete(StudyStore store, Study study) => new(StudyKind, study.Name, study.Steps, store.DeleteStudy(study.Name));

    private static StudyDeleteReport Delete(StudyStore store, RecordedResult recorded)
    {
        store.DeleteResult(recorded.Name);
        return new("result", recorded.Name, 0, 0);
    }
}
