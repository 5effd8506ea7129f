using System.Security.Cryptography;
using System.Text;
using Tegula.Indicators;
using Tegula.Studies.Exchange;

namespace Tegula.Studies.Tests.Exchange;

/// <summary>What is wrong with a file is said in one line, and the store stays as it was.</summary>
public sealed class StudyImportTests
{
    public static TheoryData<string, string> Damages() => new()
    {
        { "empty", "file is empty" },
        { "not ours", "file, line 1: this is no exported study" },
        { "newer", "file is of format 99, written by version 8.0" },
        { "cut off at a line", "file is cut off after line" },
        { "cut off within a line", "file, line 12: damaged" },
        { "unknown kind", "file, line 4: damaged" },
        { "unknown field", "file, line 4: damaged" },
        { "missing field", "file, line 6: damaged" },
        { "null where a text belongs", "file, line 4: damaged" },
        { "other value", "file, line 6: evaluation 1 does not have the SHA-256 that is stated" },
        { "other setting", "file, line 2: context 1 does not have the SHA-256 that is stated" },
        { "infinite value", "file, line 6: evaluation 1 has an indicator or a time that is none" },
        { "no context", "file, line 5: evaluation 1 refers to context 1, which is not above it" },
        { "no study", "file, line 5: evaluation 1 refers to study 1, which is not above it" },
        { "no evaluation", "refers to evaluation 1, which is not above it" },
        { "twice the same", "file, line 7: there are two evaluations 1" },
        { "step left out", "step 2 of study 'first' comes where step 1 should" },
        { "last step left out", "should have 3 steps and has 2" },
        { "other answer", "was changed after its export" },
        { "more behind the end", "there is more after the end" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_file_is_refused(string damage, string expected)
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        SampleStudies.Fill(from);
        var damaged = Damage(damage, Export(from).TrimEnd('\n').Split('\n'));

        var message = Should.Throw<StudyException>(() => StudyImport.Read(new StringReader(damaged), "file").ToList()).Message;

        message.ShouldContain(expected, Case.Sensitive);
        message.ShouldNotContain("\n");
    }

    [Fact]
    public void Only_a_file_with_one_study_takes_another_name()
    {
        using var folder = new ScratchFolder();
        using var store = folder.NewStore();
        SampleStudies.Fill(store);
        Refusal(store).ShouldContain("only a file with one");
        using var empty = folder.NewStore();
        Refusal(empty).ShouldContain("no study to be called 'x'");

        static string Refusal(StudyStore store) =>
            Should.Throw<StudyException>(() => StudyImport.Read(new StringReader(Export(store)), "file", "x").ToList()).Message;
    }

    [Theory]
    [InlineData("evaluation", "has other values than evaluation")]
    [InlineData("study", "holds another study 'first': export it alone and import it under another name")]
    [InlineData("step", "is another than the file's")]
    [InlineData("name of a result", "already")]
    public void What_contradicts_the_store_is_refused_and_nothing_of_the_file_is_kept(string what, string expected)
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        SampleStudies.Fill(from);
        using var into = folder.NewStore();
        var items = StudyImport.Read(new StringReader(Export(from)), "file").ToList();
        switch (what)
        {
            case "evaluation":
                var context = into.AddContext(from.Contexts()[1].Context, "synthetic");
                var last = from.Evaluations(new()).Last(evaluation => evaluation.Error is null);
                var values = last.Indicators.ToDictionary(pair => pair.Key, pair => pair.Value with { Value = 9 });
                into.Add(last with { Context = context.Id, Study = null, Indicators = values });
                break;
            case "study":
                into.CreateStudy(SampleStudies.Done, from.Studies()[0].Definition with { Seed = 8 });
                break;
            case "step":
                into.Import(items);
                var changed = items.FindIndex(item => item is StepItem { Step.Number: 2 });
                items[changed] = (StepItem)items[changed] with { Step = ((StepItem)items[changed]).Step with { Architecture = "another" } };
                break;
            default:
                into.AddResult(from.Results()[0] with { Key = "another key", Name = SampleStudies.Done });
                break;
        }

        var before = StoreContent.Of(into);
        var message = Should.Throw<StudyException>(() => into.Import(items)).Message;

        message.ShouldContain(expected, Case.Sensitive);
        StoreContent.Of(into).ShouldBe(before);
        into.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_import_does_not_spoil_what_is_stored_next()
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        SampleStudies.Fill(from);
        using var into = folder.NewStore();
        into.CreateStudy(SampleStudies.Running, from.Studies()[0].Definition);
        Should.Throw<StudyException>(() => into.Import([.. StudyImport.Read(new StringReader(Export(from)), "file")]));

        // The numbers that the contexts of the file had for a moment go to others.
        var context = into.AddContext(from.Contexts()[0].Context with { Space = "another" }, "synthetic");
        into.Add(from.Evaluations(new()).First() with { Context = context.Id, Study = null });
        into.Verify().ShouldBeEmpty();
    }

    [Fact]
    public void An_evaluation_that_two_machines_have_made_is_kept_once()
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        SampleStudies.Fill(from);
        using var into = folder.NewStore();
        var context = into.AddContext(from.Contexts()[0].Context, "images:elsewhere");
        var mine = into.Add(from.Evaluations(new()).First() with { Context = context.Id, Study = null, Machine = "mine", Seconds = 77 });

        var counts = into.Import([.. StudyImport.Read(new StringReader(Export(from)), "file")]);

        counts.Present.ShouldBe(new() { Contexts = 1, Evaluations = 1 });
        into.Evaluations(new()).First().Machine.ShouldBe("mine");
        into.Steps(into.FindStudy(SampleStudies.Done)!.Id)[0].Evaluation.ShouldBe(mine.Id);
        into.Contexts()[0].Data.ShouldBe("images:elsewhere");
    }

    [Fact]
    public void A_result_that_two_machines_have_computed_is_kept_once()
    {
        using var folder = new ScratchFolder();
        using var from = folder.NewStore();
        SampleStudies.Fill(from);
        using var into = folder.NewStore();
        var mine = from.FindResult(from.Results()[0].Key)! with { Name = "mine", Outputs = new Dictionary<string, string> { ["text"] = "in 3 s" } };
        into.AddResult(mine);

        var counts = into.Import([.. StudyImport.Read(new StringReader(Export(from)), "file")]);

        (counts.Added.Results, counts.Present.Results).ShouldBe((1, 1));
        into.FindResult(mine.Key)!.Outputs.ShouldBe(mine.Outputs);
    }

    private static string Damage(string damage, string[] lines)
    {
        int First(string kind) => Array.FindIndex(lines, line => line.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal));

        string Without(int line) => Text(lines.Where((_, place) => place != line));

        string With(int line, string old, string changed)
        {
            lines[line].ShouldContain(old);
            return Text(lines.Select((text, place) => place == line ? text.Replace(old, changed, StringComparison.Ordinal) : text));
        }

        var (context, study, evaluation, step) = (First("context"), First("study"), First("evaluation"), First("step"));
        return damage switch
        {
            "empty" => "",
            "not ours" => "{\"scores\":[]}\n",
            "newer" => "{\"format\":\"tegula-study\",\"version\":99,\"program\":\"8.0\"}\n",
            "cut off at a line" => Text(lines.SkipLast(1)),
            "cut off within a line" => Text([.. lines.Take(11), lines[11][..40]]),
            "unknown kind" => With(study, "\"kind\":\"study\"", "\"kind\":\"thing\""),
            "unknown field" => With(study, "\"kind\":\"study\"", "\"kind\":\"study\",\"colour\":1"),
            "missing field" => With(evaluation, "\"threads\":1,", ""),
            "null where a text belongs" => With(study, "\"name\":\"first\"", "\"name\":null"),
            "other value" => With(evaluation, "\"value\":250", "\"value\":250.00000000000003"),
            "other setting" => With(context, "\"seed\":\"1\"", "\"seed\":\"3\""),
            "infinite value" => With(evaluation, "\"value\":250", "\"value\":\"Infinity\""),
            "no context" => Without(context),
            "no study" => Without(study),
            "no evaluation" => Without(evaluation),
            "twice the same" => Text([.. lines[..(evaluation + 1)], .. lines[evaluation..]]),
            "step left out" => Without(step + 1),
            "last step left out" => Without(Array.FindLastIndex(lines, line => line.Contains("\"kind\":\"step\"", StringComparison.Ordinal))),
            "other answer" => With(study, "\"answer\":\"answer", "\"answer\":\"no answer"),
            "more behind the end" => Text([.. lines, lines[^1]]),
            _ => throw new ArgumentException($"no damage '{damage}'"),
        };
    }

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Export(StudyStore store)
    {
        using var writer = new StringWriter();
        StudyExport.WriteJsonLines(store, null, writer);
        return writer.ToString();
    }
}
