using System.Diagnostics;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Scores only computations that the cache does not know, each once, and answers the rest from the cache.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="space">Says which architectures compute the same.</param>
/// <param name="scorer">Measures what is new.</param>
/// <param name="cache">Scores known already; new ones are added. Others may share it.</param>
public sealed class CachedScorer<TArchitecture>(ISearchSpace<TArchitecture> space, IArchitectureScorer<TArchitecture> scorer, ScoreCache cache)
    where TArchitecture : class
{
    private readonly HashSet<string> _asked = [];

    /// <summary>The score of an architecture; null where it has not been measured.</summary>
    public ArchitectureScore? Known(TArchitecture architecture)
    {
        var key = space.ComputationKey(architecture);
        return cache.Contains(key) ? cache.Get(key, space.Format(architecture)).Score : null;
    }

    /// <summary>One step per proposal, in the same order.</summary>
    /// <param name="proposals">What to score; at least one.</param>
    /// <param name="token">Ends the measurement early; then nothing is added to the cache.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<SearchTrial> Score(IReadOnlyList<Proposal<TArchitecture>> proposals, CancellationToken token)
    {
        var keys = proposals.Select(proposal => space.ComputationKey(proposal.Architecture)).ToArray();
        var fresh = Enumerable.Range(0, keys.Length).Where(i => !cache.Contains(keys[i])).DistinctBy(i => keys[i]).ToArray();
        if (fresh.Length > 0)
        {
            var start = Stopwatch.GetTimestamp();
            var measured = scorer.Score([.. fresh.Select(i => proposals[i].Architecture)], token);
            var share = Stopwatch.GetElapsedTime(start).TotalSeconds / fresh.Length;
            for (var n = 0; n < fresh.Length; n++)
                cache.Add(keys[fresh[n]], measured[n], share);
        }

        return [.. Enumerable.Range(0, keys.Length).Select(Trial)];

        SearchTrial Trial(int i)
        {
            var (score, seconds) = cache.Get(keys[i], space.Format(proposals[i].Architecture));
            var cached = !_asked.Add(keys[i]);
            return new(proposals[i].Number, keys[i], cached ? score with { Seconds = 0 } : score, cached)
            {
                Borrowed = !cached && !fresh.Contains(i),
                Seconds = cached ? 0 : seconds,
            };
        }
    }
}
