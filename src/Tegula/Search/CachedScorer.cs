using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Scores only computations that the cache does not know, each once, and answers the rest from the cache.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="space">Says which architectures compute the same.</param>
/// <param name="scorer">Measures what is new.</param>
/// <param name="cache">Scores known already; new ones are added.</param>
public sealed class CachedScorer<TArchitecture>(ISearchSpace<TArchitecture> space, IArchitectureScorer<TArchitecture> scorer, ScoreCache cache)
    where TArchitecture : class
{
    /// <summary>One score per architecture, in the same order, under the name the space gives it, and whether it was known already.</summary>
    /// <remarks>A known score took 0 seconds.</remarks>
    /// <param name="architectures">What to score; at least one.</param>
    /// <param name="token">Ends the measurement early; then nothing is added to the cache.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<(ArchitectureScore Score, bool Cached)> Score(IReadOnlyList<TArchitecture> architectures, CancellationToken token)
    {
        var keys = architectures.Select(space.ComputationKey).ToArray();
        var fresh = Enumerable.Range(0, keys.Length).Where(i => !cache.Contains(keys[i])).DistinctBy(i => keys[i]).ToArray();
        var measured = fresh.Length == 0 ? [] : scorer.Score([.. fresh.Select(i => architectures[i])], token);
        for (var n = 0; n < fresh.Length; n++)
            cache.Add(keys[fresh[n]], measured[n]);
        return [.. Enumerable.Range(0, keys.Length).Select(Answer)];

        (ArchitectureScore Score, bool Cached) Answer(int i)
        {
            var n = Array.IndexOf(fresh, i);
            return (cache.Get(keys[i], space.Format(architectures[i])) with { Seconds = n >= 0 ? measured[n].Seconds : 0 }, n < 0);
        }
    }
}
