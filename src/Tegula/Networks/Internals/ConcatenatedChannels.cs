using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>Concatenation links between the layers of one cell.</summary>
internal static class ConcatenatedChannels
{
    /// <summary>The channels of the last layer so far, followed by drawn ones of earlier layers; without any, the last layer as it is.</summary>
    /// <param name="graph">Where it goes.</param>
    /// <param name="layers">The layers so far, at least one.</param>
    /// <param name="width">Channels of each.</param>
    /// <param name="drawn">k stands for channel k mod width of layer k / width.</param>
    public static int Joined(this GraphBuilder graph, List<int> layers, int width, ImmutableArray<int> drawn) => drawn.IsEmpty
        ? layers[^1]
        : graph.Gather([
            .. Enumerable.Range(0, width).Select(channel => (layers[^1], channel)),
            .. drawn.Select(channel => (layers[channel / width], channel % width)),
        ]);
}
