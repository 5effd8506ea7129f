using Tegula.Studies;

namespace Tegula.Cli.Output;

/// <summary>One evaluation with its origin.</summary>
/// <param name="Id">Number within its store.</param>
/// <param name="Architecture">The architecture that was measured.</param>
/// <param name="Canonical">Canonical form: architectures with the same share the score.</param>
/// <param name="Indicators">Its indicators.</param>
/// <param name="Seconds">Wall time of the measurement.</param>
/// <param name="Threads">Threads that it had.</param>
/// <param name="Started">When it began (UTC).</param>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Version">Version of the library.</param>
/// <param name="Error">Why it could not be measured; null where it was.</param>
/// <param name="Sha256">SHA-256 over what it says.</param>
internal sealed record EvaluationJson(
    long Id,
    string Architecture,
    string Canonical,
    Dictionary<string, IndicatorJson> Indicators,
    double Seconds,
    int Threads,
    DateTimeOffset Started,
    string Machine,
    string Version,
    string? Error,
    string Sha256)
{
    /// <summary>An evaluation of a store.</summary>
    public static EvaluationJson Of(StoredEvaluation evaluation) => new(
        evaluation.Id,
        evaluation.Architecture,
        evaluation.Computation,
        IndicatorJson.Of(evaluation.Indicators),
        evaluation.Seconds,
        evaluation.Threads,
        evaluation.Started,
        evaluation.Machine,
        evaluation.Version,
        evaluation.Error,
        evaluation.Sha256);
}
