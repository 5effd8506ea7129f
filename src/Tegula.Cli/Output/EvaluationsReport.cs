namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study show --evaluations</c>.</summary>
/// <param name="Study">Name of the study; null for all of the store.</param>
/// <param name="Total">Evaluations that pass the conditions.</param>
/// <param name="Offset">How many of those were left out at the beginning.</param>
/// <param name="Evaluations">The others, in the order asked for, as many as asked for.</param>
internal sealed record EvaluationsReport(string? Study, long Total, int Offset, IReadOnlyList<EvaluationJson> Evaluations);
