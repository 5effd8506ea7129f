using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx;

/// <summary>A skip connection of a network: an edge without weights that passes over at least one layer with weights.</summary>
/// <param name="Source">Name of the node it leaves.</param>
/// <param name="Target">Name of the node that it joins.</param>
/// <param name="Join">How it joins.</param>
/// <param name="Layers">Layers with weights on the deepest way into the target less those on the deepest way into the source, at least 1.</param>
/// <param name="Channels">Channels that it carries; 0 where they are not known.</param>
public sealed record OnnxSkip(string Source, string Target, SkipConnectionType Join, int Layers, int Channels);
