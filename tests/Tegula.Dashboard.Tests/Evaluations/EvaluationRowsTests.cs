using Microsoft.Extensions.Primitives;
using Tegula.Dashboard.Evaluations;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Tests.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Evaluations;

/// <summary>The table's rows against the same found among the stored evaluations.</summary>
public sealed class EvaluationRowsTests
{
    private static readonly Comparer<object?> Values = Comparer<object?>.Create((one, other) =>
        one is string text ? string.CompareOrdinal(text, (string)other!) : Comparer<object?>.Default.Compare(one, other));

    [Theory]
    [InlineData(1, "sum:kappa+naswot")]
    [InlineData(2, "")]
    public void Rows_are_those_found_among_the_stored_evaluations(int seed, string objective)
    {
        using var study = new GrownStudy(seed, objective);
        study.Grow(400);
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        var stored = study.Store.Evaluations(new()).ToDictionary(evaluation => evaluation.Id);
        var all = study.Store.Steps(study.Study.Id)
            .GroupBy(step => step.Evaluation)
            .Select(group => (Step: group.First(), Evaluation: stored[group.Key]))
            .ToList();
        var random = new Random(seed);
        var sizes = new HashSet<int>();
        for (var trial = 0; trial < 300; trial++)
        {
            var columns = EvaluationQueryString.Columns(snapshot);
            var query = Query(random, columns, all);
            var parsed = EvaluationQueryString.Parse(query, snapshot);
            parsed.Errors.Keys.ShouldAllBe(field => field.StartsWith("max-", StringComparison.Ordinal));
            var passing = all.Where(row => Passes(row.Step, row.Evaluation, parsed)).ToList();
            var known = passing.Where(row => Key(row, parsed.Sort, snapshot) is not null);
            var ordered = parsed.Descending
                ? known.OrderByDescending(row => Key(row, parsed.Sort, snapshot), Values).ThenBy(row => row.Step.Number)
                : known.OrderBy(row => Key(row, parsed.Sort, snapshot), Values).ThenBy(row => row.Step.Number);
            int[] expected = [.. ordered.Concat(passing.Where(row => Key(row, parsed.Sort, snapshot) is null)).Select(row => row.Step.Number)];
            EvaluationRows.Of(snapshot, parsed).ShouldBe(expected, string.Join('&', query.Select(pair => $"{pair.Key}={pair.Value}")));
            sizes.Add(expected.Length);
        }

        sizes.Count.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("sort", "nothing", "no column 'nothing'")]
    [InlineData("sort", "kappa'; DROP TABLE step; --", "no column")]
    [InlineData("descending", "1", "neither true nor false")]
    [InlineData("measured", "perhaps", "neither true nor false")]
    [InlineData("page", "0", "whole number from 1 on")]
    [InlineData("page", "-3", "whole number from 1 on")]
    [InlineData("page", "99999999999999999999", "whole number from 1 on")]
    [InlineData("page", "1e3", "whole number from 1 on")]
    [InlineData("size", "51", "25, 50, 100, 500")]
    [InlineData("size", "2147483648", "whole number")]
    [InlineData("min-kappa", "many", "no number")]
    [InlineData("min-kappa", "NaN", "no number")]
    [InlineData("max-kappa", "1e999", "no number")]
    [InlineData("max-kappa", "<script>alert(1)</script>", "no number")]
    [InlineData("min-nobodys", "1", "no indicator 'nobodys'")]
    [InlineData("min-", "1", "no indicator ''")]
    public void A_value_that_makes_no_sense_is_said_and_left_aside(string field, string value, string why)
    {
        using var study = new GrownStudy(3);
        study.Grow(30);
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        var parsed = EvaluationQueryString.Parse([new(field, value)], snapshot);
        parsed.Errors.ShouldHaveSingleItem().Key.ShouldBe(field);
        parsed.Errors[field].ShouldContain(why);
        parsed.Typed[field].ShouldBe(value);
        EvaluationRows.Of(snapshot, parsed).ShouldBe(EvaluationRows.Of(snapshot, EvaluationQueryString.Parse([], snapshot)));
    }

    [Fact]
    public void Bounds_that_exclude_each_other_are_said()
    {
        using var study = new GrownStudy(3);
        study.Grow(30);
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        var parsed = EvaluationQueryString.Parse(
            [new("min-kappa", "5"), new("max-kappa", "4"), new("unknown", "x"), new("contains", new StringValues(["a", "b"]))], snapshot);
        parsed.Errors.ShouldHaveSingleItem().Key.ShouldBe("max-kappa");
        EvaluationRows.Of(snapshot, parsed).ShouldBeEmpty();
        (parsed.Contains, parsed.Typed.ContainsKey("unknown")).ShouldBe(("b", false));
        EvaluationQueryString.Parse([new("contains", new string('x', 5_000))], snapshot).Contains.Length.ShouldBe(1_000);
    }

    [Fact]
    public void An_address_says_what_it_was_read_from()
    {
        using var study = new GrownStudy(4);
        study.Grow(60);
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        var usual = EvaluationQueryString.UsualSort(snapshot);
        var random = new Random(4);
        var all = snapshot.Steps.Select(step => (step.Step, study.Store.FindEvaluation(step.Evaluation.Id)!)).ToList();
        for (var trial = 0; trial < 100; trial++)
        {
            var parsed = EvaluationQueryString.Parse(Query(random, EvaluationQueryString.Columns(snapshot), all), snapshot);
            string[] parts = [.. parsed.Parts(usual).Select(part => $"{part.Name}={part.Value}")];
            var again = EvaluationQueryString.Parse(parsed.Parts(usual).Select(part => KeyValuePair.Create(part.Name, new StringValues(part.Value))), snapshot);
            again.Parts(usual).Select(part => $"{part.Name}={part.Value}").ShouldBe(parts);
            (again.Sort, again.Descending, again.Contains, again.IsMeasured, again.Page, again.Size)
                .ShouldBe((parsed.Sort, parsed.Descending, parsed.Contains, parsed.IsMeasured, parsed.Page, parsed.Size));
            again.Ranges.ShouldBe(parsed.Ranges);
        }

        EvaluationQueryString.Parse([], snapshot).Parts(usual).ShouldBeEmpty();
    }

    private static List<KeyValuePair<string, StringValues>> Query(
        Random random, IReadOnlyList<string> columns, List<(StudyStep Step, StoredEvaluation Evaluation)> all)
    {
        var query = new List<KeyValuePair<string, StringValues>>();
        if (random.Next(5) > 0)
            query.Add(new("sort", columns[random.Next(columns.Count)]));
        if (random.Next(2) == 0)
            query.Add(new("descending", random.Next(2) == 0 ? "true" : "false"));
        if (random.Next(3) == 0)
            query.Add(new("contains", new[] { "A", "c1", "cell 0001", "7", "", "none" }[random.Next(6)]));
        if (random.Next(3) == 0)
            query.Add(new("measured", new[] { "true", "false", "" }[random.Next(3)]));
        foreach (var bound in new[] { "min-kappa", "max-kappa", "min-params", "max-naswot" }.Where(_ => random.Next(5) == 0))
            query.Add(new(bound, $"{all[random.Next(all.Count)].Evaluation.Indicators.GetValueOrDefault(bound[4..])?.Value:R}"));
        return query;
    }

    private static bool Passes(StudyStep step, StoredEvaluation evaluation, EvaluationQueryString query) =>
        (step.Architecture + "\n" + evaluation.Computation).Contains(query.Contains, StringComparison.OrdinalIgnoreCase)
        && (query.IsMeasured is null || query.IsMeasured == (evaluation.Error is null && evaluation.Indicators.Values.All(value => value.IsOk)))
        && query.Ranges.All(range =>
            evaluation.Indicators.GetValueOrDefault(range.Indicator)?.Value is { } value && !(value < range.Low) && !(value > range.High));

    private static object? Key((StudyStep Step, StoredEvaluation Evaluation) row, string sort, StudySnapshot snapshot) => sort switch
    {
        "step" => row.Step.Number,
        "architecture" => row.Step.Architecture,
        "rank" => snapshot.Course.Rank(row.Step.Number),
        "seconds" => row.Evaluation.Seconds,
        "time" => row.Step.Time,
        _ => row.Evaluation.Indicators.GetValueOrDefault(sort)?.Value,
    };
}
