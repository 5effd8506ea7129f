using Tegula.Studies.Tests.Queue;

namespace Tegula.Studies.Tests.Stores;

/// <summary>What a reader who watches a study asks for.</summary>
public abstract partial class StudyStoreContract
{
    [Fact]
    public void A_study_is_found_by_its_number_without_its_state()
    {
        using StudyStore store = Open();
        Study made = store.CreateStudy("a", StoreSample.Definition);
        store.SaveState(made.Id, 3, "{\"long\":1}");
        Study whole = store.FindStudy("a").ShouldNotBeNull();
        whole.State.ShouldBe("{\"long\":1}");
        store.FindStudy(made.Id).ShouldBe(whole with { State = null });
        store.FindStudy(made.Id + 1).ShouldBeNull();
        store.FindStudy(-1).ShouldBeNull();
    }

    [Fact]
    public void An_evaluation_is_found_by_its_number()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        StoredEvaluation one = store.Add(StoreSample.Evaluation(context, null, "one", ("a", 1.5), ("b", null)));
        StoredEvaluation other = store.Add(StoreSample.Evaluation(context, null, "other") with { Error = "it broke" });
        store.FindEvaluation(one.Id).ShouldNotBeNull().ShouldBeSame(one);
        store.FindEvaluation(other.Id).ShouldNotBeNull().ShouldBeSame(other);
        store.FindEvaluation(other.Id + 1).ShouldBeNull();
        store.FindEvaluation(long.MinValue).ShouldBeNull();
    }

    [Fact]
    public void Steps_are_read_with_their_evaluations_from_any_one_on()
    {
        using StudyStore store = Open();
        StoredEvaluation[] all = FillForQueries(store, out _);
        long first = store.FindStudy("first").ShouldNotBeNull().Id;
        long second = store.FindStudy("second").ShouldNotBeNull().Id;
        var random = new Random(11);
        store.AddSteps(
            second,
            [.. Enumerable.Range(0, 600).Select(number => StoreSample.Step(number, all[random.Next(all.Length)]) with { Architecture = $"as {number}" })]);
        Dictionary<long, StoredEvaluation> byId = all.ToDictionary(evaluation => evaluation.Id);
        foreach (long study in new[] { first, second })
        {
            IReadOnlyList<StudyStep> steps = store.Steps(study);
            foreach (int from in new[] { 0, 1, 17, steps.Count - 1, steps.Count, steps.Count + 5 })
            {
                store.Steps(study, from).ShouldBe(steps.Skip(from));
                IReadOnlyList<ScoredStep> scored = store.ScoredSteps(study, from);
                scored.Select(step => step.Step).ShouldBe(steps.Skip(from));
                foreach ((StudyStep step, StepEvaluation evaluation) in scored)
                {
                    StoredEvaluation stored = byId[step.Evaluation];
                    (evaluation.Id, evaluation.Computation, evaluation.Seconds, evaluation.Error)
                        .ShouldBe((stored.Id, stored.Computation, stored.Seconds, stored.Error));
                    evaluation.Indicators.ShouldBe(stored.Indicators);
                    evaluation.IsMeasured.ShouldBe(stored.Error is null && stored.Indicators.Values.All(value => value.IsOk));
                }

                foreach (IGrouping<long, ScoredStep> same in scored.GroupBy(step => step.Step.Evaluation))
                    same.ShouldAllBe(step => ReferenceEquals(step.Evaluation, same.First().Evaluation));
            }
        }

        store.ScoredSteps(second + 1).ShouldBeEmpty();
    }

    [Fact]
    public void A_long_study_is_read_as_a_short_one_is_and_says_what_it_cannot_read()
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("long", StoreSample.Definition).Id;
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        for (int round = 0; round < 50; round++)
        {
            StoredEvaluation[] added = [.. Enumerable.Range(100 * round, 100).Select(number =>
                store.Add(StoreSample.Evaluation(context, study, $"c{number}", ("a", number / 7.0), ("b", number % 5 == 0 ? null : 1))))];
            store.AddSteps(study, [.. added.Select((evaluation, number) => StoreSample.Step((100 * round) + number, evaluation))]);
        }

        IReadOnlyList<ScoredStep> steps = store.ScoredSteps(study);
        steps.Count.ShouldBe(5000);
        steps.Select(step => step.Evaluation.Indicators["a"].Value).ShouldBe(Enumerable.Range(0, 5000).Select(number => (double?)(number / 7.0)));
        steps.Count(step => step.Evaluation.IsMeasured).ShouldBe(4000);
        Damage("UPDATE evaluation SET indicators = '{' WHERE computation = 'c4321'");
        Should.Throw<StudyException>(() => store.ScoredSteps(study)).Message.ShouldContain("verify");
        Should.Throw<StudyException>(() => store.ScoredSteps(study, 4000)).Message.ShouldContain("verify");
        store.ScoredSteps(study, 4322).Count.ShouldBe(678);
    }
}
