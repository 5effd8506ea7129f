using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// An average pool to a given number of rows and columns from any other: row i is the mean of rows floor(i n / p) to ceil((i + 1) n / p) - 1 of n, so that
/// windows overlap where p does not divide n, and rows repeat where there are too few.
/// </summary>
internal static class AdaptivePool
{
    /// <summary>Adds it; each pooled pixel is a channel of its own, in the order (channel, row, column), unless the source fits as it is.</summary>
    /// <param name="graph">Where it goes.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="size">p, rows and columns of the result.</param>
    public static int Append(GraphBuilder graph, int source, int size)
    {
        TensorShape shape = graph.ShapeOf(source);
        if (shape.Height == size && shape.Width == size) return source;
        ImmutableArray<(int Start, int Length)> rows = Windows(shape.Height, size), columns = Windows(shape.Width, size);

        // The means over all windows of one size are one pool with stride 1.
        var means = new Dictionary<(int Height, int Width), (int Node, TensorShape Shape)>();
        foreach ((int height, int width) in rows.SelectMany(row => columns.Select(column => (row.Length, column.Length))).Distinct())
        {
            int pool = height * width == 1 ? source : graph.AveragePool(source, new Extent(height, width));
            means.Add((height, width), (graph.Flatten(pool), graph.ShapeOf(pool)));
        }

        var places = ImmutableArray.CreateBuilder<(int Source, int Channel)>(shape.Channels * size * size);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            foreach ((int top, int height) in rows)
            {
                foreach ((int left, int width) in columns)
                {
                    (int node, TensorShape pooled) = means[(height, width)];
                    places.Add((node, (((channel * pooled.Height) + top) * pooled.Width) + left));
                }
            }
        }

        return graph.Gather(places.MoveToImmutable().AsSpan());
    }

    private static ImmutableArray<(int Start, int Length)> Windows(int from, int to) =>
        [.. Enumerable.Range(0, to).Select(i => (Start: i * from / to, Length: ((((i + 1) * from) + to - 1) / to) - (i * from / to)))];
}
