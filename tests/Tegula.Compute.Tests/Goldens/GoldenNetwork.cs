using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Goldens;

/// <summary>The networks of tests/goldens, built with the engine edge by edge as the benchmark's own code would.</summary>
internal static class GoldenNetwork
{
    public static Graph Build(GoldenCase golden)
    {
        int size = golden.Attributes.GetProperty("size").GetInt32();
        int channels = golden.Attributes.GetProperty("channels").GetInt32();
        string[][] nodes = [.. golden.Attributes.GetProperty("architecture").GetString()!.Split('+')
            .Select(node => node.Trim('|').Split('|').Select(edge => edge.Split('~')[0]).ToArray())];
        var builder = new GraphBuilder(new TensorShape(3, size, size));
        int value = builder.BatchNorm(Convolution(builder, builder.Input, "stem.conv", channels, 3), "stem.bn");
        for (int stage = 0; stage < 3; stage++)
        {
            if (stage > 0) value = Block(builder, value, $"block{stage - 1}", channels <<= 1);
            value = Cell(builder, value, $"cell{stage}", channels, nodes);
        }

        value = builder.GlobalAveragePool(builder.Relu(builder.BatchNorm(value, "last.bn")));
        return builder.Build(builder.Linear(value, "classifier", golden.Attributes.GetProperty("classes").GetInt32()));
    }

    public static float[] Parameters(Graph graph, GoldenCase golden) =>
        [.. graph.Parameters.SelectMany(parameter => golden["parameter/" + parameter.Name].Singles)];

    private static int Cell(GraphBuilder builder, int input, string name, int channels, string[][] nodes)
    {
        var values = new List<int?> { input };
        for (int to = 1; to <= nodes.Length; to++)
        {
            var terms = new List<int>();
            for (int from = 0; from < to; from++)
            {
                string operation = nodes[to - 1][from];
                if (operation == "none") continue;
                int source = values[from] ?? builder.Scale(input, 0f);
                terms.Add(operation switch
                {
                    "skip_connect" => source,
                    "avg_pool_3x3" => builder.AveragePool(source, Extent.Square(3), padding: Extent.Square(1)),
                    _ => ReluConvNorm(builder, source, $"{name}.edge{from}-{to}", channels, operation == "nor_conv_3x3" ? 3 : 1),
                });
            }

            values.Add(terms.Count == 0 ? null : builder.Add([.. terms]));
        }

        return values[^1] ?? builder.Scale(input, 0f);
    }

    private static int ReluConvNorm(GraphBuilder builder, int source, string name, int channels, int kernel) =>
        builder.BatchNorm(Convolution(builder, builder.Relu(source), name + ".conv", channels, kernel), name + ".bn");

    private static int Convolution(GraphBuilder builder, int source, string name, int channels, int kernel, int stride = 1) =>
        builder.Convolution(source, name, channels, Extent.Square(kernel), Extent.Square(stride), Extent.Square(kernel / 2));

    private static int Block(GraphBuilder builder, int input, string name, int channels)
    {
        int a = builder.BatchNorm(Convolution(builder, builder.Relu(input), name + ".conv_a", channels, 3, 2), name + ".bn_a");
        int b = builder.BatchNorm(Convolution(builder, builder.Relu(a), name + ".conv_b", channels, 3), name + ".bn_b");
        int shortcut = Convolution(builder, builder.AveragePool(input, Extent.Square(2), Extent.Square(2)), name + ".downsample", channels, 1);
        return builder.Add(shortcut, b);
    }
}
