using Tegula.Dashboard.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Evaluations;

/// <summary>The evaluations of a study that pass a query, in order: each once, at the first step that it answered.</summary>
internal static class EvaluationRows
{
    /// <summary>Filters and sorts.</summary>
    /// <param name="snapshot">The study.</param>
    /// <param name="query">Which evaluations, and in which order; page and size are not read.</param>
    /// <returns>Steps of the study. What lacks the value that is sorted by comes last; equals stand in the order of steps.</returns>
    public static int[] Of(StudySnapshot snapshot, EvaluationQueryString query)
    {
        var passing = Passing(snapshot, query);
        if (query.Sort == EvaluationQueryString.Step)
        {
            if (query.Descending)
                Array.Reverse(passing);
            return passing;
        }

        var key = Key(snapshot, query.Sort);
        var (known, keys, missing) = (new int[passing.Length], new double[passing.Length], new List<int>());
        var count = 0;
        foreach (var step in passing)
        {
            if (key(step) is { } value)
                (known[count], keys[count++]) = (step, query.Descending ? -value : value);
            else
                missing.Add(step);
        }

        Array.Sort(keys, known, 0, count);
        for (int first = 0, next; first < count; first = next)
        {
            for (next = first + 1; next < count && keys[next].Equals(keys[first]);)
                next++;
            Array.Sort(known, first, next - first);
        }

        missing.CopyTo(known, count);
        return known;
    }

    private static int[] Passing(StudySnapshot snapshot, EvaluationQueryString query)
    {
        var bounds = query.Ranges
            .Select(range => (
                snapshot.Course.Column(range.Indicator)!.Values,
                Low: range.Low ?? double.NegativeInfinity,
                High: range.High ?? double.PositiveInfinity))
            .ToArray();
        var passing = new List<int>(snapshot.Course.FirstSteps.Count);
        foreach (var step in snapshot.Course.FirstSteps)
        {
            if (Passes(step))
                passing.Add(step);
        }

        return [.. passing];

        bool Passes(int step)
        {
            foreach (var (values, low, high) in bounds)
            {
                if (!(values[step] >= low && values[step] <= high))
                    return false;
            }

            var (told, evaluation) = snapshot.Steps[step];
            return (query.IsMeasured is not { } isMeasured || evaluation.IsMeasured == isMeasured)
                && (query.Contains.Length == 0
                    || told.Architecture.Contains(query.Contains, StringComparison.OrdinalIgnoreCase)
                    || evaluation.Computation.Contains(query.Contains, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static Func<int, double?> Key(StudySnapshot snapshot, string sort) => sort switch
    {
        EvaluationQueryString.Architecture => step => snapshot.AlphabeticPlace(step),
        EvaluationQueryString.Rank => snapshot.Course.Cost,
        EvaluationQueryString.Seconds => step => snapshot.Steps[step].Evaluation.Seconds,
        EvaluationQueryString.Time => step => (snapshot.Steps[step].Step.Time - snapshot.Study.Created).Ticks,
        _ => Values(snapshot, sort),
    };

    private static Func<int, double?> Values(StudySnapshot snapshot, string indicator)
    {
        var values = snapshot.Course.Column(indicator)!.Values;
        return step => values[step];
    }
}
