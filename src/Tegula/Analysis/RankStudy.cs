using System.Collections.Frozen;
using Tegula.Benchmarks;
using Tegula.Indicators;
using Tegula.Statistics;

namespace Tegula.Analysis;

/// <summary>Compares the orders in which predictors put a sample of architectures with the accuracies that training gives them.</summary>
/// <remarks>
/// All statistics of one study share the same resamples of the architectures, so differences between predictors are paired. A combination's ranks are those
/// within the whole sample, also in a resample. Predictors that count on the description alone set the mark for all others (<see cref="BestFree"/>); since
/// the mark is chosen on the sample itself, a lead over it is understated rather than overstated.
/// </remarks>
/// <param name="Rows">One for each data set and predictor: by data set in the order of the table, then by predictor in the order asked for.</param>
/// <param name="BestFree">Of each data set, the predictor with the highest tau among those that cost nothing; absent where none is asked for.</param>
/// <param name="Count">Architectures of the sample.</param>
/// <param name="Options">How it was made.</param>
public sealed record RankStudy(
    IReadOnlyList<RankStudyRow> Rows, IReadOnlyDictionary<string, Predictor> BestFree, int Count, RankStudyOptions Options)
{
    /// <summary>Compares predictors.</summary>
    /// <param name="sample">
    /// Architectures with their indicators and accuracies on the same data sets; at least <see cref="AccuracyTable.LeastArchitectures"/>.
    /// </param>
    /// <param name="predictors">What is compared; none twice.</param>
    /// <param name="options">First places and resamples.</param>
    /// <param name="token">Ends the work early.</param>
    /// <exception cref="AnalysisException">The sample is too small or has no accuracies, or there is no predictor.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RankStudy Of(
        IReadOnlyList<ScoredArchitecture> sample, IReadOnlyList<Predictor> predictors, RankStudyOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(predictors);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Top, 1);
        if (sample.Count < AccuracyTable.LeastArchitectures)
            throw new AnalysisException($"{sample.Count} architectures are too few to compare; at least {AccuracyTable.LeastArchitectures} are needed");
        if (predictors.Count == 0)
            throw new AnalysisException("there is nothing to compare with the accuracies; name an indicator");
        string[] datasets = [.. sample[0].Accuracy.Keys];
        if (datasets.Length == 0)
            throw new AnalysisException("the sample has no accuracies to compare with");

        ArchitectureScore[] scores = [.. sample.Select(item => item.Score)];
        double[][] promises = [.. predictors.Select(predictor => predictor.Promise(scores))];
        Contest[] contests = [.. datasets.SelectMany(dataset => Contests(dataset, [.. sample.Select(item => item.Accuracy[dataset])]))];
        Outcome[] whole = [.. contests.Select(contest => Outcome.Of(contest.Pairs, contest.Pairs.Once.AsSpan(), options.Top))];
        Outcome[][] resampled = options.Bootstrap.Run(
            sample.Count, counts => Array.ConvertAll(contests, contest => Outcome.Of(contest.Pairs, counts, options.Top)), token);
        var marks = datasets.Select(dataset => (Dataset: dataset, Mark: MarkOf(dataset)))
            .Where(pair => pair.Mark >= 0)
            .ToDictionary(pair => pair.Dataset, pair => pair.Mark);
        int[] failed = [.. predictors.Select(predictor => scores.Count(predictor.HasFailed))];
        return new(
            [.. Enumerable.Range(0, contests.Length).Select(Row)],
            marks.ToFrozenDictionary(pair => pair.Key, pair => contests[pair.Value].Predictor),
            sample.Count,
            options);

        IEnumerable<Contest> Contests(string dataset, double[] accuracies) =>
            predictors.Select((predictor, index) => new Contest(predictor, dataset, new RankedPairs(promises[index], accuracies)));

        int MarkOf(string dataset) => Enumerable.Range(0, contests.Length)
            .Where(index => contests[index].Dataset == dataset && contests[index].Predictor.IsFree && whole[index].Kendall is not null)
            .OrderByDescending(index => whole[index].Kendall!.Value)
            .FirstOrDefault(-1);

        RankStudyRow Row(int index)
        {
            Contest contest = contests[index];
            int mark = marks.GetValueOrDefault(contest.Dataset, index);
            return new(
                contest.Predictor,
                contest.Dataset,
                failed[index % predictors.Count],
                Estimated(outcomes => outcomes[index].Kendall),
                Estimated(outcomes => outcomes[index].Spearman),
                Estimated(outcomes => outcomes[index].Regret),
                Estimated(outcomes => outcomes[index].Gain),
                mark == index ? null : Estimated(outcomes => outcomes[index].Kendall - outcomes[mark].Kendall));
        }

        Estimate? Estimated(Func<Outcome[], double?> statistic) =>
            statistic(whole) is { } value && options.Bootstrap.Interval(resampled.Select(statistic)) is { } interval ? new(value, interval) : null;
    }

    /// <summary>One predictor on one data set.</summary>
    private sealed record Contest(Predictor Predictor, string Dataset, RankedPairs Pairs);

    /// <summary>All statistics of one resample.</summary>
    private readonly record struct Outcome(double? Kendall, double? Spearman, double Regret, double? Gain)
    {
        public static Outcome Of(RankedPairs pairs, ReadOnlySpan<int> counts, int top) => new(
            KendallTau.B(pairs, counts),
            SpearmanCorrelation.Rho(pairs, counts),
            TopKRegret.Of(pairs, counts, top),
            NormalizedDiscountedGain.Of(pairs, counts, top));
    }
}
