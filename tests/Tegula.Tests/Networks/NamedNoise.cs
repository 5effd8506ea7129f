using System.Text;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;

namespace Tegula.Tests.Networks;

/// <summary>Numbers in [-1, 1) that a name decides, the same in <c>make_model_goldens.py</c>: SplitMix64 started with the FNV-1a hash of the name.</summary>
internal static class NamedNoise
{
    public static double[] Of(string name, int length)
    {
        ulong start = 0xCBF29CE484222325;
        foreach (byte letter in Encoding.UTF8.GetBytes(name)) start = (start ^ letter) * 0x100000001B3;
        var values = new double[length];
        for (int i = 0; i < length; i++)
        {
            ulong state = start + (((ulong)i + 1) * 0x9E3779B97F4A7C15);
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            state ^= state >> 31;
            values[i] = ((state >> 40) * Math.ScaleB(1, -23)) - 1;
        }

        return values;
    }

    /// <summary>Weights uniform with variance 2 / fan in, biases and shifts within 1/4 of 0, scales within 1/4 of 1.</summary>
    public static float[] Parameters(Graph graph) => [.. graph.Parameters.SelectMany(parameter =>
    {
        double factor = parameter.IsWeight ? Math.Sqrt(6.0 / parameter.FanIn) : 0.25;
        double centre = parameter.Kind == ParameterKind.Scale ? 1 : 0;
        return Of(parameter.Name, parameter.Length).Select(value => (float)(centre + (factor * value)));
    })];

    /// <summary>Running statistics: means within 1/4 of 0, variances within 1/2 of 1.</summary>
    public static BatchNormStatistics Statistics(ForwardPlan plan)
    {
        var statistics = new BatchNormStatistics(plan.StatisticsLength);
        foreach (Node node in plan.Graph.Nodes)
        {
            if (node.Operation is not BatchNormOperation norm) continue;
            string name = norm.Scale.Name[..norm.Scale.Name.LastIndexOf('.')];
            Of(name + ".mean", node.Shape.Channels).Select(value => 0.25 * value).ToArray().CopyTo(statistics.Means, plan.FirstStatistic(node));
            Of(name + ".variance", node.Shape.Channels).Select(value => 1 + (0.5 * value)).ToArray().CopyTo(statistics.Variances, plan.FirstStatistic(node));
        }

        return statistics;
    }

    /// <summary>The output for a batch of images of noise, with such parameters and statistics: (sample, channel).</summary>
    /// <param name="graph">The network.</param>
    /// <param name="batch">Images.</param>
    /// <param name="dropPaths">Factors of the dropped paths; empty for none.</param>
    /// <param name="parameters">In place of the named ones.</param>
    public static float[] Output(Graph graph, int batch, ReadOnlySpan<float> dropPaths = default, float[]? parameters = null)
    {
        var plan = ForwardPlan.Compile(graph, batch);
        float[] images = GoldenArray.ToBatchInnermost(Of("images", batch * graph.Input.Shape.Length), batch);
        using var pass = new ForwardPass();
        pass.Run(plan, parameters ?? Parameters(graph), images, BatchNormMode.GivenStatistics, Statistics(plan), dropPaths: dropPaths);
        var output = new float[graph.Output.Shape.Length * batch];
        pass.ReadOutput(output);
        return GoldenArray.FromBatchInnermost(output, batch);
    }
}
