using System.Globalization;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies;

/// <summary>Measures stored evaluations again, on this machine, and compares every bit.</summary>
/// <param name="Measured">Evaluations that were measured again.</param>
/// <param name="Findings">What did not come out the same, or could not be measured, one line each.</param>
public sealed record EvaluationRecheck(int Measured, IReadOnlyList<string> Findings)
{
    /// <summary>Measures a random choice of the evaluations that have values.</summary>
    /// <param name="store">Where they lie.</param>
    /// <param name="count">How many, at least 1; all where there are fewer.</param>
    /// <param name="seed">Decides which.</param>
    /// <param name="threads">Threads, at least 1; results do not depend on it.</param>
    /// <param name="progress">Told how many of how many are done; may be null.</param>
    /// <param name="token">Ends it early.</param>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EvaluationRecheck Run(
        StudyStore store, int count, ulong seed, int threads, Action<int, int>? progress = null, CancellationToken token = default)
    {
        var contexts = store.Contexts().ToDictionary(context => context.Id);
        var (measured, findings, chosen) = (0, new List<string>(), Choose(store, count, seed));
        foreach (var group in chosen.GroupBy(evaluation => (evaluation.Context, Set: string.Join(',', evaluation.Indicators.Keys))))
        {
            var (context, indicators) = (contexts[group.Key.Context], group.First().Indicators.Keys.ToList());
            try
            {
                using var scorer = Open(context, indicators);
                foreach (var evaluation in group)
                {
                    findings.AddRange(Compare(evaluation, scorer.Measure(evaluation.Architecture, threads, token)));
                    measured++;
                    progress?.Invoke(measured, chosen.Count);
                }
            }
            catch (Exception exception) when (exception is ArgumentException or DatasetException or ArchitectureFormatException)
            {
                findings.Add($"{group.Count()} evaluations, the first of them {group.First().Id}, cannot be measured again: {exception.Message}");
            }
        }

        return new(measured, findings);
    }

    private static List<StoredEvaluation> Choose(StudyStore store, int count, ulong seed)
    {
        // Every evaluation has the same chance, and only those chosen are held (reservoir sampling).
        var (chosen, seen, random) = (new List<StoredEvaluation>(), 0, new RandomStream(seed, "studies/recheck"));
        foreach (var evaluation in store.Evaluations(new()).Where(evaluation => evaluation.Error is null))
        {
            seen++;
            if (chosen.Count < count)
                chosen.Add(evaluation);
            else if (random.NextInt(seen) is var place && place < count)
                chosen[place] = evaluation;
        }

        return chosen;
    }

    private static SpaceScorer Open(StoredContext context, IReadOnlyList<string> indicators)
    {
        if (context.Context.Revision != ScoringContext.CurrentRevision)
        {
            throw new ArgumentException(
                $"they are of revision {context.Context.Revision} of the scores, and this version measures revision {ScoringContext.CurrentRevision}");
        }

        var data = DatasetSpec.Open(context.Data);
        if (data.ContentHash != context.Context.DataSha256)
            throw new ArgumentException($"{context.Data} has SHA-256 {data.ContentHash}, and they were measured on {context.Context.DataSha256}");
        return SpaceScorer.Of(context.Context.Space, data, context.Context.Options(indicators));
    }

    private static IEnumerable<string> Compare(StoredEvaluation stored, ArchitectureScore again) =>
        from pair in stored.Indicators
        let value = again.Indicators[pair.Key]
        where !IsSame(pair.Value.Value, value.Value) || !IsSame(pair.Value.Sd, value.Sd) || pair.Value.Status != value.Status
        select $"evaluation {stored.Id} ({stored.Architecture}): {pair.Key} is {Text(pair.Value)} in the store and {Text(value)} when measured again";

    private static bool IsSame(double? left, double? right) =>
        left is { } a && right is { } b ? BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) : left is null == right is null;

    private static string Text(IndicatorValue value) => value is { Value: { } mean, Sd: { } sd }
        ? string.Create(CultureInfo.InvariantCulture, $"{mean:R} ± {sd:R}")
        : $"{value.Status}";
}
