namespace Tegula.Search;

/// <summary>A saved proposal without a score.</summary>
/// <param name="Number">Number of the proposal.</param>
/// <param name="Architecture">The architecture as the space prints it.</param>
public sealed record PendingState(int Number, string Architecture);
