namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study list</c>.</summary>
/// <param name="Store">The file or the server, without any password.</param>
/// <param name="Studies">All studies in the order of their making.</param>
/// <param name="Results">All recorded results.</param>
internal sealed record StudyListReport(string Store, IReadOnlyList<StudyJson> Studies, IReadOnlyList<RecordedResultJson> Results);
