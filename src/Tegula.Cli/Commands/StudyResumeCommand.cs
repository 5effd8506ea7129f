using System.CommandLine;
using System.Text.Json;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Cli.Reports;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study resume</c>: goes on with a search and prints what <c>search</c> would have.</summary>
internal static class StudyResumeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "resume",
            "Go on with a search that was stopped or killed, and print what 'search' would have; a search that is done is printed again",
            "tegula study resume evolution-1 --study runs.db --report evolution-1.html",
            "tegula study resume evolution-1 --study runs.db --data cifar10:data_batch_1.bin --threads 4 --json");
        var selection = new StudySelection().AddTo(command);
        var data = new Option<string?>("--data") { Description = "Where the same data lie on this machine (default: where they lay)", HelpName = "DATA" };
        var threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");
        var table = new Option<string?>("--table") { Description = "Table of trained cells (CSV, plain or gzip) to look the answer up in", HelpName = "FILE" };
        command.Add(data);
        command.Add(threads);
        command.Add(table);
        var measuring = new MeasuringOptions().AddTo(command);
        var svg = new SvgOption("--svg", "Draw the cells found into a file that every browser shows").AddTo(command);
        var curve = new SvgOption("--curve", "Draw the regret against the table over evaluations into a file").AddTo(command);
        var report = SvgOption.Report().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var outputs = new SearchOutputs(result.GetValue(table), svg.Read(result), curve.Read(result), output.Read(result))
            {
                Report = report.Read(result),
                Typed = TypedCommand.Of(result),
            };
            var name = selection.Name(result);
            using var store = ConnectionNotice.Of(StudyStore.Open(selection.Location(result), StudyAccess.ReadWriteExisting));
            var study = StudySelection.FindStudy(store, name);
            var request = Request(study);
            var job = new SearchJob(
                [request with { Scoring = request.Scoring with { Threads = result.GetValue(threads) ?? Environment.ProcessorCount } }],
                result.GetValue(data) ?? study.Definition.Data,
                outputs);
            return (job with
            {
                Study = new(store, study.Name, measuring.Scoring(result))
                {
                    PlaceWorkers = (_, outstanding) => measuring.Place(result, selection.Location(result), study.Name, outstanding, outputs.Mode),
                },
            }).Run();
        });
        return command;
    }

    private static SearchRequest Request(Study study)
    {
        if (study.Definition.Command != StudySearch.Command)
        {
            var command = study.Definition.Command;
            throw new UsageException($"study '{study.Name}' is of 'tegula {command}'; repeat that command with the same options and --name, and it goes on");
        }

        try
        {
            return SearchRequestJson.Read(study.Definition.Request);
        }
        catch (JsonException exception)
        {
            throw new UsageException(
                $"study '{study.Name}' was begun by version {study.Version}, whose request this one cannot read ({exception.Message}); go on with that one");
        }
    }
}
