using System.Diagnostics;
using Tegula.Indicators;

namespace Tegula.Studies.Queue;

/// <summary>Measures tasks in the way their contexts say; what the store knows by now is taken from there.</summary>
/// <param name="store">Has the contexts.</param>
/// <param name="machine">Name of the machine, for the evaluation's origin.</param>
internal sealed class TaskMeasurer(StudyStore store, string machine) : ITaskMeasurer
{
    private readonly ScorerShelf _scorers = new();
    private readonly Lock _lock = new();
    private Dictionary<long, StoredContext> _contexts = [];

    /// <inheritdoc/>
    public NewEvaluation Measure(QueuedTask task, int threads, CancellationToken token)
    {
        StoredEvaluation? known = store.Find(task.Context, task.Computation)
            .FirstOrDefault(evaluation => new HashSet<string>(task.Indicators).SetEquals(evaluation.Indicators.Keys));
        if (known is not null)
            return known;

        // Opening data and drawing batches happens once for many tasks, so it is no part of any one's time.
        using ScorerShelf.Loan loan = _scorers.Borrow(ContextOf(task), task.Indicators);
        DateTimeOffset started = DateTimeOffset.UtcNow;
        long start = Stopwatch.GetTimestamp();
        ArchitectureScore score = loan.Scorer.Measure(task.Architecture, threads, token);
        return new NewEvaluation
        {
            Context = task.Context,
            Study = task.Study,
            Computation = task.Computation,
            Architecture = task.Architecture,
            Indicators = score.Indicators,
            Version = Provenance.Version,
            Machine = machine,
            Started = started,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Threads = threads,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _scorers.Dispose();

    private StoredContext ContextOf(QueuedTask task)
    {
        lock (_lock)
        {
            if (!_contexts.TryGetValue(task.Context, out StoredContext? context))
            {
                _contexts = store.Contexts().ToDictionary(stored => stored.Id);
                context = _contexts.GetValueOrDefault(task.Context);
            }

            return context ?? throw new TaskRefusedException($"task {task.Id} names the way of measuring {task.Context}, which the study does not have");
        }
    }
}
