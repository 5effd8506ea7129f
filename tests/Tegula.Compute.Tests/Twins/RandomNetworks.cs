using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Twins;

/// <summary>Small random graphs in which every operation stands next to every other, the same for the same seed.</summary>
internal static class RandomNetworks
{
    /// <summary>
    /// A network and values for it in which single precision can tell what happens: no ReLU close to its kink, no batch norm of a nearly constant channel.
    /// </summary>
    public static (Graph Graph, RandomValues Values) Build(int seed, int batch)
    {
        for (ulong attempt = 0; ; attempt++)
        {
            Graph graph = Build(new RandomStream((ulong)seed, "network", attempt));
            var values = RandomValues.For(graph, batch, ((ulong)seed * 1000) + attempt);
            var twin = new TwinNetwork(graph, batch, values.Parameters.ToDoubles(), values.Images.ToDoubles());
            if (twin.Margin > 2e-5 && twin.SmallestDeviation > 0.1) return (graph, values);
        }
    }

    private static Graph Build(RandomStream random)
    {
        var builder = new GraphBuilder(new TensorShape(1 + random.NextInt(3), 4 + random.NextInt(4), 4 + random.NextInt(4)));
        List<int> values = [builder.Convolution(builder.Input, "stem", 2 + random.NextInt(4), Extent.Square(3), padding: Extent.Square(1))];
        var unread = new HashSet<int>(values);
        int operations = 6 + random.NextInt(6);
        for (int i = 0; i < operations; i++)
        {
            int source = values[Math.Max(0, values.Count - 1 - (random.NextInt(3) * random.NextInt(3)))];
            (int value, int[] read) = Step(builder, random, values, source, i);
            unread.ExceptWith(read);
            if (values.Contains(value)) continue;
            values.Add(value);
            unread.Add(value);
        }

        int classes = 1 + random.NextInt(3);
        int[] heads = [.. unread.Order().Select((value, i) => Head(builder, random, value, i, classes))];
        return builder.Build(builder.Add(heads));
    }

    private static (int Value, int[] Read) Step(GraphBuilder builder, RandomStream random, List<int> values, int source, int i)
    {
        TensorShape shape = builder.ShapeOf(source);
        Extent one = Extent.Square(1);
        Extent three = Extent.Square(3);
        switch (random.NextInt(15))
        {
            case 0 or 1:
                return (Convolution(builder, random, source, $"op{i}"), [source]);
            case 2 or 3:
                return (Convolution(builder, random, builder.Relu(source), $"op{i}"), [source]);
            case 4 or 5:
                return (builder.BatchNorm(source, $"op{i}"), [source]);
            case 6:
                return (builder.BatchNorm(Convolution(builder, random, builder.Relu(source), $"op{i}.conv"), $"op{i}.bn"), [source]);
            case 7:
                return (builder.Relu(source), [source]);
            case 8:
                return (builder.AveragePool(source, three, random.NextInt(2) == 0 ? one : new Extent(2, 1), one), [source]);
            case 9:
                var window = new Extent(Math.Min(2, shape.Height), Math.Min(3, shape.Width));
                return (builder.MaxPool(source, window, one, new Extent(0, shape.Width >= 3 ? 1 : 0)), [source]);
            case 10:
                int[] joined = [source, .. values.Where(value => builder.ShapeOf(value) with { Channels = shape.Channels } == shape).Take(2)];
                return shape.Channels > 6 ? (source, []) : (builder.Concat(joined), joined);
            case 11:
                int[] terms = [source, .. values.Where(value => builder.ShapeOf(value) == shape).Take(2), source];
                return (builder.Add(terms), terms);
            case 12:
                return (builder.Crop(source, new Extent(random.NextInt(Math.Min(3, shape.Height)), random.NextInt(Math.Min(3, shape.Width)))), [source]);
            case 13:
                return shape.Length > 20 ? (source, []) : (builder.Flatten(source), [source]);
            default:
                return (builder.Scale(source, -0.75f), [source]);
        }
    }

    private static int Convolution(GraphBuilder builder, RandomStream random, int source, string name)
    {
        TensorShape shape = builder.ShapeOf(source);
        int groups = random.NextInt(3) switch { 0 => shape.Channels, 1 when shape.Channels % 2 == 0 => 2, _ => 1 };
        int outputs = groups == 1 ? 1 + random.NextInt(5) : groups;
        var kernel = new Extent(1 + random.NextInt(3), 1 + random.NextInt(3));
        var dilation = new Extent(1 + random.NextInt(2), 1 + random.NextInt(2));
        var padding = new Extent((((dilation.Y * (kernel.Y - 1)) + 1) / 2) + random.NextInt(2), (dilation.X * kernel.X) - 1);
        return builder.Convolution(source, name, outputs, kernel, new Extent(1 + random.NextInt(2), 1 + random.NextInt(2)), padding, dilation, groups);
    }

    // One vector of classes from any value: over all positions or over their mean, with or without a batch norm.
    private static int Head(GraphBuilder builder, RandomStream random, int value, int i, int classes)
    {
        int hidden = random.NextInt(3) switch
        {
            0 => builder.GlobalAveragePool(value),
            1 => builder.GlobalAveragePool(builder.Relu(builder.BatchNorm(value, $"last{i}"))),
            _ => builder.Relu(builder.BatchNorm(builder.Linear(value, $"hidden{i}", 3), $"last{i}")),
        };
        return builder.Linear(hidden, $"classifier{i}", classes);
    }
}
