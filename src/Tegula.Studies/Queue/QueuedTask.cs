namespace Tegula.Studies.Queue;

/// <summary>An evaluation that a worker is to make.</summary>
/// <param name="Id">Number within the store.</param>
/// <param name="Study"><see cref="Studies.Study.Id"/> of the study that asks for it.</param>
/// <param name="Context"><see cref="StoredContext.Id"/> of the way to measure.</param>
/// <param name="Computation">Canonical form.</param>
/// <param name="Architecture">What to measure, as the space prints it.</param>
/// <param name="Indicators">Ids of what to measure.</param>
/// <param name="Tries">How often a worker has begun it, this time included.</param>
public sealed record QueuedTask(long Id, long Study, long Context, string Computation, string Architecture, IReadOnlyList<string> Indicators, int Tries);
