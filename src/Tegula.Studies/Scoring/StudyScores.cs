using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Studies.Scoring;

/// <summary>Takes scores from a store, measures what is not there in this process, and keeps each as soon as it is measured.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
internal sealed class StudyScores<TArchitecture> : IScoreSource<TArchitecture>
    where TArchitecture : class
{
    private readonly ScoreBook _book;
    private readonly LocalScores<TArchitecture> _local;

    /// <summary>A source that measures nothing before it is asked for something new.</summary>
    public StudyScores(ScoreBook book, ScoringRequest<TArchitecture> request)
    {
        _book = book;
#pragma warning disable CA2000 // the threads' source disposes of both
        _local = new(new Keeper(book, request.Space, request.CreateSuite()), request.Threads, request.Together);
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public ScoreOrigin Request(string computation, TArchitecture architecture)
    {
        if (_book.Known(computation) is not null)
            return ScoreOrigin.Borrowed;
        return _book.Find(computation) ?? _local.Request(computation, architecture);
    }

    /// <inheritdoc/>
    public ComputationScore Await(string computation, CancellationToken token) => _book.Known(computation) ?? _local.Await(computation, token);

    /// <inheritdoc/>
    public ArchitectureScore? Known(string computation) => _book.Known(computation)?.Score;

    /// <inheritdoc/>
    public void Withdraw() => _local.Withdraw();

    /// <inheritdoc/>
    public void Dispose() => _local.Dispose();

    // Stands between the threads and the suite, so that a score is in the store before anybody hears of it.
    private sealed class Keeper(ScoreBook book, ISearchSpace<TArchitecture> space, IndicatorSuite<TArchitecture> suite)
        : IArchitectureScorer<TArchitecture>, IDisposable
    {
        public ArchitectureScore Score(TArchitecture architecture, int threads, CancellationToken token)
        {
            var started = DateTimeOffset.UtcNow;
            var score = suite.Score(architecture, threads, token) with { Architecture = space.Format(architecture) };
            book.Keep(space.ComputationKey(architecture), score, started, threads);
            return score;
        }

        public void Dispose() => suite.Dispose();
    }
}
