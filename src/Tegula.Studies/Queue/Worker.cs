using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Tegula.Studies.Queue;

/// <summary>
/// Takes tasks from a store's queue, measures them, and brings the evaluations back. However many workers there are, whenever one dies: every task ends
/// once, and what it measures does not depend on who does it, nor with how many threads.
/// </summary>
public sealed class Worker : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    private readonly StudyStore _store;
    private readonly WorkerOptions _options;
    private readonly Action<WorkerEvent>? _tell;
    private readonly Func<ITaskMeasurer> _measurer;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly WorkerInfo _identity;
    private int _freeThreads;
    private int _running;
    private int _finished;
    private int _failed;
    private ExceptionDispatchInfo? _error;

    /// <summary>A worker; <see cref="Run"/> sets it to work, once.</summary>
    /// <param name="store">The store with the queue; open until the worker has ended.</param>
    /// <param name="options">How to work.</param>
    /// <param name="tell">Told what happens, one event at a time, from any thread; may be null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public Worker(StudyStore store, WorkerOptions options, Action<WorkerEvent>? tell = null)
        : this(store, options, tell, () => new TaskMeasurer(store, WorkerIdentity.Machine))
    {
    }

    internal Worker(StudyStore store, WorkerOptions options, Action<WorkerEvent>? tell, Func<ITaskMeasurer> measurer)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostTasks ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Limits.Tries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Limits.Heartbeat, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Limits.Heartbeat, options.Limits.Lease);
        (_store, _options, _tell, _measurer) = (store, options, tell, measurer);
        _identity = WorkerIdentity.New(options.Threads);
        _freeThreads = options.Threads;
    }

    /// <summary><see cref="WorkerInfo.Id"/>.</summary>
    public string Id => _identity.Id;

    /// <summary>Works until there is nothing more to do, or until it is told to stop: then what it holds goes back to the queue at once.</summary>
    /// <param name="token">Tells it to stop.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="StudyException">The store cannot be read or written any more.</exception>
    public WorkerSummary Run(CancellationToken token = default)
    {
        long start = Stopwatch.GetTimestamp();
        WorkerStop stop;
        _store.Heartbeat(Info(), _options.Limits);
        Tell(new WorkerEvent.Began(Info()));
        using (var halt = CancellationTokenSource.CreateLinkedTokenSource(token))
        using (ITaskMeasurer measurer = _measurer())
        {
            using var beats = new CancellationTokenSource();
            var heart = new Thread(() => Beat(halt, beats.Token)) { IsBackground = true, Name = "heartbeat" };
            heart.Start();
            try
            {
                stop = TakeTasks(measurer, halt);
            }
            catch
            {
                halt.Cancel();
                throw;
            }
            finally
            {
                // Nobody may still be measuring when the measurer goes.
                WaitForRunning();
                beats.Cancel();
                heart.Join();
            }
        }

        _error?.Throw();
        _store.Release(Id);
        _store.Heartbeat(Info(), _options.Limits);
        var summary = new WorkerSummary(Id, _finished, _failed, Stopwatch.GetElapsedTime(start).TotalSeconds, stop);
        Tell(new WorkerEvent.Ended(summary));
        return summary;
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private WorkerStop TakeTasks(ITaskMeasurer measurer, CancellationTokenSource halt)
    {
        int taken = 0;
        long lastTask = Stopwatch.GetTimestamp();
        TimeSpan wait = ShortestWait;
        while (!halt.IsCancellationRequested)
        {
            int left = (_options.MostTasks ?? int.MaxValue) - taken;
            int free = Volatile.Read(ref _freeThreads);
            int running = Volatile.Read(ref _running);
            if (left == 0 && running == 0)
                return WorkerStop.MostTasks;
            IReadOnlyList<QueuedTask> tasks = free > 0 && left > 0 ? _store.Take(Id, Math.Min(free, left), _options.Limits) : [];
            if (tasks.Count > 0)
            {
                Begin(tasks, free, measurer, halt);
                taken += tasks.Count;
                wait = ShortestWait;
            }

            if (tasks.Count > 0 || running > 0)
                lastTask = Stopwatch.GetTimestamp();
            else if (_options.Idle is { } idle && Stopwatch.GetElapsedTime(lastTask) >= idle)
                return WorkerStop.Idle;
            wait = WaitForChange(polls: tasks.Count == 0 && free > 0 && left > 0, wait, halt.Token);
        }

        return WorkerStop.Cancelled;
    }

    /// <summary>Waits until a measurement is over; with threads to spare only for a time, which grows while the queue stays empty.</summary>
    /// <returns>How long to wait next time.</returns>
    private TimeSpan WaitForChange(bool polls, TimeSpan wait, CancellationToken token)
    {
        try
        {
            if (!polls)
                _changed.Wait(token);
            else if (!_changed.Wait(wait, token))
                return wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }

        return ShortestWait;
    }

    private void Begin(IReadOnlyList<QueuedTask> tasks, int free, ITaskMeasurer measurer, CancellationTokenSource halt)
    {
        for (int i = 0; i < tasks.Count; i++)
        {
            QueuedTask task = tasks[i];
            int threads = (free / tasks.Count) + (i < free % tasks.Count ? 1 : 0);
            Interlocked.Add(ref _freeThreads, -threads);
            Interlocked.Increment(ref _running);
            Tell(new WorkerEvent.Took(task, threads));
            new Thread(() => Work(task, threads, measurer, halt)) { IsBackground = true, Name = $"task {task.Id}" }.Start();
        }
    }

    private void Work(QueuedTask task, int threads, ITaskMeasurer measurer, CancellationTokenSource halt)
    {
        try
        {
            WorkOn(task, threads, measurer, halt.Token);
        }
#pragma warning disable CA1031 // a thread of its own: the error is thrown again by Run
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(exception, halt);
        }
        finally
        {
            Interlocked.Add(ref _freeThreads, threads);
            Interlocked.Decrement(ref _running);
            _changed.Release();
        }
    }

    private void WorkOn(QueuedTask task, int threads, ITaskMeasurer measurer, CancellationToken token)
    {
        NewEvaluation evaluation;
        try
        {
            evaluation = measurer.Measure(task, threads, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return;
        }
        catch (StudyException)
        {
            throw;
        }
#pragma warning disable CA1031 // whatever a measurement throws is the task's failure, not the worker's
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string error = $"{ReasonOf(exception)} (on {WorkerIdentity.Machine})";
            _store.Fail(Id, task, error, _options.Limits);
            Interlocked.Increment(ref _failed);
            Tell(new WorkerEvent.Failed(task, error));
            return;
        }

        _store.Complete(task.Id, evaluation);
        Interlocked.Increment(ref _finished);
        Tell(new WorkerEvent.Finished(task, evaluation is StoredEvaluation ? 0 : evaluation.Seconds));
    }

    /// <summary>Tells the store, from a thread of its own so that no measurement can hold it up, that this worker lives.</summary>
    private void Beat(CancellationTokenSource halt, CancellationToken token)
    {
        try
        {
            while (!token.WaitHandle.WaitOne(_options.Limits.Heartbeat))
                _store.Heartbeat(Info(), _options.Limits);
        }
#pragma warning disable CA1031 // a thread of its own: the error is thrown again by Run
        catch (Exception exception)
#pragma warning restore CA1031
        {
            End(exception, halt);
        }
    }

    private void End(Exception error, CancellationTokenSource halt)
    {
        lock (_lock)
            _error ??= ExceptionDispatchInfo.Capture(error);
        halt.Cancel();
    }

    private void WaitForRunning()
    {
        while (Volatile.Read(ref _running) > 0)
            _changed.Wait();
    }

    private WorkerInfo Info() => _identity with
    {
        Finished = Volatile.Read(ref _finished),
        Held = Volatile.Read(ref _running),
        LastSeen = DateTimeOffset.UtcNow,
    };

    private void Tell(WorkerEvent happened)
    {
        if (_tell is null)
            return;
        lock (_lock)
            _tell(happened);
    }

    private static string ReasonOf(Exception exception) => exception is TaskRefusedException
        ? exception.Message.ReplaceLineEndings(" ")
        : $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";
}
