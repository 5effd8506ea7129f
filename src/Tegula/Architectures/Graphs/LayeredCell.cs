using System.Collections.Immutable;

namespace Tegula.Architectures.Graphs;

/// <summary>
/// A chain of layers inside a graph, with skip connections between layers that are not neighbours: what cell density and NN-Mass are about.
/// Source: 001_20c8c2cd2fe38226.txt, Sec. 3.1 and Fig. 2.
/// </summary>
/// <param name="Layers">
/// Nodes of layers 0, 1, ... in order. With <see cref="SkipConnectionType.Addition"/>, layer 0 is the input of the block and the last one its output.
/// </param>
/// <param name="Joints">
/// For each layer, the node where its skip connections arrive: the concatenation in front of it, or, with addition, the layer's own node. The
/// layer's own node also where none can arrive.
/// </param>
/// <param name="SkipConnections">How they join.</param>
public sealed record LayeredCell(ImmutableArray<int> Layers, ImmutableArray<int> Joints, SkipConnectionType SkipConnections);
