namespace Tegula.Architectures.Graphs;

/// <summary>An edge of an <see cref="ArchitectureGraph"/>.</summary>
/// <param name="Source">Index of the node it reads.</param>
/// <param name="Target">Index of the node it feeds, larger than <paramref name="Source"/>.</param>
/// <param name="Operation">What it does on the way.</param>
/// <param name="Channels">Channels of the source that it reads; 0 where the graph has no sizes. Fewer than the source has where a random part is drawn.</param>
public sealed record GraphEdge(int Source, int Target, EdgeOperation Operation, int Channels = 0);
