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

    // Of a long list only the oldest tasks are asked about at a time, and always the one that is waited for.
    private const int MostAskedAbout = 64;

    private readonly List<NewTask> _new = [];
    private readonly SortedDictionary<long, NewTask> _open = [];
    private readonly Dictionary<string, long?> _tasks = [];
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ScoreOrigin Request(string computation, TArchitecture architecture)
    {
        lock (_gate)
        {
            if (_tasks.ContainsKey(computation) || book.Known(computation) is not null)
                return ScoreOrigin.Borrowed;
            if (book.Find(computation) is { } origin)
                return origin;
            _new.Add(new(book.Study, book.Context.Id, computation, print(architecture), book.Indicators));
            _tasks.Add(computation, null);
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
                if (!_tasks.TryGetValue(computation, out var awaited))
                    throw new KeyNotFoundException($"the computation {computation} was not asked for");
                pause = Collect(awaited!.Value) ? ShortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
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
            _tasks.Clear();
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
        {
            _open[id] = task;
            _tasks[task.Computation] = id;
        }

        _new.Clear();
    }

    private bool Collect(long awaited)
    {
        var ended = store.Ended([.. _open.Keys.Take(MostAskedAbout).Append(awaited).Distinct()]);
        foreach (var end in ended)
        {
            var task = _open[end.Id];
            _open.Remove(end.Id);
            _tasks.Remove(task.Computation);
            if (end.Evaluation is { } evaluation)
                book.Enter(task.Computation, evaluation);
            else
                book.EnterFailure(task.Computation, task.Architecture, end.Error ?? "no worker could measure it");
        }

        return ended.Count > 0;
    }
}
