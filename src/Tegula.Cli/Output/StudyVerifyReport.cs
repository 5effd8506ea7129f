namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study verify</c>.</summary>
/// <param name="Store">The file or the server, without any password.</param>
/// <param name="Ok">True when nothing is wrong.</param>
/// <param name="Evaluations">Evaluations checked.</param>
/// <param name="Studies">Studies checked.</param>
/// <param name="Results">Recorded results checked.</param>
/// <param name="Recomputed">Evaluations measured again; null when that was not asked for.</param>
/// <param name="Findings">What is wrong, one line each.</param>
internal sealed record StudyVerifyReport(string Store, bool Ok, long Evaluations, int Studies, int Results, int? Recomputed, IReadOnlyList<string> Findings);
