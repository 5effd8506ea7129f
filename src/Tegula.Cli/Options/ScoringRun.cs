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
    private const int MostTogether = 64;

    /// <summary>One score for each architecture, in their order; fewer where the token was cancelled.</summary>
    public static List<ArchitectureScore> Score(
        string space, IReadOnlyList<IArchitecture> architectures, ImageDataset data, IndicatorOptions options, OutputMode mode, CancellationToken token)
    {
        // One exact architecture fills all threads; of fast ones many are over before threads would meet again.
        var together = options.Fidelity == Fidelity.Reference ? 1 : MostTogether;
        var scores = new List<ArchitectureScore>();
        var watch = Stopwatch.StartNew();
        using var scorer = SpaceScorer.Of(space, data, options);
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        foreach (var batch in architectures.Chunk(together))
        {
            try
            {
                scores.AddRange(scorer.Score(batch, token));
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                break;
            }

            line?.Show(scores.Count, architectures.Count, watch.Elapsed);
        }

        return scores;
    }
}
