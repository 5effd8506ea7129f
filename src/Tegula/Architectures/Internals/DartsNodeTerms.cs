using System.Collections.Immutable;

namespace Tegula.Architectures.Internals;

/// <summary>What an intermediate node is, as far as its place in a canonical order is concerned.</summary>
/// <param name="Mark">Tells kinds of nodes apart: smaller ones come first.</param>
/// <param name="Terms">The nodes that it reads, each with a number that says how.</param>
internal readonly record struct DartsNodeTerms(long Mark, ImmutableArray<(int Source, long Label)> Terms);
