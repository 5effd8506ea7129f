using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Scoring;

/// <summary>Notes every computation waited for, each once, as a step of its study: for commands that score lists.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="inner">Where the scores come from.</param>
/// <param name="book">Knows the evaluations.</param>
/// <param name="journal">Where the steps go.</param>
internal sealed class RecordedScores<TArchitecture>(IScoreSource<TArchitecture> inner, ScoreBook book, StepJournal journal) : IScoreSource<TArchitecture>
{
    private readonly HashSet<string> _met = [];

    /// <inheritdoc/>
    public ScoreOrigin Request(string computation, TArchitecture architecture) => inner.Request(computation, architecture);

    /// <inheritdoc/>
    public ComputationScore Await(string computation, CancellationToken token)
    {
        var score = inner.Await(computation, token);
        if (_met.Add(computation))
            journal.Add(score.Score.Architecture, book.Evaluation(computation), isCached: false);
        return score;
    }

    /// <inheritdoc/>
    public ArchitectureScore? Known(string computation) => inner.Known(computation);

    /// <inheritdoc/>
    public void Withdraw() => inner.Withdraw();

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
