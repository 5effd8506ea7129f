namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study delete</c>.</summary>
/// <param name="Kind"><c>study</c> or <c>result</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Steps deleted.</param>
/// <param name="Evaluations">Evaluations deleted: those that no other study used.</param>
internal sealed record StudyDeleteReport(string Kind, string Name, int Steps, int Evaluations);
