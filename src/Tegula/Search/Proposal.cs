namespace Tegula.Search;

/// <summary>An architecture that a method asks to have scored.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="Number">0, 1, 2 ... in the order of asking; names the proposal when its score is told.</param>
/// <param name="Architecture">What to score.</param>
public sealed record Proposal<TArchitecture>(int Number, TArchitecture Architecture);
