using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Drawing;

/// <summary>A graph of a <see cref="CaseSheet"/> with the numbers below it.</summary>
/// <param name="Graph">Any architecture's graph.</param>
/// <param name="Caption">A short line above it.</param>
/// <param name="Values">The numbers.</param>
public sealed record CaseTile(ArchitectureGraph Graph, string Caption, ImmutableArray<CaseValue> Values);
