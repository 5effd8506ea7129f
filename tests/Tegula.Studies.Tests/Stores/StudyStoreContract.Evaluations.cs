using FsCheck;
using FsCheck.Fluent;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies.Tests.Queue;

namespace Tegula.Studies.Tests.Stores;

/// <summary>Evaluations and contexts.</summary>
public abstract partial class StudyStoreContract
{
    [Fact]
    public void An_evaluation_comes_back_as_it_was_handed_over()
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        NewEvaluation handed = StoreSample.Evaluation(context, study, "{ü}\n\"'", ("z", 1), ("a", null), ("m-1", -2.5));
        StoredEvaluation stored = store.Add(handed);
        stored.Indicators.ShouldBe(handed.Indicators);
        stored.ShouldBe(new()
        {
            Id = stored.Id,
            Sha256 = stored.Sha256,
            Context = context,
            Study = study,
            Computation = handed.Computation,
            Architecture = handed.Architecture,
            Indicators = stored.Indicators,
            Version = handed.Version,
            Machine = handed.Machine,
            Started = handed.Started,
            Seconds = handed.Seconds,
            Threads = handed.Threads,
        });
        stored.Indicators.Keys.ShouldBe(["z", "a", "m-1"]);
        store.Find(context, handed.Computation).ShouldHaveSingleItem().ShouldBeSame(stored);
        store.Find(context, "another").ShouldBeEmpty();
        store.Find(context + 1, handed.Computation).ShouldBeEmpty();
    }

    [Fact]
    public void The_hash_is_over_lines_that_anyone_can_write()
    {
        using StudyStore store = Open();
        NewEvaluation handed = StoreSample.Evaluation(store.AddContext(StoreSample.Context(), "data").Id, null, "c", ("b", 1), ("a", null));
        string lines = $"{StoreSample.Context().Key}\nc\na Singular - -\nb Ok 3ff0000000000000 0000000000000000\n";
        store.Add(handed).Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(lines))));
    }

    [Fact]
    public void Every_bit_of_a_double_survives()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        int number = 0;
        double[] edges = [0.0, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 0.1 + 0.2, 1e22, 1e23, 5e-324, 2.2250738585072011e-308];
        Gen<double> any = ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite);
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements(edges).Or(any).ArrayOf().ToArbitrary(), values =>
        {
            (string, double?)[] indicators = [.. values.Select((value, index) => ($"i{index}", (double?)value))];
            NewEvaluation evaluation = StoreSample.Evaluation(context, null, $"c{number++}", indicators) with
            {
                Seconds = values.Length > 0 ? Math.Abs(values[0]) : 0,
            };
            store.Add(evaluation);
            StoredEvaluation found = store.Find(context, evaluation.Computation).Single();
            return found.Seconds == evaluation.Seconds && found.Indicators.Values.Select(value => BitConverter.DoubleToInt64Bits(value.Value!.Value))
                .SequenceEqual(values.Select(BitConverter.DoubleToInt64Bits));
        }));
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_evaluation_of_the_same_indicators_stays()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        StoredEvaluation first = store.Add(StoreSample.Evaluation(context, null, "c", ("a", 1), ("b", 2)));
        store.Add(StoreSample.Evaluation(context, null, "c", ("b", 3), ("a", 4)) with { Machine = "other" }).ShouldBeSame(first);
        StoredEvaluation part = store.Add(StoreSample.Evaluation(context, null, "c", ("a", 1)));
        StoredEvaluation elsewhere = store.Add(StoreSample.Evaluation(store.AddContext(StoreSample.Context(1), "data").Id, null, "c", ("a", 1), ("b", 2)));
        elsewhere.Sha256.ShouldNotBe(first.Sha256);
        store.Find(context, "c").Select(found => found.Id).ShouldBe([first.Id, part.Id]);
        store.Count(new()).ShouldBe(3);
    }

    [Fact]
    public void An_error_is_kept_but_never_found_in_place_of_a_measurement()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        NewEvaluation broken = StoreSample.Evaluation(context, null, "c") with { Error = "too large" };
        StoredEvaluation error = store.Add(broken);
        error.Error.ShouldBe("too large");
        store.Add(broken with { Error = "too large again" }).ShouldBeSame(error);
        store.Find(context, "c").ShouldBeEmpty();
        StoredEvaluation measured = store.Add(StoreSample.Evaluation(context, null, "c", ("a", 1)));
        store.Find(context, "c").ShouldHaveSingleItem().Id.ShouldBe(measured.Id);
        store.Evaluations(new() { IsMeasured = false }).ShouldHaveSingleItem().Id.ShouldBe(error.Id);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_and_leaves_nothing()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        Should.Throw<StudyException>(() => store.Add(StoreSample.Evaluation(context + 1, null, "c", ("a", 1))))
            .Message.ShouldContain($"no context {context + 1}");
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            Should.Throw<ArgumentException>(() => store.Add(StoreSample.Evaluation(context, null, "c", ("a", value)))).Message.ShouldContain("finite");
        foreach (string id in new[] { "", "two words", "quote\"", "line\n", "ü" })
            Should.Throw<ArgumentException>(() => store.Add(StoreSample.Evaluation(context, null, "c", (id, 1)))).Message.ShouldContain("no id");
        store.Count(new()).ShouldBe(0);
        store.Add(StoreSample.Evaluation(context, 999, "c", ("a", 1))).Study.ShouldBeNull();
    }

    [Fact]
    public void A_context_is_kept_once_and_its_data_where_they_were_seen_last()
    {
        using StudyStore store = Open();
        StoredContext made = store.AddContext(StoreSample.Context(), "data");
        ScoringContext turned = StoreSample.Context() with { Settings = new Dictionary<string, string>(StoreSample.Context().Settings.Reverse()) };
        StoredContext again = store.AddContext(turned, "moved data");
        (again.Id, again.Data).ShouldBe((made.Id, "moved data"));
        store.AddContext(StoreSample.Context(1), "data").Id.ShouldNotBe(made.Id);
        store.Contexts().Select(context => context.Context.Key).ShouldBe([StoreSample.Context().Key, StoreSample.Context(1).Key]);
        store.Contexts()[0].Context.Settings.ShouldBe(StoreSample.Context().Settings);
    }

    [Fact]
    public void Four_writers_with_a_store_each_keep_every_evaluation_once()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        var kept = new StoredEvaluation[4, 150];
        Together.Run(4, writer =>
        {
            using StudyStore mine = Open();
            mine.AddContext(StoreSample.Context(), "data").Id.ShouldBe(context);
            for (int number = 0; number < 150; number++)
                kept[writer, number] = mine.Add(StoreSample.Evaluation(context, null, $"c{(number * 7 + writer) % 150}", ("a", (number * 7 + writer) % 150)));
        });
        store.Count(new()).ShouldBe(150);
        kept.Cast<StoredEvaluation>().GroupBy(evaluation => evaluation.Computation).ShouldAllBe(group => group.Select(each => each.Id).Distinct().Count() == 1);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Threads_share_one_store()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        Together.Run(6, thread =>
        {
            for (int number = 0; number < 60; number++)
            {
                StoredEvaluation added = store.Add(StoreSample.Evaluation(context, null, $"c{thread} {number}", ("a", number)));
                store.Find(context, added.Computation).ShouldHaveSingleItem().ShouldBeSame(added);
            }
        });
        store.Count(new()).ShouldBe(360);
    }

    [Fact]
    public async Task Reading_goes_on_while_another_writes()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        Task writing = Together.Start(1, _ =>
        {
            using StudyStore mine = Open();
            for (int number = 0; number < 300; number++)
                mine.Add(StoreSample.Evaluation(context, null, $"c{number}", ("a", number)));
        });
        using StudyStore reader = Open(StudyAccess.ReadOnly);
        int seen = 0;
        while (seen < 300)
        {
            string[] computations = [.. reader.Evaluations(new()).Select(evaluation => evaluation.Computation)];
            computations.ShouldBe(Enumerable.Range(0, computations.Length).Select(number => $"c{number}"));
            computations.Length.ShouldBeGreaterThanOrEqualTo(seen);
            seen = writing.IsFaulted ? throw writing.Exception! : computations.Length;
        }

        await writing;
    }

    [Fact]
    public void A_list_holds_what_was_there_when_it_began()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        for (int number = 0; number < 20; number++)
            store.Add(StoreSample.Evaluation(context, null, $"c{number}", ("a", number)));
        int listed = 0;
        foreach (StoredEvaluation evaluation in store.Evaluations(new()))
        {
            store.Add(StoreSample.Evaluation(context, null, $"new {evaluation.Id}", ("a", 1)));
            listed++;
        }

        listed.ShouldBe(20);
        store.Evaluations(new()).Take(3).Count().ShouldBe(3);
        store.Count(new()).ShouldBe(40);
    }
}
