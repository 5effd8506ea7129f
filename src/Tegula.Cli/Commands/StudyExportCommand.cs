using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;
using Tegula.Studies.Exchange;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study export</c>: a study, or the whole store, as CSV for a spreadsheet or as JSON lines for another store.</summary>
internal static class StudyExportCommand
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "export",
            "Write a study, or without a name the whole store, as CSV (evaluations) or JSON lines (everything; 'study import' reads it)",
            "tegula study export --study runs.db --out runs.jsonl",
            "tegula study export evolution-1 --study runs.db --format csv");
        var selection = new StudySelection().AddTo(command);
        var format = Limits.OneOf([Csv, JsonLines], "--format", $"{Csv}: one row per evaluation; {JsonLines}: all of it (default {JsonLines})");
        command.Add(format);
        var file = new SvgOption("--out", "File to write; it is whole or as it was before (default: standard output)", "study.jsonl").AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var (mode, name, target) = (output.Read(result), selection.Name(result), file.Read(result));
            if (mode.Json && target is null)
                throw new UsageException("--json reports on a file that was written; name it with --out FILE, or leave --json out");
            using var cancellation = new Cancellation();
            using var store = StudyStore.Open(selection.Location(result), StudyAccess.ReadOnly);
            var study = name is null ? null : StudySelection.FindStudy(store, name).Name;
            var kind = result.GetValue(format) ?? JsonLines;
            if (target is null)
            {
                WholeFile.Print(Write);
                return ExitCode.Done;
            }

            var counts = WholeFile.Write(target, Write);
            if (mode.Json)
                CliJson.Print(new StudyExportReport(target, kind, study, counts));
            else
                Console.Out.WriteLine($"  {ExchangeView.Text(counts)} in {PlainText.Line(target)}");
            return ExitCode.Done;

            ExchangeCounts Write(TextWriter writer) => kind == Csv
                ? StudyCsv.Write(store, study, writer, cancellation.Token)
                : StudyExport.WriteJsonLines(store, study, writer, cancellation.Token);
        });
        return command;
    }
}
