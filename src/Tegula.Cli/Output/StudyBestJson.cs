using Tegula.Studies;

namespace Tegula.Cli.Output;

/// <summary>The best evaluation of a study by one indicator.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Value">Its value.</param>
/// <param name="Sd">Its standard deviation over the repeats.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Evaluation">Number of the evaluation within the store.</param>
internal sealed record StudyBestJson(string Indicator, double Value, double? Sd, string Architecture, long Evaluation)
{
    /// <summary>The evaluation of a store that is best.</summary>
    /// <param name="indicator">Id of the indicator, which has a value there.</param>
    /// <param name="evaluation">The evaluation.</param>
    public static StudyBestJson Of(string indicator, StoredEvaluation evaluation)
    {
        var value = evaluation.Indicators[indicator];
        return new(indicator, value.Value!.Value, value.Sd, evaluation.Architecture, evaluation.Id);
    }
}
