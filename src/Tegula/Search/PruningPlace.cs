namespace Tegula.Search;

/// <summary>Where a removal stood the last time it was scored.</summary>
/// <param name="Removal">Id of the removal.</param>
/// <param name="Place">Share of its round's removals that were better to make, equals counting half, in (0, 1).</param>
public sealed record PruningPlace(int Removal, double Place);
