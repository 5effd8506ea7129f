using System.Collections.Immutable;

namespace Tegula.Architectures.Custom;

/// <summary>An edge of the cells of an own space.</summary>
/// <param name="Source">The node that it reads.</param>
/// <param name="Target">The node that it feeds, larger than <paramref name="Source"/>.</param>
/// <param name="Operations">Names of the operations that it can carry, at least one; default (no array at all) for all of the space.</param>
public sealed record CustomEdge(int Source, int Target, ImmutableArray<string> Operations = default);
