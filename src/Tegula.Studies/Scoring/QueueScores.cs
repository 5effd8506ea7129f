using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Scoring;

/// <summary>Takes scores from a store, and has workers make what is not there.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="store">With the queue.</param>
/// <param name="book">The scores.</param>
/// <param name="print">Prints an architecture as the space does.</param>
internal sealed class QueueScores<TArchitecture>(StudyStore store, ScoreBook book, Func<TArchitecture, string> print) : IScoreSource<TArchitecture>
    where TArchitecture : class
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly List<NewTask> _new = [];
    private readonly Dictionary<long, NewTask> _open = [];
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ScoreOrigin Request(string computation, TArchitecture architecture)
    {
        lock (_gate)
        {
            if (_new.Exists(task => task.Computation == computation) || _open.Values.Any(task => task.Computation == computation))
                return ScoreOrigin.Borrowed;
            if (book.Known(computation) is not null)
                return ScoreOrigin.Borrowed;
            if (book.Find(computation) is { } origin)
                return origin;
            _new.Add(new(book.Study, book.Context.Id, computation, print(architecture), book.Indicators));
            return ScoreOrigin.Measured;
        }
    }

    /// <inheritdoc/>
    public ComputationScore Await(string computation, CancellationToken token)
    {
        var pause = ShortestPause;
        while (true)
        {
            lock (_gate)
            {
                Submit();
                if (book.Known(computation) is { } score)
                    return score;
                if (_open.Values.All(task => task.Computation != computation))
                    throw new KeyNotFoundException($"the computation {computation} was not asked for");
                pause = Collect() ? ShortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                if (book.Known(computation) is { } made)
                    return made;
            }

            token.WaitHandle.WaitOne(pause);
            token.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public ArchitectureScore? Known(string computation) => book.Known(computation)?.Score;

    /// <inheritdoc/>
    public void Withdraw()
    {
        lock (_gate)
        {
            _new.Clear();
            _open.Clear();
            store.Withdraw(book.Study);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Withdraw();

    // Everything asked for since the last wait goes out together.
    private void Submit()
    {
        if (_new.Count == 0)
            return;
        foreach (var (id, task) in store.Enqueue(_new).Zip(_new))
            _open[id] = task;
        _new.Clear();
    }

    private bool Collect()
    {
        var ended = store.Ended([.. _open.Keys]);
        foreach (var end in ended)
        {
            _open.Remove(end.Id, out var task);
            if (end.Evaluation is { } evaluation)
                book.Enter(task!.Computation, evaluation);
            else
                book.EnterFailure(task!.Computation, task.Architecture, end.Error ?? "no worker could measure it");
        }

        return ended.Count > 0;
    }
}
