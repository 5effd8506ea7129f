using Tegula.Compute.Graphs;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Kernels;

/// <summary>Every operation on every vector width against its scalar twin: output, gradients summed and per sample, exact Jacobian.</summary>
public sealed class OperationTwinTests
{
    private const long MostProducts = 60_000;
    private static readonly int[] Batches = [1, 15, 16, 17, 31, 64];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    public static TheoryData<int> Channels => [.. Enumerable.Range(1, 13)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_convolutions_equal_their_twin(int seed)
    {
        var random = new RandomStream((ulong)seed, "convolution");
        while (true)
        {
            int groups = 1 + random.NextInt(3);
            bool isDepthwise = random.NextInt(4) == 0;
            int inputs = groups * (isDepthwise ? 1 : 1 + random.NextInt(13 / groups));
            int outputs = groups * (1 + random.NextInt(13 / groups));
            Extent kernel = new(1 + random.NextInt(5), 1 + random.NextInt(5));
            Extent stride = new(1 + random.NextInt(3), 1 + random.NextInt(3));
            Extent padding = new(random.NextInt(kernel.Y + 1), random.NextInt(kernel.X + 1));
            Extent dilation = new(1 + random.NextInt(3), 1 + random.NextInt(3));
            Extent size = new(Size(kernel.Y, padding.Y, dilation.Y), Size(kernel.X, padding.X, dilation.X));
            int batch = Batches[seed % Batches.Length];
            var builder = new GraphBuilder(new TensorShape(inputs, size.Y, size.X));
            Graph graph = builder.Build(builder.Convolution(builder.Input, "conv", outputs, kernel, stride, padding, dilation, groups));
            if ((long)graph.ParameterLength * graph.Output.Shape.Pixels * batch > MostProducts) continue;
            TwinComparison.Check(graph, batch, (ulong)seed);
            return;
        }

        int Size(int kernel, int padding, int dilation) => Math.Max(1, (dilation * (kernel - 1)) + 1 - (2 * padding)) + random.NextInt(6);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Convolutions_of_every_channel_count_equal_their_twin(int channels)
    {
        var builder = new GraphBuilder(new TensorShape(channels, 3, 4));
        int value = builder.Convolution(builder.Input, "square", 14 - channels, Extent.Square(3), padding: Extent.Square(1));
        value = builder.Relu(value);
        value = builder.Convolution(value, "point", channels, Extent.Square(1));
        value = builder.Convolution(value, "depthwise", channels, new Extent(3, 2), padding: Extent.Square(1), groups: channels);
        TwinComparison.Check(builder.Build(value), Batches[channels % 4], (ulong)channels);
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 17)]
    [InlineData(3, 2, 3, 5, 16)]
    [InlineData(13, 1, 2, 7, 15)]
    [InlineData(2, 3, 1, 1, 64)]
    public void Linear_layers_equal_their_twin(int channels, int height, int width, int outputs, int batch)
    {
        var builder = new GraphBuilder(new TensorShape(channels, height, width));
        TwinComparison.Check(builder.Build(builder.Linear(builder.Input, "linear", outputs)), batch, 1);
    }

    [Theory]
    [InlineData(1, 1, 1, 31)]
    [InlineData(5, 3, 2, 1)]
    [InlineData(2, 1, 1, 64)]
    [InlineData(3, 5, 4, 15)]
    [InlineData(7, 2, 3, 16)]
    [InlineData(4, 3, 3, 17)]
    public void Batch_norms_equal_their_twin(int channels, int height, int width, int batch)
    {
        var builder = new GraphBuilder(new TensorShape(channels, height, width));
        TwinComparison.Check(builder.Build(builder.BatchNorm(builder.Input, "bn", 1e-3f)), batch, 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_pools_equal_their_twin(int seed)
    {
        var random = new RandomStream((ulong)seed, "pool");
        Extent kernel = new(1 + random.NextInt(5), 1 + random.NextInt(5));
        Extent padding = new(random.NextInt((kernel.Y / 2) + 1), random.NextInt((kernel.X / 2) + 1));
        Extent stride = new(1 + random.NextInt(3), 1 + random.NextInt(3));
        Extent size = new(kernel.Y - padding.Y + random.NextInt(5), kernel.X - padding.X + random.NextInt(5));
        var builder = new GraphBuilder(new TensorShape(1 + random.NextInt(4), size.Y, size.X));

        // A depthwise convolution first, so that the Jacobian has something to pass back to.
        int channels = builder.ShapeOf(builder.Input).Channels;
        int value = builder.Convolution(builder.Input, "conv", channels, Extent.Square(1), groups: channels);
        int pooled = seed % 2 == 0 ? builder.AveragePool(value, kernel, stride, padding) : builder.MaxPool(value, kernel, stride, padding);
        TwinComparison.Check(builder.Build(pooled), Batches[seed % 3 * 2], (ulong)seed);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    [InlineData(2, 2)]
    [InlineData(6, 1)]
    [InlineData(5, 7)]
    public void Average_pools_of_3_by_3_equal_their_twin_at_every_edge(int height, int width)
    {
        var builder = new GraphBuilder(new TensorShape(2, height, width));
        int value = builder.Convolution(builder.Input, "conv", 2, Extent.Square(1));
        int pooled = builder.AveragePool(value, Extent.Square(3), padding: Extent.Square(1));
        TwinComparison.Check(builder.Build(builder.Add(pooled, pooled, value)), 17, 3);
    }

    [Fact]
    public void Weightless_operations_equal_their_twin()
    {
        var builder = new GraphBuilder(new TensorShape(3, 3, 5));
        int value = builder.Convolution(builder.Input, "conv", 3, Extent.Square(1));
        int relu = builder.Relu(value);
        int scaled = builder.Scale(relu, -0.375f);
        int sum = builder.Add(value, scaled, relu, value, value);
        int joined = builder.Concat(sum, builder.Relu(sum), sum, builder.Input);
        TwinComparison.Check(builder.Build(joined), 31, 4);
    }

    [Theory]
    [InlineData(0, 1, 17)]
    [InlineData(1, 0, 31)]
    [InlineData(1, 1, 64)]
    [InlineData(3, 2, 1)]
    public void Crops_equal_their_twin(int rows, int columns, int batch)
    {
        var builder = new GraphBuilder(new TensorShape(3, 5, 4));
        int value = builder.Convolution(builder.Input, "conv", 3, Extent.Square(1));
        int cropped = builder.Crop(value, new Extent(rows, columns));
        TwinComparison.Check(builder.Build(cropped), batch, 6);
        int mixed = builder.Concat(
            builder.GlobalAveragePool(cropped),
            builder.GlobalAveragePool(builder.Relu(value)),
            builder.GlobalAveragePool(builder.Relu(cropped)));
        TwinComparison.Check(builder.Build(mixed), batch, 7);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(1, 17)]
    public void Flattened_values_equal_their_twin_also_beside_others(int height, int width)
    {
        var builder = new GraphBuilder(new TensorShape(2, height, width));
        int value = builder.Convolution(builder.Input, "conv", 3, Extent.Square(1));
        int joined = builder.Concat(builder.Flatten(value), builder.Flatten(builder.Relu(value)), builder.GlobalAveragePool(value));
        TwinComparison.Check(builder.Build(joined), 31, 8);
    }

    /// <summary>A 1x1 convolution with stride 2 whose windows begin at the second row and column: padded by one, and what saw only padding dropped.</summary>
    [Theory]
    [InlineData(4, 6)]
    [InlineData(3, 5)]
    public void A_strided_convolution_can_begin_at_the_second_row_and_column(int height, int width)
    {
        var builder = new GraphBuilder(new TensorShape(2, height, width));
        int padded = builder.Convolution(builder.Input, "conv", 2, Extent.Square(1), Extent.Square(2), Extent.Square(1));
        Graph graph = builder.Build(builder.Crop(padded, Extent.Square(1)));
        graph.Output.Shape.ShouldBe(new TensorShape(2, (height + 1) / 2, (width + 1) / 2));
        TwinComparison.Check(graph, 5, 9);
        var twin = new TwinNetwork(graph, 1, [1, 0, 0, 1], [.. Enumerable.Range(1, 2 * height * width).Select(value => (double)value)]);
        twin.Output.ForEach((c, y, x, n) => twin.Output[c, y, x, n].ShouldBe(
            (2 * y) + 1 < height && (2 * x) + 1 < width ? 1 + (((c * height) + (2 * y) + 1) * width) + (2 * x) + 1 : 0));
    }

    [Fact]
    public void The_input_itself_may_be_the_output()
    {
        var builder = new GraphBuilder(new TensorShape(2, 2, 3));
        TwinComparison.Check(builder.Build(builder.Input), 5, 5);
    }
}
