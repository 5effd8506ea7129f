using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>A saved proposal with its score.</summary>
/// <param name="Number">Number of the proposal.</param>
/// <param name="Score">The score; its <see cref="ArchitectureScore.Architecture"/> is the architecture as the space prints it.</param>
public sealed record ObservedState(int Number, ArchitectureScore Score);
