using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>Cotangent times value, summed over a channel: the derivative by a factor in front of the channel.</summary>
public sealed class ChannelProductTests
{
    private const int Batch = 9;

    public static TheoryData<int, int> Cases => new(from seed in Enumerable.Range(300, 6) from width in EngineRun.Widths select (seed, width));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Under_batch_statistics_they_add_up_to_a_finite_difference_in_the_channel_s_factor(int seed, int width)
    {
        (Graph graph, RandomValues values) = RandomNetworks.Build(seed, Batch);
        double[] cotangent = values.Cotangent.ToDoubles();
        int compared = 0;
        foreach ((Node node, float[] products) in Products(graph, values, width, NormGradient.BatchStatistics))
        {
            float[] sums = [.. products.Chunk(Batch).Select(channel => channel.Sum())];
            double[] differences =
                [.. Enumerable.Range(0, node.Shape.Channels).Select(channel => (Loss(node, channel, 1e-6) - Loss(node, channel, -1e-6)) / 2e-6)];
            sums.ShouldBeNear(differences, 1e-4, $"node {node.Index} of {seed}", Scale(cotangent));
            compared += sums.Length;
        }

        compared.ShouldBeGreaterThan(0);

        double Loss(Node node, int channel, double step)
        {
            var convolution = (ConvolutionOperation)node.Operation;
            double[] parameters = values.Parameters.ToDoubles();
            foreach (Parameter tensor in new[] { convolution.Weight, convolution.Bias }.OfType<Parameter>())
            {
                int length = tensor.Length / node.Shape.Channels;
                foreach (ref double value in parameters.AsSpan(tensor.Offset + (channel * length), length)) value *= 1 + step;
            }

            return new TwinNetwork(graph, Batch, parameters, values.Images.ToDoubles()).Output.Values.Zip(cotangent, (value, factor) => value * factor).Sum();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Under_frozen_statistics_each_sample_s_is_its_gradient_along_the_channel_s_weights(int seed, int width)
    {
        (Graph graph, RandomValues values) = RandomNetworks.Build(seed, Batch);
        using var engine = new EngineRun(graph, Batch, width, values.Parameters, values.Images);
        float[][] rows = engine.GradientPerSample(values.Cotangent, NormGradient.FrozenStatistics);
        foreach ((Node node, float[] products) in Products(graph, values, width, NormGradient.FrozenStatistics))
        {
            var convolution = (ConvolutionOperation)node.Operation;
            double[] expected = [.. from channel in Enumerable.Range(0, node.Shape.Channels) from row in rows select Along(channel, row)];
            products.ShouldBeNear(expected, 1e-4, $"node {node.Index} of {seed}", 1e-3);

            double Along(int channel, float[] row)
            {
                double sum = 0;
                foreach (Parameter tensor in new[] { convolution.Weight, convolution.Bias }.OfType<Parameter>())
                {
                    int length = tensor.Length / node.Shape.Channels;
                    int first = tensor.Offset + (channel * length);
                    for (int i = first; i < first + length; i++) sum += (double)values.Parameters[i] * row[i];
                }

                return sum;
            }
        }
    }

    [Fact]
    public void The_run_tells_of_each_node_once_from_the_output_and_telling_changes_no_bit()
    {
        (Graph graph, RandomValues values) = RandomNetworks.Build(310, Batch);
        var plan = GradientPlan.Compile(ForwardPlan.Compile(graph, Batch, keepsActivations: true), _ => true);
        using var forward = new ForwardPass();
        forward.Run(plan.Forward, values.Parameters, values.Images);
        using var backward = new GradientPass();
        var silent = new float[plan.RowCount];
        backward.Run(plan, forward, values.Cotangent, NormGradient.BatchStatistics, silent);
        var told = new List<int>();
        var gradient = new float[plan.RowCount];
        backward.Run(plan, forward, values.Cotangent, NormGradient.BatchStatistics, gradient, node => told.Add(node.Index));
        gradient.ShouldHaveTheBitsOf(silent, "gradient");
        told[0].ShouldBe(graph.Output.Index);
        told.ShouldBe(told.Distinct().OrderDescending());
    }

    [Fact]
    public void Products_can_be_read_only_in_the_node_s_turn_where_its_value_is_kept()
    {
        var builder = new GraphBuilder(new TensorShape(2, 3, 3));
        int kept = builder.BatchNorm(builder.Convolution(builder.Input, "kept", 4, Extent.Square(3)), "bn");
        int gone = builder.Convolution(builder.Input, "gone", 4, Extent.Square(3));
        Graph graph = builder.Build(builder.Add(kept, gone));
        RandomValues values = RandomValues.For(graph, 3, 1);
        var plan = GradientPlan.Compile(ForwardPlan.Compile(graph, 3, keepsActivations: true), _ => true);
        using var forward = new ForwardPass();
        forward.Run(plan.Forward, values.Parameters, values.Images);
        using var backward = new GradientPass();
        int told = 0;
        backward.Run(plan, forward, values.Cotangent, NormGradient.BatchStatistics, new float[plan.RowCount], node =>
        {
            told++;
            Node other = graph.Nodes[node.Index == graph.Output.Index ? 1 : graph.Output.Index];
            Should.Throw<InvalidOperationException>(() => backward.ReadChannelProducts(other, new float[12]))
                .Message.ShouldBe($"the cotangent of node {other.Index} can be read only when the run tells of it");
            if (plan.Forward.Keeps(node))
            {
                Should.Throw<ArgumentException>(() => backward.ReadChannelProducts(node, new float[5]))
                    .Message.ShouldBe("4 channels of 3 samples need 12 places, 5 were given");
            }
            else
            {
                Should.Throw<InvalidOperationException>(() => backward.ReadChannelProducts(node, new float[12]))
                    .Message.ShouldBe($"the value of node {node.Index} is not kept: nothing that is differentiated reads it");
            }
        });
        told.ShouldBe(4);
        Should.Throw<InvalidOperationException>(() => backward.ReadChannelProducts(graph.Nodes[1], new float[12]));
    }

    [Fact]
    public void A_value_is_kept_for_a_rectifier_a_convolution_and_a_batch_norm_and_nothing_else()
    {
        var builder = new GraphBuilder(new TensorShape(2, 4, 4));
        int convolved = builder.Convolution(builder.Input, "conv", 2, Extent.Square(3));
        int rectified = builder.Relu(builder.Add(builder.BatchNorm(convolved, "bn"), convolved));
        Graph graph = builder.Build(builder.GlobalAveragePool(rectified));
        string[] Kept(bool keepsActivations)
        {
            var plan = ForwardPlan.Compile(graph, 3, keepsActivations);
            return [.. graph.Nodes.Where(plan.Keeps).Select(node => node.Operation.GetType().Name)];
        }

        Kept(keepsActivations: true).ShouldBe([nameof(InputOperation), nameof(ConvolutionOperation), nameof(ReluOperation)]);
        Kept(keepsActivations: false).ShouldBeEmpty();
    }

    [Fact]
    public void The_first_statistic_of_a_batch_norm_is_the_variance_of_its_first_channel()
    {
        foreach (int seed in Enumerable.Range(320, 8))
        {
            (Graph graph, RandomValues values) = RandomNetworks.Build(seed, Batch);
            var plan = ForwardPlan.Compile(graph, Batch);
            var variances = new Dictionary<int, double>();
            using var pass = new ForwardPass();
            pass.Run(plan, values.Parameters, values.Images, computed: node =>
            {
                float[] value = new float[node.Shape.Length * Batch];
                pass.ReadValue(node, value);
                double[] first = value[..(node.Shape.Pixels * Batch)].ToDoubles();
                variances[node.Index] = first.Average(number => (number - first.Average()) * (number - first.Average()));
            });
            foreach (Node norm in graph.Nodes.Where(node => node.Operation is BatchNormOperation))
            {
                double expected = variances[norm.Inputs[0]];
                pass.Statistics.Variances[plan.FirstStatistic(norm)].ShouldBe(expected, 1e-5 * expected, $"node {norm.Index} of {seed}");
            }
        }
    }

    private static double Scale(double[] cotangent) => 1e-3 * cotangent.Sum(Math.Abs);

    private static List<(Node Node, float[] Products)> Products(Graph graph, RandomValues values, int width, NormGradient mode)
    {
        var kernels = LaneKernels.OfWidth(width);
        var plan = GradientPlan.Compile(ForwardPlan.Compile(graph, Batch, keepsActivations: true), _ => true);
        using var forward = new ForwardPass(kernels);
        forward.Run(plan.Forward, values.Parameters, values.Images);
        using var backward = new GradientPass(kernels);
        var read = new List<(Node Node, float[] Products)>();
        backward.Run(plan, forward, values.Cotangent, mode, new float[plan.RowCount], node =>
        {
            if (node.Operation is not ConvolutionOperation || !plan.Forward.Keeps(node)) return;
            read.Add((node, new float[node.Shape.Channels * Batch]));
            backward.ReadChannelProducts(node, read[^1].Products);
        });
        return read;
    }
}
