using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>A proposal together with the score that was told for it.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="Number">Number of the proposal.</param>
/// <param name="Architecture">The architecture proposed.</param>
/// <param name="Score">Its indicators; failed ones carry a status instead of a value.</param>
public sealed record Observation<TArchitecture>(int Number, TArchitecture Architecture, ArchitectureScore Score);
