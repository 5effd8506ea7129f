using Tegula.Indicators;

namespace Tegula.Studies;

/// <summary>A step of a study with what was measured.</summary>
/// <param name="Step">The step.</param>
/// <param name="Evaluation">The evaluation that answered; steps that are read together share it where it is the same one.</param>
public sealed record ScoredStep(StudyStep Step, StepEvaluation Evaluation);

/// <summary>What most readers want of an evaluation.</summary>
/// <param name="Id"><see cref="StoredEvaluation.Id"/>.</param>
/// <param name="Computation">Canonical form.</param>
/// <param name="Indicators">Indicator id to its value, in the order requested; empty where <paramref name="Error"/> says why.</param>
/// <param name="Seconds">Wall time of the measurement in seconds.</param>
/// <param name="Error">Why it could not be measured at all, in one line; null where it was.</param>
public sealed record StepEvaluation(long Id, string Computation, IReadOnlyDictionary<string, IndicatorValue> Indicators, double Seconds, string? Error)
{
    /// <summary>Whether every indicator was measured.</summary>
    public bool IsMeasured => Error is null && Indicators.Values.All(value => value.IsOk);
}
