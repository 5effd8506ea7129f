using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Indicators.Baselines;
using Tegula.Isometry;
using Tegula.Networks;

namespace Tegula.Tests.Indicators.Baselines;

/// <summary>Networks for which an indicator is known otherwise.</summary>
public sealed class BaselineClosedFormTests
{
    private const int Width = 64;
    private static readonly RandomImages Images = new(new(3, 6, 6), 160);

    [Fact]
    public void Grasp_of_a_network_whose_loss_does_not_see_the_scale_of_its_weights_is_the_squared_gradient()
    {
        // Every weight stands in front of a batch norm, so the gradient falls as the weights grow: Hessian times weights is minus the gradient.
        var builder = new GraphBuilder(new TensorShape(3, 6, 6));
        int value = builder.Relu(builder.BatchNorm(builder.Convolution(builder.Input, "first", 5, Extent.Square(3)), "first.bn"));
        value = builder.Relu(builder.BatchNorm(builder.Convolution(value, "second", 4, Extent.Square(3)), "second.bn"));
        Graph graph = builder.Build(builder.BatchNorm(builder.Linear(value, "classifier", 10), "classifier.bn"));
        NetworkObservation seen = Observations.Of(graph, Images, 20, 3, 0, new Grasp());
        double squares = seen.WeightTensors.Sum(tensor => seen.Gradient!.Of(tensor).ToArray().Sum(value => (double)value * value));
        squares.ShouldBeGreaterThan(0.1);
        new Grasp().ValueOf(seen).ShouldBe(squares, 1e-3 * squares);
    }

    [Fact]
    public void Synflow_of_a_narrow_chain_is_the_number_of_tensors_times_the_product_of_their_sums()
    {
        // One value between any two layers: what flows is the product of the layers' summed magnitudes, and every layer carries all of it.
        var builder = new GraphBuilder(new TensorShape(3, 6, 6));
        int value = builder.Relu(builder.BatchNorm(builder.Convolution(builder.Input, "first", 1, Extent.Square(6)), "first.bn"));
        value = builder.Relu(builder.BatchNorm(builder.Convolution(value, "second", 1, Extent.Square(1)), "second.bn"));
        Graph graph = builder.Build(builder.Linear(value, "classifier", 10));
        NetworkObservation seen = Observations.Of(graph, Images, 4, 3, 1, new SynFlow());
        double product = seen.WeightTensors.Aggregate(1.0, (all, tensor) => all * Magnitudes(seen, tensor).Sum());
        new SynFlow().ValueOf(seen).ShouldBe(Math.Log(3 * product), 1e-6);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(45)]
    [InlineData(60)]
    public void Synflow_of_a_deep_wide_network_stays_within_the_range_of_numbers(int layers)
    {
        NetworkObservation seen = Observations.Of(Chain(layers), new RandomImages(new(Width, 1, 1), 8), 4, 3, 0, new SynFlow());
        double[] flow = [.. Enumerable.Repeat(1.0, Width)];
        foreach (Parameter tensor in seen.WeightTensors)
            flow = [.. Magnitudes(seen, tensor).Chunk(flow.Length).Select(row => row.Zip(flow, (weight, input) => weight * input).Sum())];

        double expected = Math.Log((layers + 1) * flow.Sum());
        expected.ShouldBeGreaterThan(2 * layers);
        new SynFlow().ValueOf(seen).ShouldBe(expected, 1e-6 * expected);
    }

    [Fact]
    public void Synflow_of_a_network_that_overflows_even_with_the_smallest_image_has_a_status()
    {
        NetworkObservation seen = Observations.Of(Chain(100), new RandomImages(new(Width, 1, 1), 8), 4, 3, 0, new SynFlow());
        new SynFlow().Of(seen).Status.ShouldBe(IndicatorStatus.NotFinite);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(80)]
    public void Swap_counts_different_units_one_by_one(int batch)
    {
        var builder = new GraphBuilder(new TensorShape(3, 6, 6));
        int value = builder.Relu(builder.BatchNorm(builder.Convolution(builder.Input, "first", 5, Extent.Square(3)), "first.bn"));
        value = builder.Relu(builder.BatchNorm(builder.Convolution(value, "second", 3, Extent.Square(3)), "second.bn"));
        Graph graph = builder.Build(builder.Linear(value, "classifier", 10));
        NetworkObservation seen = Observations.Of(graph, Images, batch, 2, 0, new Swap());

        // Statistics are those of the whole batch, patterns those of its first 64 images.
        float[] images = ImageBatch.Gather(Images, [.. Enumerable.Range(0, batch)]).Images;
        List<bool[]> states = Observations.States(graph, WeightInitialization.KaimingNormal(graph, 2, 0), images, batch);
        int patterns = states.Select(unit => string.Concat(unit.Take(64).Select(on => on ? '1' : '0'))).Distinct().Count();

        patterns.ShouldBeGreaterThan(4);
        new Swap().ValueOf(seen).ShouldBe(patterns);
    }

    [Fact]
    public void Isometry_is_the_mean_singular_value_of_the_layers_on_the_first_eight_images()
    {
        // Half of the units of a layer with weights of variance 2 / fan in are silent: the mean square of the singular values is 2 times 1/2, on average.
        Graph graph = Chain(3);
        NetworkObservation seen = Observations.Of(graph, new RandomImages(new(Width, 1, 1), 20), 20, 3, 1, new DynamicalIsometry());
        NetworkIsometry isometry = seen.Isometry.ShouldNotBeNull();
        isometry.Layers.Select(layer => layer.Layer).ShouldBe(["layer0.weight", "layer1.weight", "layer2.weight", "classifier.weight"]);
        foreach (LayerIsometry layer in isometry.Layers.Take(3))
        {
            layer.MeanSquare.ShouldBe(1, 0.25);
            layer.Least.ShouldBe(0);
        }

        float[] images = ImageBatch.Gather(new RandomImages(new(Width, 1, 1), 20), [.. Enumerable.Range(0, 8)]).Images;
        NetworkIsometry direct = LayerJacobians.Measure(
            graph, WeightInitialization.KaimingNormal(graph, 3, 1), images, 8, new() { Seed = 3 }, token: TestContext.Current.CancellationToken);
        new DynamicalIsometry().ValueOf(seen).ShouldBe(direct.MeanSingularValue);
    }

    private static Graph Chain(int layers)
    {
        var builder = new GraphBuilder(new TensorShape(Width, 1, 1));
        int value = builder.Input;
        for (int layer = 0; layer < layers; layer++) value = builder.Relu(builder.Linear(value, $"layer{layer}", Width));
        return builder.Build(builder.Linear(value, "classifier", 10));
    }

    private static double[] Magnitudes(NetworkObservation seen, Parameter tensor) =>
        [.. seen.WeightsOf(tensor).ToArray().Select(weight => (double)Math.Abs(weight))];
}
