using System.Collections.Concurrent;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Tests.Queue;

/// <summary>Stands in for measuring: waits as told, and counts.</summary>
/// <param name="sample">Makes the evaluations.</param>
/// <param name="wait">Done instead of measuring.</param>
internal sealed class FakeMeasurer(QueueSample sample, Action<QueuedTask, CancellationToken> wait) : ITaskMeasurer
{
    /// <summary>How often each computation was measured to its end.</summary>
    public ConcurrentDictionary<string, int> Measured { get; } = new();

    /// <summary>Threads that each measurement had, in the order of beginning.</summary>
    public ConcurrentQueue<int> Threads { get; } = new();

    public NewEvaluation Measure(QueuedTask task, int threads, CancellationToken token)
    {
        Threads.Enqueue(threads);
        wait(task, token);
        token.ThrowIfCancellationRequested();
        Measured.AddOrUpdate(task.Computation, 1, (_, count) => count + 1);
        return sample.Evaluation(task) with { Threads = threads };
    }

    public void Dispose()
    {
    }
}
