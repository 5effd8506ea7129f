using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>One step of a search.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="Number">Number of the proposal.</param>
/// <param name="Architecture">What was proposed.</param>
/// <param name="Key">Key of its computation.</param>
/// <param name="Score">Its indicators.</param>
/// <param name="Cached">True when its computation had been scored before.</param>
public sealed record SearchTrial<TArchitecture>(int Number, TArchitecture Architecture, string Key, ArchitectureScore Score, bool Cached);
