using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>What a predictor costs: time of one thread for one architecture, measured with its indicators alone.</summary>
public static class ScoringCost
{
    /// <summary>As many timed architectures give a mean that is steady enough.</summary>
    public const int MostTimed = 4;

    /// <summary>Mean seconds of one thread per architecture; null where the list is too short for a measurement beside the first.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">How the indicators are measured.</param>
    /// <param name="predictor">What is timed.</param>
    /// <param name="architectures">Architectures of the space; all but the first are timed, which prepares what the others reuse.</param>
    /// <param name="token">Ends the work early.</param>
    /// <exception cref="ArgumentException">The space lacks one of the indicators, an option is out of range, or the images do not fit.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double? PerArchitecture(
        string space,
        ImageDataset data,
        IndicatorOptions options,
        Predictor predictor,
        IReadOnlyList<IArchitecture> architectures,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(architectures);
        using var scorer = SpaceScorer.Of(space, data, options with { Indicators = predictor.Indicators, Threads = 1 });
        scorer.Score([.. architectures.Take(1)], token);
        IReadOnlyList<IArchitecture> timed = [.. architectures.Skip(1)];
        if (timed.Count == 0)
            return null;

        // What computes the same as an earlier one takes no time and says nothing.
        double[] seconds = [.. scorer.Score(timed, token).Select(score => score.Seconds).Where(second => second > 0)];
        return seconds.Length == 0 ? null : seconds.Average();
    }
}
