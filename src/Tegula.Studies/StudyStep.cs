namespace Tegula.Studies;

/// <summary>One step of a study: which architecture was asked for, and which evaluation answered.</summary>
/// <param name="Number">0, 1, 2 ... in the order of asking.</param>
/// <param name="Architecture">As the space prints it.</param>
/// <param name="Evaluation"><see cref="StoredEvaluation.Id"/> of the evaluation that answered.</param>
/// <param name="IsCached">True when the study had asked for the same computation before.</param>
/// <param name="Spread">Policy entropy or population diversity after the step; null for a method without.</param>
/// <param name="TurnedAway">Architectures that filter and budget had turned away by then.</param>
/// <param name="Time">When it was told (UTC).</param>
public sealed record StudyStep(int Number, string Architecture, long Evaluation, bool IsCached, double? Spread, long TurnedAway, DateTimeOffset Time);
