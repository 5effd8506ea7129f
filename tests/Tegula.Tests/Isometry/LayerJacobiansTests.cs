using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;
using Tegula.Isometry;
using Tegula.Isometry.Internals;
using Tegula.Tests.Isometry.Internals;

namespace Tegula.Tests.Isometry;

public sealed class LayerJacobiansTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Layers_of_a_linear_network_have_the_singular_values_of_their_matrices()
    {
        var builder = new GraphBuilder(new TensorShape(9, 1, 1));
        Graph graph = builder.Build(builder.Linear(builder.Linear(builder.Input, "first", 5), "second", 7));
        float[] parameters = Random(graph, 1);

        NetworkIsometry found = LayerJacobians.Measure(graph, parameters, Images(graph, 4), 4, new(), token: Token);

        found.Layers.Select(layer => (layer.Layer, layer.Outputs, layer.Inputs)).ShouldBe([("first.weight", 5, 9), ("second.weight", 7, 5)]);
        foreach ((LayerIsometry layer, Parameter weight) in found.Layers.Zip(graph.Parameters.Where(parameter => parameter.IsWeight)))
        {
            Matrix<double> matrix = Matrix<double>.Build.Dense(layer.Outputs, layer.Inputs, (i, j) => parameters[weight.Offset + (i * layer.Inputs) + j]);
            double[] values = [.. matrix.Svd(false).S];
            layer.MeanSingularValue.ShouldBe(values.Average(), 1e-13);
            layer.Greatest.ShouldBe(values.Max(), 1e-13);
            layer.Least.ShouldBe(values.Min(), 1e-13);
            layer.MeanSquare.ShouldBe(values.Average(value => value * value), 1e-12);
            layer.MeanDeviation.ShouldBe(values.Average(value => Math.Abs(value - 1)), 1e-13);
        }

        found.MeanSingularValue.ShouldBe(found.Layers.Average(layer => layer.MeanSingularValue), 1e-15);
        found.InnerMeanSingularValue.ShouldBe(found.MeanSingularValue);
    }

    [Fact]
    public void Orthogonal_weights_are_an_isometry()
    {
        var builder = new GraphBuilder(new TensorShape(8, 1, 1));
        Graph graph = builder.Build(builder.Linear(builder.Input, "layer", 8));
        float[] parameters = new float[graph.ParameterLength];
        Matrix<double> rotation = SingularValuesTests.Rotation(8, new RandomStream(1, "rotation"));
        for (int i = 0; i < 64; i++) parameters[i] = (float)rotation[i / 8, i % 8];

        LayerIsometry layer = LayerJacobians.Measure(graph, parameters, Images(graph, 2), 2, new(), token: Token).Layers.Single();

        layer.MeanDeviation.ShouldBeLessThan(1e-7);
        (layer.Greatest - layer.Least).ShouldBeLessThan(3e-7);
    }

    [Theory]
    [InlineData(2.0, 1.0)]
    [InlineData(0.0, 1.0)]
    [InlineData(-1.0, 0.36787944117144233)]
    [InlineData(-30.0, 9.357622968840175e-14)]
    public void The_derivative_of_an_elu_is_the_exponential_below_zero(double input, double expected)
    {
        var builder = new GraphBuilder(new TensorShape(1, 1, 1));
        Graph graph = builder.Build(builder.Elu(builder.Linear(builder.Input, "layer", 1)));

        NetworkIsometry found = LayerJacobians.Measure(graph, [1, 0], [(float)input], 1, new(), token: Token);

        found.MeanSingularValue.ShouldBe(expected, 1e-15 + (1e-12 * expected));
    }

    [Fact]
    public void Silent_rectifiers_count_as_zeros()
    {
        var builder = new GraphBuilder(new TensorShape(3, 1, 1));
        int layer = builder.Relu6(builder.Linear(builder.Input, "layer", 3));
        Graph graph = builder.Build(builder.Relu(builder.Linear(layer, "next", 3)));
        float[] identity = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

        // First layer: below 0, linear, above 6. The second sees 0, 3, 6.
        NetworkIsometry found = LayerJacobians.Measure(graph, [.. identity, .. identity], [-2, 3, 7], 1, new(), token: Token);

        found.Layers[0].MeanSingularValue.ShouldBe(1 / 3.0, 1e-15);
        found.Layers[1].MeanSingularValue.ShouldBe(2 / 3.0, 1e-15);
    }

    [Fact]
    public void Singular_values_are_those_of_pytorch()
    {
        GoldenCase golden = GoldenFile.Read("isometry").Cases.Single();
        var builder = new GraphBuilder(new TensorShape(2, 5, 5));
        int node = builder.Elu(builder.BatchNorm(builder.Convolution(builder.Input, "conv", 4, Extent.Square(3), padding: Extent.Square(1)), "norm"));
        node = builder.Relu(builder.Convolution(node, "depthwise", 4, Extent.Square(3), padding: Extent.Square(1), groups: 4));
        node = builder.Elu(builder.Linear(node, "hidden", 6));
        Graph graph = builder.Build(builder.Linear(node, "classifier", 3));

        NetworkIsometry found = LayerJacobians.Measure(
            graph, golden["parameters"].Singles, golden["images"].BatchInnermost, 5, new() { Positions = 100 }, token: Token);

        golden["figures"].ShouldMatch(
            [.. found.Layers.SelectMany(layer => new[] { layer.MeanSingularValue, layer.Least, layer.Greatest, layer.MeanDeviation })], 1e-6);
    }

    [Fact]
    public void The_jacobian_of_a_chain_is_the_product_of_those_of_its_layers()
    {
        // A batch norm and activations before the first layer, between layers, and behind the last one.
        var builder = new GraphBuilder(new TensorShape(6, 1, 1));
        int node = builder.Elu(builder.BatchNorm(builder.Input, "norm0"));
        node = builder.Elu(builder.BatchNorm(builder.Linear(node, "layer1", 5), "norm1"));
        node = builder.BatchNorm(builder.Linear(node, "layer2", 7), "norm2");
        node = builder.Linear(node, "layer3", 4);
        Graph graph = builder.Build(builder.Elu(builder.Linear(node, "layer4", 3)));
        const int Batch = 4;
        float[] parameters = Random(graph, 2);
        float[] images = Images(graph, Batch);
        BatchNormStatistics statistics = Statistics(graph);
        using var pass = new ForwardPass();
        JacobianBatch jacobians = JacobianBatch.Run(pass, graph, parameters, images, Batch, new(), statistics, Token);

        for (int sample = 0; sample < Batch; sample++)
        {
            Matrix<double> product = Matrix<double>.Build.DenseIdentity(6);
            foreach (JacobianLayer layer in jacobians.Layers) product = Written(jacobians, layer, 0, sample) * product;
            Matrix<double> expected = Differences(graph, parameters, images, Batch, statistics, sample, [0, 1, 2], [0, 1, 2, 3, 4, 5]);
            (product - expected).L2Norm().ShouldBeLessThan(2e-3 * expected.L2Norm());
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 2)]
    public void The_jacobian_of_a_window_is_what_differences_give(int stride, int dilation, int groups)
    {
        // The activation belongs to the convolution from the right: the batch norm in front of it follows the image.
        const int Size = 9;
        var builder = new GraphBuilder(new TensorShape(2, Size, Size));
        int node = builder.Elu(builder.BatchNorm(builder.Input, "norm"));
        node = builder.Convolution(
            node, "conv", 4, Extent.Square(3), Extent.Square(stride), Extent.Square(dilation), Extent.Square(dilation), groups);
        Graph graph = builder.Build(node);
        float[] parameters = Random(graph, 3);
        float[] images = Images(graph, 2);
        BatchNormStatistics statistics = Statistics(graph);
        using var pass = new ForwardPass();
        JacobianBatch jacobians = JacobianBatch.Run(pass, graph, parameters, images, 2, new() { Positions = 3, Seed = 4 }, statistics, Token);
        JacobianLayer layer = jacobians.Layers.Single();
        layer.Positions.Distinct().Count().ShouldBe(3);
        layer.ActivationInFront.ShouldNotBeNull();

        int width = graph.Output.Shape.Width;
        for (int position = 0; position < 3; position++)
        {
            Extent place = layer.Positions[position];
            int[] pixels = [.. from channel in Enumerable.Range(0, 2 / groups)
                               from row in Enumerable.Range(0, 3)
                               from column in Enumerable.Range(0, 3)
                               let y = (place.Y * stride) + ((row - 1) * dilation)
                               let x = (place.X * stride) + ((column - 1) * dilation)
                               select (channel * Size * Size) + (y * Size) + x];
            int[] outputs = [.. Enumerable.Range(0, 4 / groups).Select(channel => (channel * graph.Output.Shape.Pixels) + (place.Y * width) + place.X)];
            Matrix<double> expected = Differences(graph, parameters, images, 2, statistics, 1, outputs, pixels);
            (Written(jacobians, layer, position, 1) - expected).L2Norm().ShouldBeLessThan(2e-3 * expected.L2Norm());
        }
    }

    [Fact]
    public void A_window_larger_than_the_image_is_looked_at_where_most_of_it_is_inside()
    {
        var builder = new GraphBuilder(new TensorShape(1, 2, 2));
        Graph graph = builder.Build(builder.Convolution(builder.Input, "conv", 2, Extent.Square(3), padding: Extent.Square(1)));
        float[] parameters = Random(graph, 5);

        LayerIsometry layer = LayerJacobians.Measure(graph, parameters, Images(graph, 1), 1, new() { Positions = 1, Seed = 1 }, token: Token).Layers.Single();

        // Each position sees four of the nine taps: rows and columns 1-2 or 0-1.
        double[] candidates = [.. from row in new[] { 0, 1 }
                                  from column in new[] { 0, 1 }
                                  let matrix = Matrix<double>.Build.Dense(2, 4, (o, tap) => parameters[(o * 9) + ((row + (tap / 2)) * 3) + column + (tap % 2)])
                                  select matrix.Svd(false).S.Average()];
        candidates.ShouldContain(value => Math.Abs(value - layer.MeanSingularValue) < 1e-12);
    }

    [Fact]
    public void Concatenated_links_widen_the_jacobian()
    {
        var builder = new GraphBuilder(new TensorShape(3, 1, 1));
        int first = builder.Elu(builder.Linear(builder.Input, "first", 4));
        int second = builder.Elu(builder.Linear(first, "second", 4));
        int gathered = builder.Gather((second, 0), (second, 1), (second, 2), (second, 3), (first, 2), (builder.Input, 1));
        Graph graph = builder.Build(builder.Elu(builder.Linear(gathered, "third", 4)));

        NetworkIsometry found = LayerJacobians.Measure(graph, Random(graph, 6), Images(graph, 3), 3, new(), token: Token);

        found.Layers.Select(layer => (layer.Outputs, layer.Inputs)).ShouldBe([(4, 3), (4, 4), (4, 6)]);
        found.InnerMeanSingularValue.ShouldBe(found.Layers[1].MeanSingularValue);
    }

    [Fact]
    public void Threads_do_not_matter_and_the_seed_decides_the_positions()
    {
        var builder = new GraphBuilder(new TensorShape(3, 8, 8));
        int node = builder.Relu(builder.BatchNorm(builder.Convolution(builder.Input, "conv", 6, Extent.Square(3), padding: Extent.Square(1)), "norm"));
        Graph graph = builder.Build(builder.Linear(node, "classifier", 5));
        float[] parameters = Random(graph, 7);
        float[] images = Images(graph, 6);

        NetworkIsometry one = LayerJacobians.Measure(graph, parameters, images, 6, new() { Seed = 1 }, token: Token);
        NetworkIsometry three = LayerJacobians.Measure(graph, parameters, images, 6, new() { Seed = 1, Threads = 3 }, token: Token);
        NetworkIsometry other = LayerJacobians.Measure(graph, parameters, images, 6, new() { Seed = 2 }, token: Token);

        three.Layers.ShouldBe(one.Layers);
        other.Layers[0].ShouldNotBe(one.Layers[0]);
        other.Layers[1].ShouldBe(one.Layers[1]);
    }

    [Fact]
    public void A_network_without_weights_and_a_cancelled_run_end_in_errors()
    {
        var builder = new GraphBuilder(new TensorShape(3, 2, 2));
        Graph graph = builder.Build(builder.Relu(builder.Input));
        Should.Throw<ArgumentException>(() => LayerJacobians.Measure(graph, [], Images(graph, 2), 2, new())).Message.ShouldContain("no layer with weights");

        var linear = new GraphBuilder(new TensorShape(3, 1, 1));
        Graph other = linear.Build(linear.Linear(linear.Input, "layer", 2));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(
            () => LayerJacobians.Measure(other, Random(other, 1), Images(other, 2), 2, new(), token: cancelled.Token));
    }

    private static float[] Random(Graph graph, ulong seed)
    {
        var parameters = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters)
        {
            var random = new RandomStream(seed, parameter.Name);
            foreach (ref float value in parameters.AsSpan(parameter.Offset, parameter.Length))
                value = (float)(random.NextGaussian() / Math.Sqrt(parameter.FanIn)) + (parameter.Kind == ParameterKind.Scale ? 2 : 0);
        }

        return parameters;
    }

    private static float[] Images(Graph graph, int batch)
    {
        var images = new float[graph.Input.Shape.Length * batch];
        new RandomStream(1, "images").FillGaussian(images, 1);
        return images;
    }

    private static BatchNormStatistics Statistics(Graph graph)
    {
        var statistics = new BatchNormStatistics(ForwardPlan.Compile(graph, 1).StatisticsLength);
        var random = new RandomStream(1, "statistics");
        for (int i = 0; i < statistics.Means.Length; i++)
        {
            statistics.Means[i] = random.NextGaussian() / 4;
            statistics.Variances[i] = 0.5 + random.NextDouble();
        }

        return statistics;
    }

    private static Matrix<double> Written(JacobianBatch jacobians, JacobianLayer layer, int position, int sample)
    {
        var values = new double[layer.Rows * layer.Columns];
        jacobians.Write(layer, 0, position, sample, values);
        return Matrix<double>.Build.Dense(layer.Rows, layer.Columns, (i, j) => values[(i * layer.Columns) + j]);
    }

    // Central differences of the output by the image, both of one sample.
    private static Matrix<double> Differences(
        Graph graph, float[] parameters, float[] images, int batch, BatchNormStatistics statistics, int sample, int[] outputs, int[] inputs)
    {
        const float Step = 1f / 64;
        using var pass = new ForwardPass();
        var plan = ForwardPlan.Compile(graph, batch);
        Matrix<double> result = Matrix<double>.Build.Dense(outputs.Length, inputs.Length);
        for (int j = 0; j < inputs.Length; j++)
        {
            float[] above = Moved(inputs[j], Step);
            float[] below = Moved(inputs[j], -Step);
            for (int i = 0; i < outputs.Length; i++)
                result[i, j] = (above[(outputs[i] * batch) + sample] - below[(outputs[i] * batch) + sample]) / (2.0 * Step);
        }

        return result;

        float[] Moved(int input, float step)
        {
            float[] moved = [.. images];
            moved[(input * batch) + sample] += step;
            pass.Run(plan, parameters, moved, BatchNormMode.GivenStatistics, statistics);
            var output = new float[graph.Output.Shape.Length * batch];
            pass.ReadOutput(output);
            return output;
        }
    }
}
