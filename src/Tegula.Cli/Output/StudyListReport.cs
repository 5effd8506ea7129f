namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study list</c>.</summary>
/// <param name="Store">The file or the server, without any password.</param>
/// <param name="Studies">All studies in the order of their making.</param>
/// <param name="Results">Recorded results, those of the parts of experiments left out.</param>
/// <param name="Parts">Recorded results of the parts of experiments.</param>
internal sealed record StudyListReport(string Store, IReadOnlyList<StudyJson> Studies, IReadOnlyList<RecordedResultJson> Results, int Parts);
