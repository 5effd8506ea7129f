using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Scoring;

/// <summary>Gives the scores that a study has kept, and measures nothing.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="study">Name of the study.</param>
/// <param name="scores">What is kept, by computation.</param>
internal sealed class KeptScores<TArchitecture>(string study, IReadOnlyDictionary<string, ArchitectureScore> scores) : IScoreSource<TArchitecture>
{
    /// <inheritdoc/>
    public ScoreOrigin Request(string computation, TArchitecture architecture) => ScoreOrigin.Kept;

    /// <inheritdoc/>
    /// <exception cref="StudyException">It is not kept.</exception>
    public ComputationScore Await(string computation, CancellationToken token) => Known(computation) is { } score
        ? new(score, score.Seconds)
        : throw new StudyException($"study '{study}' holds no score of {computation}: it stopped before its end; go on with 'tegula study resume'");

    /// <inheritdoc/>
    public ArchitectureScore? Known(string computation) => scores.GetValueOrDefault(computation);

    /// <inheritdoc/>
    public void Withdraw()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
