using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Plans;

/// <summary>Values inside a network, read while it runs.</summary>
public sealed class InnerValueTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Values_at_a_node_are_the_output_of_the_network_up_to_it(bool keepsActivations)
    {
        const int Batch = 5;
        GraphBuilder builder = Network(out int output);
        Graph graph = builder.Build(output);
        var values = RandomValues.For(graph, Batch, 1);
        var read = new List<float[]>();
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, Batch, keepsActivations), values.Parameters, values.Images, computed: node =>
        {
            read.Add(new float[node.Shape.Length * Batch]);
            pass.ReadValue(node, read[^1]);
        });

        // Every node of this network is needed by the next, so the builder's numbers are the graph's.
        read.Count.ShouldBe(output + 1);
        for (int node = 0; node <= output; node++)
        {
            Graph part = builder.Build(node);
            float[] parameters = [.. part.Parameters.SelectMany(parameter => Values(graph, parameter, values.Parameters))];
            using var alone = new ForwardPass();
            alone.Run(ForwardPlan.Compile(part, Batch), parameters, values.Images);
            var expected = new float[part.Output.Shape.Length * Batch];
            alone.ReadOutput(expected);
            read[node].ShouldBe(expected, $"node {node}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void Signs_are_those_of_the_values_on_every_vector_width(int batch)
    {
        Graph graph = Network(out int output).Build(output);
        var values = RandomValues.For(graph, batch, 2);
        foreach (int width in EngineRun.Widths)
        {
            using var pass = new ForwardPass(LaneKernels.OfWidth(width));
            pass.Run(ForwardPlan.Compile(graph, batch), values.Parameters, values.Images, computed: node =>
            {
                int words = (node.Shape.Length + 63) / 64;
                ForwardPass.SignWords(node).ShouldBe(words);
                var value = new float[node.Shape.Length * batch];
                pass.ReadValue(node, value);
                var signs = new ulong[words * batch];
                Array.Fill(signs, ulong.MaxValue);
                pass.ReadSigns(node, signs);
                var expected = new ulong[words * batch];
                for (int i = 0; i < value.Length; i++)
                {
                    (int unit, int sample) = Math.DivRem(i, batch);
                    if (value[i] > 0) expected[(sample * words) + (unit / 64)] |= 1UL << (unit % 64);
                }

                signs.ShouldBe(expected, $"node {node.Index}, width {width}");
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void Signs_of_a_unit_are_those_of_its_first_64_samples_on_every_vector_width(int batch)
    {
        Graph graph = Network(out int output).Build(output);
        var values = RandomValues.For(graph, batch, 2);
        foreach (int width in EngineRun.Widths)
        {
            using var pass = new ForwardPass(LaneKernels.OfWidth(width));
            pass.Run(ForwardPlan.Compile(graph, batch), values.Parameters, values.Images, computed: node =>
            {
                var value = new float[node.Shape.Length * batch];
                pass.ReadValue(node, value);
                var signs = new ulong[node.Shape.Length];
                Array.Fill(signs, ulong.MaxValue);
                pass.ReadUnitSigns(node, signs);
                var expected = new ulong[node.Shape.Length];
                for (int i = 0; i < value.Length; i++)
                {
                    (int unit, int sample) = Math.DivRem(i, batch);
                    if (sample < 64 && value[i] > 0) expected[unit] |= 1UL << sample;
                }

                signs.ShouldBe(expected, $"node {node.Index}, width {width}");
            });
        }
    }

    [Fact]
    public void Values_can_be_read_only_when_the_run_tells_of_their_node()
    {
        Graph graph = Network(out int output).Build(output);
        var values = RandomValues.For(graph, 2, 3);
        using var pass = new ForwardPass();
        int told = 0;
        pass.Run(ForwardPlan.Compile(graph, 2), values.Parameters, values.Images, computed: node =>
        {
            told++;
            Node other = graph.Nodes[node.Index == 0 ? 1 : node.Index - 1];
            Should.Throw<InvalidOperationException>(() => pass.ReadValue(other, new float[other.Shape.Length * 2]))
                .Message.ShouldBe($"the values of node {other.Index} can be read only when the run tells of it");
            Should.Throw<ArgumentException>(() => pass.ReadSigns(node, new ulong[1])).Message.ShouldContain("words, 1 were given");
            Should.Throw<ArgumentException>(() => pass.ReadValue(node, new float[1])).Message.ShouldContain("places, 1 were given");
            Should.Throw<ArgumentException>(() => pass.ReadUnitSigns(node, new ulong[1])).Message.ShouldContain("values, 1 words were given");
            Should.Throw<InvalidOperationException>(() => pass.ReadUnitSigns(other, new ulong[other.Shape.Length]));
        });
        told.ShouldBe(graph.Nodes.Length);
        Should.Throw<InvalidOperationException>(() => pass.ReadSigns(graph.Output, new ulong[2]));
        Should.Throw<InvalidOperationException>(() => pass.ReadUnitSigns(graph.Output, new ulong[3]));
    }

    private static GraphBuilder Network(out int output)
    {
        var builder = new GraphBuilder(new TensorShape(2, 6, 5));
        int stem = builder.BatchNorm(builder.Convolution(builder.Input, "stem", 5, Extent.Square(3), padding: Extent.Square(1)), "stem.bn");
        int branch = builder.BatchNorm(builder.Convolution(builder.Relu(stem), "branch", 5, Extent.Square(1)), "branch.bn");
        int pooled = builder.AveragePool(stem, Extent.Square(3), padding: Extent.Square(1));
        output = builder.Linear(builder.Relu(builder.Add(branch, pooled)), "classifier", 3);
        return builder;
    }

    private static float[] Values(Graph graph, Parameter parameter, float[] values)
    {
        Parameter place = graph.Parameters.Single(other => other.Name == parameter.Name);
        return values[place.Offset..(place.Offset + place.Length)];
    }
}
