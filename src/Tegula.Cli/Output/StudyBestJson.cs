namespace Tegula.Cli.Output;

/// <summary>The best evaluation of a study by one indicator.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Value">Its value.</param>
/// <param name="Sd">Its standard deviation over the repeats.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Evaluation">Number of the evaluation within the store.</param>
internal sealed record StudyBestJson(string Indicator, double Value, double? Sd, string Architecture, long Evaluation);
