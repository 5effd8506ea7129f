using System.Collections.Concurrent;
using System.Diagnostics;
using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Measures what is asked for on threads of its own, in the order of asking.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class LocalScores<TArchitecture> : IScoreSource<TArchitecture>
    where TArchitecture : class
{
    private readonly IArchitectureScorer<TArchitecture> _scorer;
    private readonly int _threads;
    private readonly bool _oneByOne;
    private readonly Dictionary<string, Job> _jobs = [];
    private readonly BlockingCollection<Job> _waiting = [];
    private readonly List<Thread> _workers = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private int _unfinished;
    private bool _isDisposed;

    /// <summary>A source that measures nothing before it is asked.</summary>
    /// <param name="scorer">Measures; disposed of with the source if it can be.</param>
    /// <param name="threads">Threads to measure with, at least 1.</param>
    /// <param name="together">Most scores that are asked for at a time; with 1, each measurement takes all threads, else one of them while others wait.</param>
    public LocalScores(IArchitectureScorer<TArchitecture> scorer, int threads, int together)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(together, 1);
        _scorer = scorer;
        _threads = threads;
        _oneByOne = together == 1;
    }

    /// <summary>A source that measures what a request says.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="Datasets.DatasetException">The images do not fit the networks, are of one class, or are too few for the batches.</exception>
#pragma warning disable CA2000 // it is disposed of with the source
    public LocalScores(ScoringRequest<TArchitecture> request)
        : this(request.CreateSuite(), request.Threads, request.Together)
    {
    }
#pragma warning restore CA2000

    /// <inheritdoc/>
    public ScoreOrigin Request(string computation, TArchitecture architecture)
    {
        lock (_gate)
        {
            if (_jobs.ContainsKey(computation))
                return ScoreOrigin.Borrowed;
            var job = new Job(computation, architecture);
            _jobs.Add(computation, job);
            Interlocked.Increment(ref _unfinished);
            _waiting.Add(job);
            if (_workers.Count < (_oneByOne ? 1 : _threads))
                Start();
            return ScoreOrigin.Measured;
        }
    }

    /// <inheritdoc/>
    public ComputationScore Await(string computation, CancellationToken token) => Find(computation).Score.Task.WaitAsync(token).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public ArchitectureScore? Known(string computation)
    {
        lock (_gate)
            return _jobs.TryGetValue(computation, out var job) && job.Score.Task.IsCompletedSuccessfully ? job.Score.Task.Result.Score : null;
    }

    /// <inheritdoc/>
    public void Withdraw()
    {
        lock (_gate)
        {
            while (_waiting.TryTake(out var job))
            {
                _jobs.Remove(job.Computation);
                Interlocked.Decrement(ref _unfinished);
            }
        }
    }

    /// <summary>Ends the measurements under way and waits for their threads.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _waiting.CompleteAdding();
        _stop.Cancel();
        foreach (var worker in _workers)
            worker.Join();
        _waiting.Dispose();
        _stop.Dispose();
        (_scorer as IDisposable)?.Dispose();
    }

    private Job Find(string computation)
    {
        lock (_gate)
            return _jobs.TryGetValue(computation, out var job) ? job : throw new KeyNotFoundException($"the computation {computation} was not asked for");
    }

    private void Start()
    {
        var worker = new Thread(Work) { IsBackground = true, Name = "scores" };
        _workers.Add(worker);
        worker.Start();
    }

    private void Work()
    {
        foreach (var job in _waiting.GetConsumingEnumerable())
        {
            if (_stop.IsCancellationRequested)
                return;
            Measure(job);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    // A single measurement takes all threads; of several, each one of them.
    private void Measure(Job job)
    {
        var threads = _oneByOne || Volatile.Read(ref _unfinished) == 1 ? _threads : 1;
        var start = Stopwatch.GetTimestamp();
        try
        {
            var score = _scorer.Score(job.Architecture, threads, _stop.Token);
            job.Score.SetResult(new(score, Stopwatch.GetElapsedTime(start).TotalSeconds * threads / _threads));
        }
#pragma warning disable CA1031 // whatever goes wrong is thrown where the score is waited for
        catch (Exception exception)
#pragma warning restore CA1031
        {
            job.Score.SetException(exception);
        }
    }

    private sealed record Job(string Computation, TArchitecture Architecture)
    {
        public TaskCompletionSource<ComputationScore> Score { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
