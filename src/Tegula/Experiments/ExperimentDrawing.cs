namespace Tegula.Experiments;

/// <summary>A picture of an experiment.</summary>
/// <param name="Name">What it shows, for file names: lower case, hyphens.</param>
/// <param name="Svg">The picture.</param>
public sealed record ExperimentDrawing(string Name, string Svg);
