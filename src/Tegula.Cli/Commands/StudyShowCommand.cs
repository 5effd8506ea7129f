using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study show</c>: a study with its provenance and its evaluations, or what a recorded result had printed.</summary>
internal static class StudyShowCommand
{
    private const string Evaluations = "--evaluations";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "show",
            "Show a study: what was asked, on which data, how far it is, what it found; or print a recorded result again",
            "tegula study show evolution-1 --study runs.db",
            "tegula study show evolution-1 --study runs.db --evaluations --where 'kappa<200' --order regions:desc --limit 10");
        var selection = new StudySelection().AddTo(command);
        var evaluations = new Option<bool>(Evaluations) { Description = "List the evaluations that it used; without a name, all of the store" };
        command.Add(evaluations);
        var filter = new EvaluationFilter().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var (mode, name) = (output.Read(result), selection.Name(result));
            if (!result.GetValue(evaluations) && filter.FirstGiven(result) is { } option)
                throw new UsageException($"{option} says which evaluations to list; give {Evaluations}, too");
            var query = filter.Read(result, name);
            using var store = StudyStore.Open(selection.Location(result), StudyAccess.ReadOnly);
            if (result.GetValue(evaluations))
                return ShowEvaluations(store, name is null ? query : query with { Study = StudySelection.FindStudy(store, name).Name }, mode);
            var (study, recorded) = StudySelection.Find(store, name);
            return study is not null ? Show(store, study, mode) : Print(recorded!, mode);
        });
        return command;
    }

    private static int Show(StudyStore store, Study study, OutputMode mode)
    {
        var report = StudyReport.Of(store, study);
        if (mode.Json)
            CliJson.Print(report);
        else
            StudyView.Write(Terminal.Create(mode), report);
        return ExitCode.Done;
    }

    private static int ShowEvaluations(StudyStore store, EvaluationQuery query, OutputMode mode)
    {
        var report = new EvaluationsReport(query.Study, store.Count(query), query.Offset, [.. store.Evaluations(query).Select(EvaluationJson.Of)]);
        if (mode.Json)
            CliJson.Print(report);
        else
            EvaluationsView.Write(Terminal.Create(mode), report);
        return ExitCode.Done;
    }

    private static int Print(RecordedResult recorded, OutputMode mode)
    {
        var (wanted, option) = mode.Json ? ("json", "without --json") : ("text", "with --json");
        if (!recorded.Outputs.TryGetValue(wanted, out var printed))
        {
            var kept = recorded.Outputs.Count == 0 ? "nothing" : string.Join(", ", recorded.Outputs.Keys);
            throw new UsageException($"of '{recorded.Name}' no {wanted} is kept, but {kept}; ask {option}, or repeat 'tegula {recorded.Command}'");
        }

        Console.Out.Write(PlainText.Lines(printed));
        if (!printed.EndsWith('\n'))
            Console.Out.WriteLine();
        return ExitCode.Done;
    }
}
