using System.Diagnostics;
using Tegula.Search;
using Tegula.Studies;
using Tegula.Studies.Exchange;
using Tegula.Studies.Queue;

namespace Tegula.Benchmarks;

/// <summary>A store that notes how long its caller spent in it, as far as a search in one process calls it.</summary>
/// <param name="inner">Does the work; its owner disposes of it.</param>
internal sealed class TimedStore(StudyStore inner) : StudyStore
{
    private long _ticks;
    private int _calls;

    /// <summary>Time spent in the store, by all threads together.</summary>
    public TimeSpan Spent => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    /// <summary>Calls.</summary>
    public int Calls => _calls;

    public override string Location => inner.Location;

    public override IReadOnlyList<Study> Studies() => Timed(inner.Studies);

    public override Study? FindStudy(string name) => Timed(() => inner.FindStudy(name));

    public override Study CreateStudy(string name, StudyDefinition definition) => Timed(() => inner.CreateStudy(name, definition));

    public override void SetStatus(long study, StudyStatus status, string? answer = null, string? error = null) =>
        Timed(() => inner.SetStatus(study, status, answer, error));

    public override void SaveState(long study, int steps, string state) => Timed(() => inner.SaveState(study, steps, state));

    public override void AddSteps(long study, IReadOnlyList<StudyStep> steps) => Timed(() => inner.AddSteps(study, steps));

    public override IReadOnlyList<StudyStep> Steps(long study, int from = 0) => Timed(() => inner.Steps(study, from));

    public override StoredContext AddContext(ScoringContext context, string data) => Timed(() => inner.AddContext(context, data));

    public override IReadOnlyList<StoredEvaluation> Find(long context, string computation) => Timed(() => inner.Find(context, computation));

    public override StoredEvaluation Add(NewEvaluation evaluation) => Timed(() => inner.Add(evaluation));

    public override Study? FindStudy(long study) => throw new NotSupportedException();

    public override IReadOnlyList<ScoredStep> ScoredSteps(long study, int from = 0) => throw new NotSupportedException();

    public override StoredEvaluation? FindEvaluation(long evaluation) => throw new NotSupportedException();

    public override int DeleteStudy(string name) => throw new NotSupportedException();

    public override IReadOnlyList<StoredContext> Contexts() => throw new NotSupportedException();

    public override IEnumerable<StoredEvaluation> Evaluations(EvaluationQuery query) => throw new NotSupportedException();

    public override long Count(EvaluationQuery query) => throw new NotSupportedException();

    public override RecordedResult? FindResult(string key) => throw new NotSupportedException();

    public override IReadOnlyList<RecordedResult> Results() => throw new NotSupportedException();

    public override void AddResult(RecordedResult result) => throw new NotSupportedException();

    public override bool DeleteResult(string name) => throw new NotSupportedException();

    public override ImportCounts Import(IReadOnlyList<ExchangeItem> items) => throw new NotSupportedException();

    public override IReadOnlyList<string> Verify(Action<long, long>? progress = null, CancellationToken token = default) => throw new NotSupportedException();

    public override IReadOnlyList<long> Enqueue(IReadOnlyList<NewTask> tasks) => throw new NotSupportedException();

    public override IReadOnlyList<TaskEnd> Ended(IReadOnlyList<long> tasks) => throw new NotSupportedException();

    public override void Withdraw(long study) => throw new NotSupportedException();

    public override IReadOnlyList<QueuedTask> Take(string worker, int most, QueueLimits limits) => throw new NotSupportedException();

    public override void Heartbeat(WorkerInfo worker, QueueLimits limits) => throw new NotSupportedException();

    public override StoredEvaluation Complete(long task, NewEvaluation evaluation) => throw new NotSupportedException();

    public override void Fail(string worker, QueuedTask task, string error, QueueLimits limits) => throw new NotSupportedException();

    public override void Release(string worker) => throw new NotSupportedException();

    public override IReadOnlyList<WorkerInfo> Workers(TimeSpan within) => throw new NotSupportedException();

    public override (int Waiting, int Held, int Failed) QueueState(long study) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // The inner store is its owner's.
    }

    private void Timed(Action call) => Timed(() =>
    {
        call();
        return true;
    });

    private T Timed<T>(Func<T> call)
    {
        var start = Stopwatch.GetTimestamp();
        var value = call();
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
        Interlocked.Increment(ref _calls);
        return value;
    }
}
