namespace Tegula.Studies.Queue;

/// <summary>Turns a task into its evaluation; safe to use from several threads.</summary>
internal interface ITaskMeasurer : IDisposable
{
    /// <summary>Measures.</summary>
    /// <param name="task">What to measure.</param>
    /// <param name="threads">Threads to measure with.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="TaskRefusedException">This process cannot do it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    NewEvaluation Measure(QueuedTask task, int threads, CancellationToken token);
}
