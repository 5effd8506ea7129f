using Microsoft.AspNetCore.Http;
using Tegula.Dashboard.Hosting;

namespace Tegula.Dashboard.Caching;

/// <summary>
/// Answers that take longer than a page may: each is computed once for all who ask, few at a time so that searches keep their processors, and stays while it is
/// among those asked for last. Of one subject no more than one computation waits or runs, however often its state changes. What failed is not kept.
/// </summary>
public sealed class AnswerCache : IDisposable
{
    /// <summary>How long a page waits before it says that its answer is still being computed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Answers are drawings and tables of at most a few hundred kilobytes.
    private const int MostKept = 64;
    private const int AtATime = 2;

    private readonly TimeSpan _longest;
    private readonly int _mostPending;
    private readonly Lock _lock = new();
    private readonly LinkedList<CacheEntry> _entries = new();
    private readonly SemaphoreSlim _places = new(AtATime);
    private readonly CancellationTokenSource _end = new();

    /// <summary>A cache that gives a computation a minute, and lets sixteen wait or run.</summary>
    public AnswerCache()
        : this(TimeSpan.FromMinutes(1), 16)
    {
    }

    /// <summary>An empty cache.</summary>
    /// <param name="longest">Time after which a computation is stopped.</param>
    /// <param name="mostPending">Computations that may wait or run, at least 1; one more ends that which nobody has asked for the longest.</param>
    internal AnswerCache(TimeSpan longest, int mostPending) => (_longest, _mostPending) = (longest, mostPending);

    /// <summary>An answer that never changes, waited for as long as a page may.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="key">Everything that decides it.</param>
    /// <param name="compute">Computes it; stopped after a minute.</param>
    /// <param name="patience">How long to wait; null for <see cref="Patience"/>.</param>
    /// <returns>The answer; null where it is still being computed: ask again later.</returns>
    /// <exception cref="PageException">The computation took too long.</exception>
    /// <remarks>What the computation throws is thrown here.</remarks>
    public async Task<T?> Within<T>(string key, Func<CancellationToken, T> compute, TimeSpan? patience = null)
        where T : class => (await Newest(key, "", compute, patience))?.Value;

    /// <summary>The newest answer about something that changes, waited for as long as a page may.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="subject">Everything that decides the answer, except for the state.</param>
    /// <param name="state">The state of the subject now: differs whenever the answer may.</param>
    /// <param name="compute">Computes the answer from the state then; stopped after a minute.</param>
    /// <param name="patience">How long to wait; null for <see cref="Patience"/>.</param>
    /// <returns>The answer, or that of an earlier state where this takes longer; null where there is none yet: ask again later.</returns>
    /// <exception cref="PageException">The computation took too long.</exception>
    /// <remarks>What the computation throws is thrown here.</remarks>
    public async Task<CachedAnswer<T>?> Newest<T>(string subject, string state, Func<CancellationToken, T> compute, TimeSpan? patience = null)
        where T : class
    {
        CacheEntry entry;
        Computation pending;
        lock (_lock)
        {
            entry = Find(subject);
            if (entry.Finished is { } known && known.State == state)
                return new((T)known.Value, IsCurrent: true);
            pending = entry.Pending ??= Begin(entry, state, compute);
            DropOldest();
        }

        await Task.WhenAny(pending.Task, Task.Delay(patience ?? Patience, _end.Token));
        try
        {
            if (pending.Task.IsCompleted)
                return new((T)await pending.Task, pending.State == state);
        }
        catch (OperationCanceledException) when (pending.Cancellation.IsCancellationRequested)
        {
            // It made room for others: whoever asks again begins anew.
        }

        lock (_lock)
            return entry.Finished is { } earlier ? new((T)earlier.Value, earlier.State == state) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _places.Dispose();
    }

    // The one asked for last comes first.
    private CacheEntry Find(string subject)
    {
        var node = _entries.First;
        while (node is not null && node.Value.Subject != subject)
            node = node.Next;
        if (node is null)
            node = new(new(subject));
        else
            _entries.Remove(node);
        _entries.AddFirst(node);
        return node.Value;
    }

    private void DropOldest()
    {
        while (_entries.Count > MostKept)
            Drop(_entries.Last!.Value);
        while (_entries.Count(entry => entry.Pending is not null) > _mostPending)
            Drop(_entries.Last(entry => entry.Pending is not null));
    }

    private void Drop(CacheEntry entry)
    {
        var pending = entry.Pending;
        entry.Pending = null;
        _entries.Remove(entry);
        pending?.Cancellation.Cancel();
    }

    private Computation Begin<T>(CacheEntry entry, string state, Func<CancellationToken, T> compute)
        where T : class
    {
        var computation = new Computation(state, CancellationTokenSource.CreateLinkedTokenSource(_end.Token), self => Run(entry, self, compute));

        // Also a failure that nobody waits for is seen.
        _ = computation.Task.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return computation;
    }

    private async Task<object> Run<T>(CacheEntry entry, Computation computation, Func<CancellationToken, T> compute)
        where T : class
    {
        T? answer = null;
        try
        {
            await _places.WaitAsync(computation.Cancellation.Token);
            try
            {
                answer = Limited(compute, computation.Cancellation.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            lock (_lock)
                End(entry, computation, answer);
            computation.Cancellation.Dispose();
        }

        return answer;
    }

    private T Limited<T>(Func<CancellationToken, T> compute, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(_longest);
        try
        {
            return compute(limit.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested && limit.IsCancellationRequested)
        {
            throw new PageException(
                StatusCodes.Status422UnprocessableEntity,
                $"this takes longer than {_longest.TotalSeconds:0} s to compute: ask for less, such as fewer or shorter studies");
        }
    }

    private void End(CacheEntry entry, Computation computation, object? answer)
    {
        // One that made room for others may have ended with an answer all the same.
        if (entry.Pending != computation)
            return;
        entry.Pending = null;
        if (answer is not null)
            entry.Finished = new(computation.State, answer);
        else if (entry.Finished is null)
            _entries.Remove(entry);
    }

    private sealed record FinishedAnswer(string State, object Value);

    private sealed class CacheEntry(string subject)
    {
        public string Subject => subject;

        public Computation? Pending { get; set; }

        public FinishedAnswer? Finished { get; set; }
    }

    private sealed class Computation
    {
        public Computation(string state, CancellationTokenSource cancellation, Func<Computation, Task<object>> run)
        {
            (State, Cancellation) = (state, cancellation);
            Task = System.Threading.Tasks.Task.Run(() => run(this));
        }

        public string State { get; }

        public CancellationTokenSource Cancellation { get; }

        public Task<object> Task { get; }
    }
}
