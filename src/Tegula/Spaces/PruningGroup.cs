using System.Collections.Immutable;

namespace Tegula.Spaces;

/// <summary>Parts of a supernet that stand against each other: the operations of an edge, or the edges of a node.</summary>
/// <param name="Removals">
/// Ids of what can be removed, more than <paramref name="Take"/>; an id means the same part in every supernet of the space, and stands in one group only.
/// </param>
/// <param name="Take">How many of them a round of pruning removes, at least 1.</param>
public sealed record PruningGroup(ImmutableArray<int> Removals, int Take);
