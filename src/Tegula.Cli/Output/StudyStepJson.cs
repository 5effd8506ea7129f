using Tegula.Studies;

namespace Tegula.Cli.Output;

/// <summary>One step of a study.</summary>
/// <param name="Step">0, 1, 2 ... in the order of asking.</param>
/// <param name="Architecture">What was asked for.</param>
/// <param name="Evaluation">Number of the evaluation that answered.</param>
/// <param name="Known">True when the study had asked for the same computation before.</param>
/// <param name="Spread">Policy entropy or population diversity after the step; null without.</param>
/// <param name="Time">When it was told (UTC).</param>
/// <param name="Indicators">What the evaluation says.</param>
internal sealed record StudyStepJson(
    int Step, string Architecture, long Evaluation, bool Known, double? Spread, DateTimeOffset Time, Dictionary<string, IndicatorJson> Indicators)
{
    /// <summary>A step of a store.</summary>
    /// <param name="step">The step.</param>
    /// <param name="evaluation">What answered it; null where that is not known.</param>
    public static StudyStepJson Of(StudyStep step, StoredEvaluation? evaluation) => new(
        step.Number,
        step.Architecture,
        step.Evaluation,
        step.IsCached,
        step.Spread,
        step.Time,
        evaluation is null ? [] : IndicatorJson.Of(evaluation.Indicators));
}
