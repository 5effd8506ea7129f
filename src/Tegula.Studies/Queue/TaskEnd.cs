namespace Tegula.Studies.Queue;

/// <summary>What became of a task that a study waits for.</summary>
/// <param name="Id">Number of the task.</param>
/// <param name="Evaluation">The evaluation; null where the task failed for good.</param>
/// <param name="Error">Why it failed for good, in one line; null where it did not.</param>
public sealed record TaskEnd(long Id, StoredEvaluation? Evaluation, string? Error);
