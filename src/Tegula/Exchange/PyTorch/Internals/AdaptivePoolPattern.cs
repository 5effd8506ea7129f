using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Finds the adaptive average pools of a graph, which has them as pools whose pixels are gathered.</summary>
internal static class AdaptivePoolPattern
{
    /// <summary>Whether a node is the end of one.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="node">Any node.</param>
    /// <param name="source">What the pool reads.</param>
    /// <param name="size">Rows and columns that it leaves.</param>
    public static bool TryMatch(Graph graph, Node node, [NotNullWhen(true)] out Node? source, out int size)
    {
        source = null;
        size = 0;
        if (node.Operation is not GatherOperation gather) return false;
        (Node Source, Extent Window)[] means = [.. node.Inputs.Select(input => MeanOf(graph, graph.Nodes[input]))];
        Node start = means[0].Source;
        if (means.Any(mean => mean.Source != start) || node.Shape.Channels % start.Shape.Channels != 0) return false;
        int pixels = node.Shape.Channels / start.Shape.Channels;
        size = (int)Math.Round(Math.Sqrt(pixels));
        if (size * size != pixels || pixels == 1) return false;
        for (int place = 0; place < gather.Channels.Length; place++)
        {
            (int channel, int pixel) = (place / pixels, place % pixels);
            (int top, int bottom) = Window(pixel / size, start.Shape.Height, size);
            (int left, int right) = Window(pixel % size, start.Shape.Width, size);
            (int input, int gathered) = gather.Channels[place];
            Extent window = means[input].Window;
            int rows = start.Shape.Height - window.Y + 1, columns = start.Shape.Width - window.X + 1;
            if (window != new Extent(bottom - top, right - left) || gathered != (((channel * rows) + top) * columns) + left) return false;
        }

        source = start;
        return true;
    }

    // What is averaged in windows at every place, and flattened: a window of one pixel is no pool, one pixel in all needs no flattening.
    private static (Node Source, Extent Window) MeanOf(Graph graph, Node node)
    {
        Node pooled = node.Operation is FlattenOperation ? graph.Nodes[node.Inputs[0]] : node;
        return pooled.Operation is AveragePoolOperation { Geometry: { } geometry }
            && geometry.Stride == Extent.Square(1) && geometry.Padding == Extent.Square(0) && (node != pooled || pooled.Shape.Pixels == 1)
            ? (graph.Nodes[pooled.Inputs[0]], geometry.Kernel)
            : (pooled, Extent.Square(1));
    }

    private static (int Start, int End) Window(int index, int from, int to) => (index * from / to, (((index + 1) * from) + to - 1) / to);
}
