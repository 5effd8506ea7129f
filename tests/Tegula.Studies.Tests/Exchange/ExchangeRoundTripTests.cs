using FsCheck;
using FsCheck.Fluent;
using Tegula.Studies.Exchange;

namespace Tegula.Studies.Tests.Exchange;

public sealed class ExchangeRoundTripTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(40);

    [Fact]
    public void A_store_comes_out_of_json_lines_as_it_went_in_and_a_second_import_adds_nothing() => Check.One(
        Runs,
        Prop.ForAll(HostileValues.Arbitrary, values =>
        {
            using var folder = new ScratchFolder();
            using var from = folder.NewStore();
            using var into = folder.NewStore();
            SampleStudies.Fill(from, values.Texts, values.Numbers);

            var (lines, exported) = Export(from);
            var first = into.Import([.. StudyImport.Read(new StringReader(lines), "file")]);
            var second = into.Import([.. StudyImport.Read(new StringReader(lines), "file")]);

            StoreContent.Of(into).ShouldBe(StoreContent.Of(from));
            into.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
            (first.Added, first.Present).ShouldBe((exported, new()));
            (second.Added, second.Present).ShouldBe((new(), exported));
            exported.ShouldBe(new() { Contexts = 2, Studies = 2, Evaluations = 6, Steps = 8, Results = 2 });
        }));

    [Fact]
    public void One_study_moves_with_the_evaluations_that_it_used_and_under_another_name()
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        using var into = folder.NewStore();
        SampleStudies.Fill(from);

        var (lines, exported) = Export(from, SampleStudies.Running);
        into.Import([.. StudyImport.Read(new StringReader(lines), "file", "renamed")]).Added.ShouldBe(exported);

        exported.ShouldBe(new() { Contexts = 1, Studies = 1, Evaluations = 2, Steps = 3, Results = 0 });
        var (here, there) = (from.FindStudy(SampleStudies.Running)!, into.FindStudy("renamed")!);
        (there with { Id = here.Id, Name = here.Name }).ShouldBe(here);
        Used(into, there).ShouldBe(Used(from, here));
        into.Evaluations(new()).Select(evaluation => evaluation.Study).ShouldBe([null, there.Id]);
        into.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();

        // The whole store on top adds the study under its own name, and the evaluations that are not there.
        into.Import([.. StudyImport.Read(new StringReader(Export(from).Lines), "file")]).Added.Evaluations.ShouldBe(4);
        into.Studies().Select(study => study.Name).ShouldBe(["renamed", SampleStudies.Done, SampleStudies.Running]);
        into.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();

        static IEnumerable<string> Used(StudyStore store, Study study)
        {
            var evaluations = store.Evaluations(new()).ToDictionary(evaluation => evaluation.Id, evaluation => evaluation.Sha256);
            return store.Steps(study.Id).Select(step => $"{step with { Evaluation = 0 }} {evaluations[step.Evaluation]}");
        }
    }

    [Fact]
    public void A_file_is_the_same_however_often_it_is_written_and_every_line_is_one_json_object()
    {
        using var folder = new ScratchFolder();
        using var store = folder.NewStore();
        SampleStudies.Fill(store);
        var (lines, _) = Export(store);

        Export(store).Lines.ShouldBe(lines);
        lines.ShouldEndWith("\n");
        var kinds = lines.TrimEnd('\n').Split('\n').Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();
        kinds[0].GetProperty("format").GetString().ShouldBe("tegula-study");
        kinds.Skip(1).Select(line => line.GetProperty("kind").GetString()).Distinct().ShouldBe(["context", "study", "evaluation", "step", "result", "end"]);
        kinds[^1].GetProperty("lines").GetInt32().ShouldBe(kinds.Count - 1);
    }

    [Fact]
    public void An_empty_store_moves_too()
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        using var into = folder.NewStore();
        var (lines, exported) = Export(from);
        into.Import([.. StudyImport.Read(new StringReader(lines), "file")]).ShouldBe(new(new(), new()));
        exported.ShouldBe(new());
    }

    [Fact]
    public void A_study_that_is_not_there_cannot_be_written()
    {
        using var folder = new ScratchFolder();
        using var store = folder.NewStore();
        Should.Throw<StudyException>(() => Export(store, "missing")).Message.ShouldContain("there is no study 'missing'");
        Should.Throw<StudyException>(() => StudyCsv.Write(store, "missing", TextWriter.Null)).Message.ShouldContain("there is no study 'missing'");
    }

    private static (string Lines, ExchangeCounts Counts) Export(StudyStore store, string? study = null)
    {
        using var writer = new StringWriter();
        var counts = StudyExport.WriteJsonLines(store, study, writer);
        return (writer.ToString(), counts);
    }
}
