using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Networks;

namespace Tegula.Tests.Networks;

public sealed class DagNetworkTests
{
    private const int Batch = 3;
    private const int Width = 5;
    private const int Inputs = 12;
    private const int Classes = 4;

    /// <summary>DAG#1, #2 and #3 written out by hand: W(s, t) h is the activated map on the edge from s to t.</summary>
    [Theory]
    [InlineData("2_02_002", Activation.Relu)]
    [InlineData("1_01_222", Activation.Relu)]
    [InlineData("2_21_112", Activation.Relu)]
    [InlineData("2_02_002", Activation.Elu)]
    [InlineData("1_01_222", Activation.Elu)]
    [InlineData("2_21_112", Activation.Elu)]
    public void DAGs_of_the_paper_are_their_products_of_matrices(string code, Activation activation)
    {
        Graph graph = Build(code, new() { Width = Width, Activation = activation });
        float[] parameters = NamedNoise.Parameters(graph);
        float[] output = NamedNoise.Output(graph, Batch);
        double[] images = NamedNoise.Of("images", Batch * Inputs);
        for (int sample = 0; sample < Batch; sample++)
        {
            double[] h0 = Activated("stem", images[(sample * Inputs)..((sample + 1) * Inputs)]);
            double[] last = code switch
            {
                "2_02_002" => Map(2, 3, Map(1, 2, Map(0, 1, h0))),
                "1_01_222" => Sum(Map(0, 3, h0), Map(1, 3, h0), Map(2, 3, h0)),
                _ => Third(h0),
            };
            double[] logits = Times("classifier", last);
            double[] bias = Values("classifier.bias");
            for (int k = 0; k < Classes; k++) ((double)output[(sample * Classes) + k]).ShouldBe(logits[k] + bias[k], 1e-5);
        }

        double[] Third(double[] h0)
        {
            double[] h1 = Map(0, 1, h0);
            double[] h2 = Sum(Map(0, 2, h0), h1);
            return Sum(h0, h1, Map(2, 3, h2));
        }

        double[] Map(int source, int target, double[] value) => Activated($"edge{source}-{target}", value);

        double[] Activated(string name, double[] value) =>
            [.. Times(name, value).Select(x => x > 0 ? x : activation == Activation.Relu ? 0 : Math.Exp(x) - 1)];

        double[] Times(string name, double[] value)
        {
            double[] weight = Values(name + ".weight");
            return [.. weight.Chunk(value.Length).Select(row => row.Zip(value, (w, x) => w * x).Sum())];
        }

        double[] Values(string name)
        {
            Parameter parameter = graph.Parameters.Single(item => item.Name == name);
            return [.. parameters.Skip(parameter.Offset).Take(parameter.Length).Select(value => (double)value)];
        }
    }

    [Fact]
    public void All_three_have_as_many_parameters()
    {
        // Stem, three maps without bias, classifier with bias.
        foreach (string code in new[] { "2_02_002", "1_01_222", "2_21_112" })
        {
            Graph graph = ArchitectureNetwork.Build(DagArchitecture.Parse(code), new(1, 28, 28), 10, new());
            graph.ParameterLength.ShouldBe((784 * 1_024) + (3 * 1_024 * 1_024) + 10_250);
        }
    }

    [Fact]
    public void Nodes_that_nothing_feeds_are_zero_and_edges_that_nothing_reads_cost_nothing()
    {
        // Node 1 is never fed, so its maps vanish; node 2 feeds nothing.
        Graph graph = Build("0_22_120", new() { Width = Width });
        graph.ParameterLength.ShouldBe((Inputs * Width) + ((Width + 1) * Classes));
        Graph cut = Build("2_20_102", new() { Width = Width });
        cut.ParameterLength.ShouldBe((Inputs * Width) + (2 * Width * Width) + ((Width + 1) * Classes));
    }

    [Fact]
    public void A_DAG_whose_output_is_zero_is_refused() =>
        Should.Throw<ArgumentException>(() => Build("2_00_002", new())).Message
            .ShouldBe("the output of the DAG 2_00_002 is zero whatever the image; there is no network to build");

    private static double[] Sum(params ReadOnlySpan<double[]> values)
    {
        double[] sum = [.. values[0]];
        foreach (double[] value in values[1..])
        {
            for (int i = 0; i < sum.Length; i++) sum[i] += value[i];
        }

        return sum;
    }

    private static Graph Build(string code, NetworkOptions options) => ArchitectureNetwork.Build(DagArchitecture.Parse(code), new(3, 2, 2), Classes, options);
}
