using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>What a search chose.</summary>
/// <typeparam name="TArchitecture">The architecture's type.</typeparam>
/// <param name="Architecture">The architecture.</param>
/// <param name="Score">Its indicators.</param>
public sealed record SearchAnswer<TArchitecture>(TArchitecture Architecture, ArchitectureScore Score);
