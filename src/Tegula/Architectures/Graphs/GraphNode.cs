namespace Tegula.Architectures.Graphs;

/// <summary>A node of an <see cref="ArchitectureGraph"/>: a feature map.</summary>
/// <param name="Name">A short label, unique within the graph.</param>
/// <param name="Role">Input, intermediate or output.</param>
/// <param name="Merge">What happens to several incoming edges.</param>
/// <param name="Channels">Channels (neurons, in a dense network); 0 where the graph has no sizes.</param>
public sealed record GraphNode(string Name, NodeRole Role = NodeRole.Intermediate, NodeMerge Merge = NodeMerge.Sum, int Channels = 0);
