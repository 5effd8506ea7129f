using Tegula.Studies.Tests.Queue;

namespace Tegula.Studies.Tests.Stores;

/// <summary>What every store does, whatever database it lies in: studies, steps and results.</summary>
public abstract partial class StudyStoreContract
{
    /// <summary>Opens the store under test once more, as another process would.</summary>
    protected abstract StudyStore Open(StudyAccess access = StudyAccess.ReadWrite);

    /// <summary>Runs a statement past the store, without regard to references.</summary>
    protected abstract void Damage(string sql);

    [Fact]
    public void A_new_study_is_what_was_asked_for()
    {
        using StudyStore store = Open();
        DateTimeOffset before = DateTimeOffset.UtcNow;
        Study made = store.CreateStudy("first", StoreSample.Definition);
        made.Definition.ShouldBe(StoreSample.Definition);
        made.ShouldSatisfyAllConditions(
            () => made.Name.ShouldBe("first"),
            () => made.Status.ShouldBe(StudyStatus.Running),
            () => made.Created.ShouldBeInRange(before, DateTimeOffset.UtcNow),
            () => made.Version.ShouldBe(Provenance.Version),
            () => made.Machine.ShouldBe(Provenance.Machine),
            () => (made.Steps, made.State, made.StateSteps, made.Answer, made.Error).ShouldBe((0, null, 0, null, null)));
        store.FindStudy("first").ShouldBe(made);
        store.FindStudy("First").ShouldBeNull();
    }

    [Fact]
    public void Everything_is_there_for_the_next_that_opens_it()
    {
        Study study;
        StoredEvaluation evaluation;
        using (StudyStore store = Open())
        {
            study = store.CreateStudy("kept", StoreSample.Definition);
            evaluation = store.Add(StoreSample.Evaluation(store.AddContext(StoreSample.Context(), "data").Id, study.Id, "c", ("ntk", 1.5), ("regions", null)));
            store.AddSteps(study.Id, [StoreSample.Step(0, evaluation), StoreSample.Step(1, evaluation)]);
            store.SaveState(study.Id, 2, "{\"state\":1}");
            store.SetStatus(study.Id, StudyStatus.Stopped, answer: "|a|");
            store.AddResult(StoreSample.Result("k", "result"));
        }

        using StudyStore again = Open(StudyAccess.ReadOnly);
        Study found = again.FindStudy("kept").ShouldNotBeNull();
        (found with { Updated = study.Updated }).ShouldBe(
            study with { Steps = 2, State = "{\"state\":1}", StateSteps = 2, Status = StudyStatus.Stopped, Answer = "|a|" });
        found.Updated.ShouldBeGreaterThan(study.Updated);
        again.Studies().ShouldHaveSingleItem().ShouldBe(found with { State = null });
        again.Steps(study.Id).ShouldBe([StoreSample.Step(0, evaluation), StoreSample.Step(1, evaluation)]);
        again.Evaluations(new()).ShouldHaveSingleItem().ShouldBeSame(evaluation);
        StoredContext context = again.Contexts().ShouldHaveSingleItem();
        (context.Context.Key, context.Data).ShouldBe((StoreSample.Context().Key, "data"));
        RecordedResult result = again.FindResult("k").ShouldNotBeNull();
        result.Outputs.OrderBy(output => output.Key).ShouldBe(StoreSample.Result("k", "result").Outputs.OrderBy(output => output.Key));
        RecordedResult listed = again.Results().ShouldHaveSingleItem();
        listed.Outputs.ShouldBeEmpty();
        (result with { Outputs = listed.Outputs }).ShouldBe(listed);
        again.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_is_opened_for_reading_refuses_to_write()
    {
        Open().Dispose();
        using StudyStore store = Open(StudyAccess.ReadOnly);
        Should.Throw<StudyException>(() => store.CreateStudy("a", StoreSample.Definition)).Message.ShouldContain("reading only");
        Should.Throw<StudyException>(() => store.AddContext(StoreSample.Context(), "data")).Message.ShouldContain("reading only");
    }

    [Fact]
    public void A_status_keeps_the_answer_and_clears_the_error()
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        store.SetStatus(study, StudyStatus.Failed, "best so far", "out of memory");
        store.FindStudy("a").ShouldNotBeNull().ShouldSatisfyAllConditions(
            found => (found.Status, found.Answer, found.Error).ShouldBe((StudyStatus.Failed, "best so far", "out of memory")));
        store.SetStatus(study, StudyStatus.Done);
        store.FindStudy("a").ShouldNotBeNull().ShouldSatisfyAllConditions(
            found => (found.Status, found.Answer, found.Error).ShouldBe((StudyStatus.Done, "best so far", null)));
        Should.Throw<StudyException>(() => store.SetStatus(study + 1, StudyStatus.Done)).Message.ShouldContain("deleted");
        Should.Throw<StudyException>(() => store.SaveState(study + 1, 1, "{}")).Message.ShouldContain("deleted");
    }

    [Theory]
    [InlineData("it's \"quoted\"; DROP TABLE study; --")]
    [InlineData("<script>alert(1)</script> & % _ \\ @p0 {0} 🦊")]
    [InlineData("'")]
    public void A_name_may_hold_any_letter_of_one_line(string name)
    {
        using StudyStore store = Open();
        Study made = store.CreateStudy(name, StoreSample.Definition);
        store.CreateStudy("other", StoreSample.Definition);
        store.FindStudy(name).ShouldBe(made);
        store.Add(StoreSample.Evaluation(store.AddContext(StoreSample.Context(), name).Id, made.Id, name, ("ntk", 1)));
        store.Count(new() { Study = name, Contains = name }).ShouldBe(1);
        store.AddResult(StoreSample.Result(name, "result of " + name));
        store.DeleteResult("result of " + name).ShouldBeTrue();
        store.DeleteStudy(name).ShouldBe(1);
        store.Studies().ShouldHaveSingleItem().Name.ShouldBe("other");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t", "empty")]
    [InlineData("two\nlines", "control")]
    [InlineData("bell\a", "control")]
    public void A_name_that_would_break_a_table_is_refused(string name, string why)
    {
        using StudyStore store = Open();
        Should.Throw<StudyException>(() => store.CreateStudy(name, StoreSample.Definition)).Message.ShouldContain(why);
        Should.Throw<StudyException>(() => store.AddResult(StoreSample.Result("key", name))).Message.ShouldContain(why);
        Should.Throw<StudyException>(() => store.CreateStudy(new string('n', 201), StoreSample.Definition)).Message.ShouldContain("200");
        store.CreateStudy(new string('n', 200), StoreSample.Definition);
        store.Studies().Count.ShouldBe(1);
    }

    [Fact]
    public void A_name_is_given_once_to_studies_and_results_together()
    {
        using StudyStore store = Open();
        store.CreateStudy("a", StoreSample.Definition);
        store.AddResult(StoreSample.Result("k", "b"));
        Should.Throw<StudyException>(() => store.CreateStudy("a", StoreSample.Definition)).Message.ShouldContain("holds a study 'a' already");
        Should.Throw<StudyException>(() => store.CreateStudy("b", StoreSample.Definition)).Message.ShouldContain("holds a result 'b' already");
        Should.Throw<StudyException>(() => store.AddResult(StoreSample.Result("k2", "a"))).Message.ShouldContain("holds a study 'a' already");
        Should.Throw<StudyException>(() => store.AddResult(StoreSample.Result("k2", "b"))).Message.ShouldContain("holds a result 'b' already");
    }

    [Fact]
    public void A_result_with_the_same_key_is_replaced()
    {
        using StudyStore store = Open();
        store.AddResult(StoreSample.Result("k", "a"));
        store.AddResult(StoreSample.Result("k", "b") with { Outputs = new Dictionary<string, string> { ["csv"] = "1" }, Seconds = 2 });
        RecordedResult found = store.FindResult("k").ShouldNotBeNull();
        (found.Name, found.Seconds, found.Outputs.ShouldHaveSingleItem()).ShouldBe(("b", 2.0, new KeyValuePair<string, string>("csv", "1")));
        store.FindResult("K").ShouldBeNull();
        store.DeleteResult("a").ShouldBeFalse();
        store.DeleteResult("b").ShouldBeTrue();
        store.Results().ShouldBeEmpty();
    }

    [Fact]
    public void Steps_follow_each_other_without_a_gap_and_are_kept_all_or_none()
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        StoredEvaluation evaluation = store.Add(StoreSample.Evaluation(store.AddContext(StoreSample.Context(), "data").Id, study, "c", ("ntk", 1)));
        StudyStep[] steps = [.. Enumerable.Range(0, 6).Select(number => StoreSample.Step(number, evaluation))];
        store.AddSteps(study, steps[..3]);
        Should.Throw<StudyException>(() => store.AddSteps(study, [steps[3], steps[5]])).Message.ShouldContain("does not follow");
        store.Steps(study).ShouldBe(steps[..3]);
        Should.Throw<StudyException>(() => store.AddSteps(study, [steps[3], steps[4] with { Evaluation = evaluation.Id + 1 }]));
        store.Steps(study).ShouldBe(steps[..3]);
        store.AddSteps(study, steps[1..5]);
        store.Steps(study).ShouldBe(steps[..5]);
        Should.Throw<StudyException>(() => store.AddSteps(study, [steps[2] with { Architecture = "another" }])).Message.ShouldContain("another process");
        Should.Throw<StudyException>(() => store.AddSteps(study + 1, [steps[0]])).Message.ShouldContain("deleted");
        store.AddSteps(study, []);
        store.FindStudy("a").ShouldNotBeNull().Steps.ShouldBe(5);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Two_processes_that_go_on_with_one_study_do_not_mix_their_steps()
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        StoredEvaluation[] evaluations = [.. Enumerable.Range(0, 2).Select(number => store.Add(StoreSample.Evaluation(context, study, $"c{number}", ("ntk", number))))];
        int refused = 0;
        Together.Run(2, process =>
        {
            using StudyStore mine = Open();
            try
            {
                for (int number = 0; number < 50; number++)
                    mine.AddSteps(study, [StoreSample.Step(number, evaluations[process])]);
            }
            catch (StudyException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        refused.ShouldBe(1);
        IReadOnlyList<StudyStep> steps = store.Steps(study);
        steps.Select(step => step.Number).ShouldBe(Enumerable.Range(0, 50));
        steps.Select(step => step.Evaluation).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Deleting_a_study_leaves_what_others_used()
    {
        using StudyStore store = Open();
        long gone = store.CreateStudy("gone", StoreSample.Definition).Id;
        long stays = store.CreateStudy("stays", StoreSample.Definition).Id;
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        StoredEvaluation own = store.Add(StoreSample.Evaluation(context, gone, "own", ("ntk", 1)));
        StoredEvaluation shared = store.Add(StoreSample.Evaluation(context, gone, "shared", ("ntk", 2)));
        StoredEvaluation borrowed = store.Add(StoreSample.Evaluation(context, stays, "borrowed", ("ntk", 3)));
        StoredEvaluation nobodys = store.Add(StoreSample.Evaluation(context, null, "nobody's, but used", ("ntk", 4)));
        StoredEvaluation imported = store.Add(StoreSample.Evaluation(context, null, "nobody's", ("ntk", 5)));
        store.AddSteps(gone, [StoreSample.Step(0, own), StoreSample.Step(1, shared), StoreSample.Step(2, borrowed), StoreSample.Step(3, nobodys)]);
        store.AddSteps(stays, [StoreSample.Step(0, shared)]);

        store.DeleteStudy("gone").ShouldBe(2);
        store.Evaluations(new()).Select(left => (left.Id, left.Study)).ShouldBe([(shared.Id, null), (borrowed.Id, stays), (imported.Id, null)]);
        store.Steps(gone).ShouldBeEmpty();
        store.Steps(stays).Count.ShouldBe(1);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        Should.Throw<StudyException>(() => store.DeleteStudy("gone")).Message.ShouldContain("no study 'gone'");
        store.CreateStudy("gone", StoreSample.Definition).Id.ShouldBeGreaterThan(stays);
    }
}
