using Tegula.Architectures;
using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Scores NAS-Bench-201 cells for a search with the indicators of <see cref="TegScorer"/>.</summary>
/// <remarks>One cell alone is scored with its repeats and cotangents in parallel, several with one cell per thread.</remarks>
/// <param name="scorer">Measures; stays the caller's to dispose of.</param>
public sealed class TegSearchScorer(TegScorer scorer) : IArchitectureScorer<NasBench201Cell>
{
    /// <inheritdoc/>
    public IReadOnlyList<ArchitectureScore> Score(IReadOnlyList<NasBench201Cell> architectures, CancellationToken token) =>
        architectures.Count == 1 ? [scorer.Score(architectures[0], token)] : scorer.ScoreAll(architectures, null, token);
}
