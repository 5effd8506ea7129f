namespace Tegula.Dashboard.Caching;

/// <summary>
/// Answers that take longer than a page may: each is computed once for all who ask, few at a time so that searches keep their processors, and stays while it is
/// among those asked for last. What failed is not kept.
/// </summary>
public sealed class AnswerCache : IDisposable
{
    /// <summary>How long a page waits before it says that its answer is still being computed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Answers are drawings and tables of at most a few hundred kilobytes.
    private const int MostKept = 64;
    private const int AtATime = 2;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _entries = new();
    private readonly SemaphoreSlim _places = new(AtATime);
    private readonly CancellationTokenSource _end = new();

    /// <summary>An answer, waited for as long as a page may.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="key">Everything that decides it.</param>
    /// <param name="compute">Computes it; stopped after a minute.</param>
    /// <param name="patience">How long to wait; null for <see cref="Patience"/>.</param>
    /// <returns>The answer; null where it is still being computed: ask again later.</returns>
    /// <remarks>What the computation throws is thrown here.</remarks>
    public async Task<T?> Within<T>(string key, Func<CancellationToken, T> compute, TimeSpan? patience = null)
        where T : class
    {
        var task = Find(key, compute);
        await Task.WhenAny(task, Task.Delay(patience ?? Patience, _end.Token));
        return task.IsCompleted ? (T)await task : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _places.Dispose();
    }

    private Task<object> Find<T>(string key, Func<CancellationToken, T> compute)
        where T : class
    {
        lock (_lock)
        {
            var node = _entries.First;
            while (node is not null && node.Value.Key != key)
                node = node.Next;
            if (node is null)
            {
                node = new(new(key, Compute(compute)));
                ForgetFailure(node);
                if (_entries.Count >= MostKept)
                    _entries.RemoveLast();
            }
            else
            {
                _entries.Remove(node);
            }

            _entries.AddFirst(node);
            return node.Value.Task;
        }
    }

    private Task<object> Compute<T>(Func<CancellationToken, T> compute)
        where T : class => Task.Run(async () =>
        {
            await _places.WaitAsync(_end.Token);
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                limit.CancelAfter(Longest);
                return (object)compute(limit.Token);
            }
            finally
            {
                _places.Release();
            }
        });

    private void ForgetFailure(LinkedListNode<Entry> node) => _ = node.Value.Task.ContinueWith(
        failed =>
        {
            // Also a failure that nobody waited for is seen here.
            _ = failed.Exception;
            lock (_lock)
            {
                if (node.List is not null)
                    _entries.Remove(node);
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.NotOnRanToCompletion,
        TaskScheduler.Default);

    private sealed record Entry(string Key, Task<object> Task);
}
