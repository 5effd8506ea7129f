using System.Diagnostics;
using Tegula.Architectures;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Cli.Options;

/// <summary>Scores a list of architectures with progress; what has been scored when it is cancelled is kept.</summary>
internal static class ScoringRun
{
    /// <summary>One score for each architecture, in their order; fewer where the token was cancelled.</summary>
    public static List<ArchitectureScore> Score(
        string space,
        IReadOnlyList<IArchitecture> architectures,
        ImageDataset data,
        IndicatorOptions options,
        OutputMode mode,
        IScoreProvider? provider,
        CancellationToken token)
    {
        var scores = new List<ArchitectureScore>();
        var watch = Stopwatch.StartNew();
        using var scorer = SpaceScorer.Of(space, data, options, provider);
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        try
        {
            foreach (var score in scorer.Stream(architectures, token))
            {
                scores.Add(score);
                line?.Show(scores.Count, architectures.Count, watch.Elapsed);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // What has been scored is kept.
        }

        return scores;
    }
}
