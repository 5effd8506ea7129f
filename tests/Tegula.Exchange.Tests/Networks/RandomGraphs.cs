using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.Tests.Networks;

/// <summary>Graphs of random operations on random earlier values.</summary>
internal static class RandomGraphs
{
    private const int MostChannels = 40;

    /// <summary>A graph of a number of operations, of which the last need not read all others.</summary>
    public static Graph Of(ulong seed, int steps)
    {
        var random = new RandomStream(seed, "random graph");
        var graph = new GraphBuilder(new(Size(random, 4), Size(random, 9), Size(random, 9)));
        List<int> values = [graph.Input];
        for (int step = 0; step < steps; step++)
        {
            // Mostly the latest value, so that the graph becomes deep.
            int source = random.NextInt(3) == 0 ? values[random.NextInt(values.Count)] : values[^1];
            values.Add(Next(graph, random, values, source, $"layer{step}"));
        }

        return graph.Build(values[^1]);
    }

    private static int Next(GraphBuilder graph, RandomStream random, List<int> values, int source, string name)
    {
        TensorShape shape = graph.ShapeOf(source);
        int[] alike = [.. values.Where(value => graph.ShapeOf(value) == shape)];
        int[] aligned = [.. values.Where(value => graph.ShapeOf(value).Height == shape.Height && graph.ShapeOf(value).Width == shape.Width)];
        switch (random.NextInt(15))
        {
            case 0:
            case 1:
                (Extent kernel, Extent padding) = Window(random, shape);
                int groups = shape.Channels % 2 == 0 && random.NextInt(2) == 0 ? 2 : 1;
                return graph.Convolution(
                    source, name, groups * Size(random, 4), kernel, Strides(random), padding, groups: groups, hasBias: random.NextInt(2) == 0);
            case 2:
                var dilation = new Extent(Size(random, 3), Size(random, 3));
                return graph.Convolution(source, name, shape.Channels, new(3, 3), Strides(random), dilation, dilation, shape.Channels);
            case 3:
                return graph.Linear(source, name, Size(random, 9), random.NextInt(2) == 0);
            case 4:
                return graph.BatchNorm(source, name);
            case 5:
                return graph.Relu(source);
            case 6:
                return graph.Relu6(graph.Scale(source, 4));
            case 7:
                return graph.Elu(source);
            case 8:
            case 9:
                (Extent window, Extent sides) = Window(random, shape);
                return random.NextInt(2) == 0
                    ? graph.AveragePool(source, window, Strides(random), sides)
                    : graph.MaxPool(source, window, Strides(random), sides);
            case 10:
                return graph.Add([.. Enumerable.Range(0, Size(random, 4)).Select(_ => alike[random.NextInt(alike.Length)]), graph.Scale(source, 1.5f)]);
            case 11 when aligned.Sum(value => graph.ShapeOf(value).Channels) <= MostChannels:
                return graph.Concat([.. Enumerable.Range(0, Size(random, 3)).Select(_ => aligned[random.NextInt(aligned.Length)]), source]);
            case 12:
                return graph.Gather([.. Enumerable.Range(0, Size(random, 6)).Select(_ => aligned[random.NextInt(aligned.Length)])
                    .Select(value => (value, random.NextInt(graph.ShapeOf(value).Channels)))]);
            case 13 when shape.Length <= MostChannels:
                return random.NextInt(2) == 0 ? graph.Flatten(source) : graph.PadChannels(source, shape.Channels + Size(random, 3));
            default:
                return random.NextInt(2) == 0
                    ? graph.DropPath(source)
                    : graph.Crop(source, new(random.NextInt(shape.Height), random.NextInt(shape.Width)));
        }
    }

    private static int Size(RandomStream random, int largest) => 1 + random.NextInt(largest);

    private static Extent Strides(RandomStream random) => new(Size(random, 3), Size(random, 3));

    // A pool is padded by at most half of its window.
    private static (Extent Kernel, Extent Padding) Window(RandomStream random, TensorShape shape)
    {
        var kernel = new Extent(Size(random, Math.Min(shape.Height, 4)), Size(random, Math.Min(shape.Width, 4)));
        return (kernel, new(random.NextInt((kernel.Y / 2) + 1), random.NextInt((kernel.X / 2) + 1)));
    }
}
