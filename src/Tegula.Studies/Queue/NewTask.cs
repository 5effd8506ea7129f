namespace Tegula.Studies.Queue;

/// <summary>An evaluation to be put into the queue.</summary>
/// <param name="Study"><see cref="Studies.Study.Id"/> of the study that asks for it.</param>
/// <param name="Context"><see cref="StoredContext.Id"/> of the way to measure.</param>
/// <param name="Computation">Canonical form.</param>
/// <param name="Architecture">What to measure, as the space prints it.</param>
/// <param name="Indicators">Ids of what to measure.</param>
public sealed record NewTask(long Study, long Context, string Computation, string Architecture, IReadOnlyList<string> Indicators);
