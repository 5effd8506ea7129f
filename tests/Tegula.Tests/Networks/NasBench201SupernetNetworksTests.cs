using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Tests.Architectures;
using Tegula.Tests.Indicators;

namespace Tegula.Tests.Networks;

public sealed class NasBench201SupernetNetworksTests
{
    private const int Batch = 8;
    private static readonly ImageShape Image = new(3, 8, 8);
    private static readonly NasBench201IndicatorNetworks Cells = NasBench201IndicatorNetworks.Instance;
    private static readonly NasBench201SupernetNetworks Supernets = NasBench201SupernetNetworks.Instance;

    [Fact]
    public void A_supernet_of_one_cell_gives_the_same_networks_and_the_same_bits()
    {
        var random = new RandomStream(1, "test/cells");
        NasBench201Cell[] all = [.. AllCells.InPlainOrder()];
        int measured = 0;
        for (int i = 0; i < 200; i++)
        {
            NasBench201Cell cell = all[random.NextInt(all.Length)];
            var supernet = NasBench201Supernet.Of(cell);
            Supernets.DefectOf(supernet).ShouldBe(Cells.DefectOf(cell));
            if (Cells.DefectOf(cell) == NetworkDefect.InputIndependent) continue;
            measured++;
            ShouldBeEqual(Supernets.Tangent(supernet, Image, 4), Cells.Tangent(cell, Image, 4));
            ShouldBeEqual(Supernets.Thin(supernet, 3), Cells.Thin(cell, 3));
            Describe(Supernets.Sized(supernet, Image, 4, new(5, 2))).ShouldBe(Describe(Cells.Sized(cell, Image, 4, new(5, 2))));
        }

        measured.ShouldBeGreaterThan(150);
    }

    /// <summary>The mean of two operations on one edge, put together by hand and averaged outside of the engine.</summary>
    [Theory]
    [InlineData("|none~0|+|none~0|none~1|+|skip_connect,nor_conv_3x3~0|none~1|none~2|")]
    [InlineData("|none~0|+|none~0|none~1|+|none,nor_conv_3x3~0|none~1|none~2|")]
    [InlineData("|none~0|+|none~0|none~1|+|skip_connect,avg_pool_3x3~0|none~1|none~2|")]
    public void An_edge_carries_the_mean_of_its_operations(string text)
    {
        const int Side = 5;
        var supernet = NasBench201Supernet.Parse(text);
        float[] input = Noise(Side * Side * Batch);
        var mean = new double[input.Length];
        foreach (NasBench201Operation operation in supernet[0, 3])
        {
            float[] output = operation == NasBench201Operation.None ? new float[input.Length] : Run(Operation(operation, Side), input);
            for (int i = 0; i < mean.Length; i++) mean[i] += output[i] / (double)supernet[0, 3].Length;
        }

        double centre = mean.Average();
        double scale = 1 / Math.Sqrt(mean.Average(value => (value - centre) * (value - centre)) + 1e-5);

        // The last channel of the thin network is the batch norm of the cell's output.
        float[] last = Run(NasBench201Network.BuildThin(CellComputation.Of(supernet), Side), input)[^mean.Length..];
        for (int i = 0; i < mean.Length; i++) ((double)last[i]).ShouldBe((mean[i] - centre) * scale, 1e-4);
    }

    [Fact]
    public void Thin_networks_of_random_supernets_agree_with_plain_loops()
    {
        const int Samples = 16;
        float[] crops = Noise(9 * Samples);
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(100, 4).Append(NasBench201Supernet.Whole))
        {
            var computation = CellComputation.Of(supernet);
            if (!computation.DependsOnInput) continue;
            Graph graph = Supernets.Thin(supernet, 3);
            float[] seen = Run(graph, crops, Samples);
            double[][] plain = new PlainThinNetwork(computation, 1, 0).BeforeRectifiers(crops, Samples);
            graph.Output.Shape.Channels.ShouldBeInRange(1, 4);
            for (int n = 0; n < Samples; n++)
            {
                for (int p = 0; p < plain[n].Length; p++) ((double)seen[(p * Samples) + n]).ShouldBe(plain[n][p], 1e-3, supernet.ToString());
            }
        }
    }

    [Fact]
    public void Defects_of_supernets_are_those_of_their_computation()
    {
        Defect("|none,nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none,skip_connect~2|").ShouldBe(NetworkDefect.InputIndependent);
        Defect("|nor_conv_3x3~0|+|none~0|none~1|+|none,skip_connect~0|none~1|none~2|").ShouldBe(NetworkDefect.NoParameters);
        Defect("|none~0|+|none~0|none~1|+|none,nor_conv_1x1~0|none~1|none~2|").ShouldBe(NetworkDefect.None);
        Supernets.DefectOf(NasBench201Supernet.Whole).ShouldBe(NetworkDefect.None);

        static NetworkDefect Defect(string text) => Supernets.DefectOf(NasBench201Supernet.Parse(text));
    }

    [Fact]
    public void The_whole_supernet_has_twelve_convolutions_in_each_cell()
    {
        Graph graph = Supernets.Tangent(NasBench201Supernet.Whole, Image, 4);

        graph.Parameters.Count(parameter => parameter.Name.StartsWith("cell0.") && parameter.Name.EndsWith(".conv")).ShouldBe(12);
        graph.Parameters.Count(parameter => parameter.Name.StartsWith("cell") && parameter.Name.EndsWith(".conv")).ShouldBe(36);
        Run(graph, Noise(Image.Channels * Image.Height * Image.Width * Batch)).ShouldAllBe(logit => float.IsFinite(logit));
    }

    private static Graph Operation(NasBench201Operation operation, int side)
    {
        var builder = new GraphBuilder(new TensorShape(1, side, side));
        return builder.Build(operation switch
        {
            NasBench201Operation.SkipConnect => builder.Input,
            NasBench201Operation.AvgPool3x3 => builder.AveragePool(builder.Input, Extent.Square(3), padding: Extent.Square(1)),
            _ => builder.BatchNorm(
                builder.Convolution(builder.Relu(builder.Input), "cell0.nor_conv_3x3(0).0.conv", 1, Extent.Square(3), padding: Extent.Square(1)),
                "cell0.nor_conv_3x3(0).0.bn"),
        });
    }

    private static void ShouldBeEqual(Graph left, Graph right)
    {
        Describe(left).ShouldBe(Describe(right));
        float[] input = Noise(left.Input.Shape.Length * Batch);
        Run(left, input).Select(BitConverter.SingleToInt32Bits).ShouldBe(Run(right, input).Select(BitConverter.SingleToInt32Bits));
    }

    private static float[] Run(Graph graph, float[] input, int batch = Batch)
    {
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, batch), WeightInitialization.KaimingNormal(graph, 1, 0), input);
        var output = new float[graph.Output.Shape.Length * batch];
        pass.ReadOutput(output);
        return output;
    }

    private static float[] Noise(int length)
    {
        var values = new float[length];
        new RandomStream(2, "test/noise").FillGaussian(values, 1);
        return values;
    }

    private static string Describe(Graph graph) =>
        string.Join('\n', graph.Nodes.Select(node => $"{node.Operation} of {string.Join(',', node.Inputs)} is {node.Shape}"));
}
