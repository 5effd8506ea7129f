namespace Tegula.Architectures;

/// <summary>A cell pair that a published search found.</summary>
/// <param name="Id">Its name on the command line, such as <c>darts-v1</c>.</param>
/// <param name="Name">Its name in papers.</param>
/// <param name="Genotype">The cells.</param>
public sealed record PublishedCell(string Id, string Name, DartsGenotype Genotype);
