using Tegula.Architectures.Graphs;

namespace Tegula.Drawing;

/// <summary>A graph of a <see cref="GraphSheet"/>.</summary>
/// <param name="Graph">Any architecture's graph.</param>
/// <param name="Caption">A short line above it.</param>
/// <param name="Note">A second, quiet line; empty for none.</param>
public sealed record CaptionedGraph(ArchitectureGraph Graph, string Caption, string Note = "");
