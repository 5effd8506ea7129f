using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Kernels;

/// <summary>Minimal filtering against plain loops: every size, padding and edge, every vector width.</summary>
public sealed unsafe class WinogradTests
{
    private static readonly int[] Batches = [1, 16, 17, 64];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_equal_their_twin_on_every_width(int seed)
    {
        (Graph graph, int batch) = RandomGraph(seed);
        var values = RandomValues.For(graph, batch, (ulong)seed);
        (float[] gradient, float[] input) = SameOnEveryWidth(graph, batch, values);
        (double[] expected, double[] expectedInput) = Twin(graph, batch, values);
        gradient.ShouldBeNear(expected, 1e-5, "gradient");
        input.ShouldBeNear(expectedInput, 1e-5, "input gradient");
    }

    /// <summary>Sums, differences, halves and quarters of small whole numbers are exact, so that the plain sums have to come out to the last bit.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_of_whole_numbers_are_exact(int seed)
    {
        (Graph graph, int batch) = RandomGraph(seed);
        var random = new RandomStream((ulong)seed, "whole numbers");
        RandomValues drawn = RandomValues.For(graph, batch, 0);
        float[] Whole(float[] like) => [.. like.Select(_ => (float)(random.NextInt(7) - 3))];
        var values = new RandomValues(Whole(drawn.Parameters), Whole(drawn.Images), Whole(drawn.Cotangent));
        (float[] gradient, float[] input) = SameOnEveryWidth(graph, batch, values);
        (double[] expected, double[] expectedInput) = Twin(graph, batch, values);
        gradient.ToDoubles().ShouldBe(expected);
        input.ToDoubles().ShouldBe(expectedInput);
    }

    [Fact]
    public void Gradients_of_samples_apart_are_not_filtered()
    {
        (Graph graph, int batch) = RandomGraph(3);
        var values = RandomValues.For(graph, batch, 3);
        using var engine = new EngineRun(graph, batch, 8, values.Parameters, values.Images);
        float[][] plain = engine.GradientPerSample(values.Cotangent, NormGradient.FrozenStatistics);
        float[][] asked = engine.GradientPerSample(values.Cotangent, NormGradient.FrozenStatistics, usesWinograd: true);
        for (int sample = 0; sample < batch; sample++) asked[sample].ShouldHaveTheBitsOf(plain[sample], $"sample {sample}");
    }

    [Theory]
    [InlineData(8, 8, 3, 1, 1, 1, true)]
    [InlineData(7, 8, 3, 1, 1, 1, false)]
    [InlineData(8, 7, 3, 1, 1, 1, false)]
    [InlineData(8, 8, 1, 1, 1, 1, false)]
    [InlineData(8, 8, 3, 2, 1, 1, false)]
    [InlineData(8, 8, 3, 1, 2, 1, false)]
    [InlineData(16, 16, 3, 1, 1, 2, false)]
    public void Only_windows_of_3_by_3_with_stride_1_and_enough_channels_are_filtered(
        int inputs, int outputs, int kernel, int stride, int dilation, int groups, bool isFiltered)
    {
        var builder = new GraphBuilder(new TensorShape(inputs, 6, 6));
        int value = builder.Convolution(
            builder.Input, "conv", outputs, Extent.Square(kernel), Extent.Square(stride), Extent.Square(1), Extent.Square(dilation), groups);
        Graph graph = builder.Build(value);
        var forward = ForwardPlan.Compile(graph, 2, keepsActivations: true);
        GradientPlan.Compile(forward, _ => true, usesWinograd: true).UsesWinograd(graph.Output).ShouldBe(isFiltered);
        GradientPlan.Compile(forward, _ => true).UsesWinograd(graph.Output).ShouldBeFalse();
    }

    [Fact]
    public void Lanes_are_folded_in_halves()
    {
        const int Count = 5;
        float[] lanes = RandomValues.Gaussian(1, "lanes", 0, Count * LaneKernels.LaneMultiple);
        var totals = new float[Count];
        fixed (float* from = lanes)
        {
            fixed (float* to = totals) LaneKernels.FoldLanes(from, Count, to);
        }

        float[] expected = [.. Enumerable.Range(0, Count).Select(i => Fold(lanes.AsSpan(i * LaneKernels.LaneMultiple, LaneKernels.LaneMultiple)))];
        totals.ShouldHaveTheBitsOf(expected, "totals");
    }

    private static float Fold(ReadOnlySpan<float> lanes)
    {
        float[] left = lanes.ToArray();
        for (int half = left.Length / 2; half > 0; half /= 2)
        {
            for (int n = 0; n < half; n++) left[n] += left[n + half];
        }

        return left[0];
    }

    // Two readers of the input, so that its gradient is written once and added to once.
    private static (Graph Graph, int Batch) RandomGraph(int seed)
    {
        var random = new RandomStream((ulong)seed, "winograd");
        Extent padding = new(random.NextInt(3), random.NextInt(3));
        Extent size = new(Math.Max(1, 3 - (2 * padding.Y)) + random.NextInt(6), Math.Max(1, 3 - (2 * padding.X)) + random.NextInt(6));
        var builder = new GraphBuilder(new TensorShape(8 + random.NextInt(6), size.Y, size.X));
        int first = builder.Convolution(builder.Input, "first", 8 + random.NextInt(6), Extent.Square(3), padding: padding);
        int second = builder.Convolution(builder.Input, "second", 8 + random.NextInt(6), Extent.Square(3), padding: padding);
        return (builder.Build(builder.Concat(first, second)), Batches[seed % Batches.Length]);
    }

    private static (float[] Parameters, float[] Input) SameOnEveryWidth(Graph graph, int batch, RandomValues values)
    {
        (float[] Parameters, float[] Input)? plain = null;
        foreach (int width in EngineRun.Widths.Reverse())
        {
            using var engine = new EngineRun(graph, batch, width, values.Parameters, values.Images);
            (float[] Parameters, float[] Input) result = engine.Gradient(values.Cotangent, NormGradient.BatchStatistics, usesWinograd: true);
            plain ??= result;
            result.Parameters.ShouldHaveTheBitsOf(plain.Value.Parameters, $"gradient with {width} lanes");
            result.Input.ShouldHaveTheBitsOf(plain.Value.Input, $"input gradient with {width} lanes");
        }

        return plain!.Value;
    }

    private static (double[] Parameters, double[] Input) Twin(Graph graph, int batch, RandomValues values) =>
        new TwinNetwork(graph, batch, values.Parameters.ToDoubles(), values.Images.ToDoubles())
            .Gradient(values.Cotangent.ToDoubles(), NormGradient.BatchStatistics);
}
