using Tegula.Indicators;

namespace Tegula.Studies.Tests.Stores;

/// <summary>Lists, against the same done in memory.</summary>
public abstract partial class StudyStoreContract
{
    [Fact]
    public void Lists_equal_those_made_in_memory()
    {
        using StudyStore store = Open();
        StoredEvaluation[] all = FillForQueries(store, out HashSet<long> used);
        var random = new Random(5);
        for (int trial = 0; trial < 150; trial++)
        {
            EvaluationQuery query = RandomQuery(random, all);
            StoredEvaluation[] passing = [.. all.Where(evaluation => Passes(evaluation, query, used))];
            long[] expected = [.. Ordered(passing, query).Skip(query.Offset).Take(query.Limit ?? int.MaxValue).Select(evaluation => evaluation.Id)];
            store.Evaluations(query).Select(evaluation => evaluation.Id).ShouldBe(expected, $"{trial}: {query}");
            store.Count(query).ShouldBe(passing.Length);
        }
    }

    [Fact]
    public void A_bound_that_is_a_value_includes_it()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        var random = new Random(9);
        for (int number = 0; number < 300; number++)
        {
            double value = number % 2 == 0 ? random.NextDouble() : BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value))
                continue;
            store.Add(StoreSample.Evaluation(context, null, $"c{number}", ("a", value)));
            store.Count(new() { Ranges = [new("a", value, value)], Contains = $"c{number}" }).ShouldBeGreaterThanOrEqualTo(1, $"{value:R}");
            store.Count(new() { Ranges = [new("a", Math.BitIncrement(value), null), new("a", null, value)] }).ShouldBe(0, $"{value:R}");
        }
    }

    [Fact]
    public void A_list_that_makes_no_sense_is_refused()
    {
        using StudyStore store = Open();
        Should.Throw<StudyException>(() => store.Evaluations(new() { Study = "nobody's" }).ToList()).Message.ShouldContain("no study 'nobody's'");
        Should.Throw<StudyException>(() => store.Count(new() { Study = "nobody's" })).Message.ShouldContain("no study 'nobody's'");
        Should.Throw<StudyException>(() => store.Evaluations(new() { Limit = 0 }).ToList()).Message.ShouldContain("1 or more");
        Should.Throw<StudyException>(() => store.Evaluations(new() { Offset = -1 }).ToList()).Message.ShouldContain("0 or more");
        Should.Throw<StudyException>(() => store.Evaluations(new() { OrderBy = "a') --" }).ToList()).Message.ShouldContain("no id");
        Should.Throw<StudyException>(() => store.Count(new() { Ranges = [new("a\"b", 0, null)] })).Message.ShouldContain("no id");
    }

    private static StoredEvaluation[] FillForQueries(StudyStore store, out HashSet<long> used)
    {
        long first = store.CreateStudy("first", StoreSample.Definition).Id;
        long second = store.CreateStudy("second", StoreSample.Definition).Id;
        long[] contexts = [store.AddContext(StoreSample.Context(), "data").Id, store.AddContext(StoreSample.Context(1), "data").Id];
        var random = new Random(3);
        StoredEvaluation[] all = [.. Enumerable.Range(0, 250).Select(number =>
        {
            string computation = "c%_" + "xyX"[random.Next(3)] + number;
            long? study = random.Next(3) switch { 0 => first, 1 => second, _ => null };
            NewEvaluation evaluation = StoreSample.Evaluation(contexts[random.Next(2)], study, computation, [.. RandomValues(random)]);
            return store.Add(evaluation with
            {
                Error = evaluation.Indicators.Count == 0 ? "failed" : null,
                Seconds = random.Next(20),
                Architecture = random.Next(2) == 0 ? computation : "other",
            });
        })];
        StoredEvaluation[] borrowed = [.. all.Where(evaluation => evaluation.Study != first).Where((_, index) => index % 7 == 0)];
        store.AddSteps(first, [.. borrowed.Select((evaluation, number) => StoreSample.Step(number, evaluation))]);
        used = [.. all.Where(evaluation => evaluation.Study == first).Concat(borrowed).Select(evaluation => evaluation.Id)];
        return all;
    }

    private static IEnumerable<(string, double?)> RandomValues(Random random)
    {
        foreach (string id in new[] { "a", "a-b", "b" }.Where(_ => random.Next(4) > 0))
            yield return (id, random.Next(6) == 0 ? null : id == "b" ? random.Next(5) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)));
    }

    private static EvaluationQuery RandomQuery(Random random, StoredEvaluation[] all) => new()
    {
        Study = random.Next(3) == 0 ? "first" : null,
        Contains = random.Next(3) == 0 ? new[] { "%", "_x", "X1", "other", "_", "" }[random.Next(6)] : null,
        IsMeasured = random.Next(3) switch { 0 => true, 1 => random.Next(2) == 0, _ => null },
        Ranges = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new IndicatorRange(
            new[] { "a", "b", "a-b", "missing" }[random.Next(4) * random.Next(2)], Bound(random, all), Bound(random, all)))],
        OrderBy = new[] { null, "a", "b", "seconds", "missing" }[random.Next(5)],
        Descending = random.Next(2) == 0,
        Offset = random.Next(2) * random.Next(30),
        Limit = random.Next(2) == 0 ? null : random.Next(1, 60),
    };

    private static double? Bound(Random random, StoredEvaluation[] all) =>
        random.Next(2) == 0 ? null : all[random.Next(all.Length)].Indicators.Values.FirstOrDefault(value => value.IsOk)?.Value;

    private static bool Passes(StoredEvaluation evaluation, EvaluationQuery query, HashSet<long> used) =>
        (query.Study is null || used.Contains(evaluation.Id))
        && (query.Contains is null || evaluation.Architecture.Contains(query.Contains, StringComparison.Ordinal)
            || evaluation.Computation.Contains(query.Contains, StringComparison.Ordinal))
        && (query.IsMeasured is null || query.IsMeasured == (evaluation.Error is null && evaluation.Indicators.Values.All(value => value.IsOk)))
        && query.Ranges.All(range => Value(evaluation, range.Indicator) is { } value
            && !(value < range.Low) && !(value > range.High));

    private static IEnumerable<StoredEvaluation> Ordered(StoredEvaluation[] passing, EvaluationQuery query)
    {
        if (query.OrderBy is null)
            return query.Descending ? passing.OrderByDescending(evaluation => evaluation.Id) : passing.OrderBy(evaluation => evaluation.Id);
        double? Key(StoredEvaluation evaluation) => query.OrderBy == "seconds" ? evaluation.Seconds : Value(evaluation, query.OrderBy);
        StoredEvaluation[] known = [.. passing.Where(evaluation => Key(evaluation) is not null)];
        IOrderedEnumerable<StoredEvaluation> ordered = query.Descending ? known.OrderByDescending(Key) : known.OrderBy(Key);
        return ordered.ThenBy(evaluation => evaluation.Id).Concat(passing.Where(evaluation => Key(evaluation) is null).OrderBy(evaluation => evaluation.Id));
    }

    private static double? Value(StoredEvaluation evaluation, string indicator) =>
        evaluation.Indicators.TryGetValue(indicator, out IndicatorValue? value) ? value.Value : null;
}
