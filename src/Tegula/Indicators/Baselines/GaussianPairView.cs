using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Networks;

namespace Tegula.Indicators.Baselines;

/// <summary>Shows two near Gaussian images to a network with Gaussian weights.</summary>
internal static class GaussianPairView
{
    private const int Pairs = 16;
    private const float Step = 0.01f;

    /// <summary>Distance of the features and the variances that the batch norms divided by for the first image of each pair.</summary>
    /// <param name="graph">The network; the features are what its last pooling of whole images reads.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="repeat">Which initialisation.</param>
    /// <param name="forward">Runs the network.</param>
    /// <param name="token">Checked between operations.</param>
    public static GaussianPair Of(Graph graph, ulong seed, int repeat, ForwardPass forward, CancellationToken token)
    {
        Node pooled = graph.Nodes.Last(node => node.Operation is AveragePoolOperation && node.Shape.Pixels == 1);
        Node features = graph.Nodes[pooled.Inputs[0]];
        var plan = ForwardPlan.Compile(graph, Pairs);
        float[] weights = WeightInitialization.StandardNormal(graph, seed, repeat);
        float[] images = Gaussian(graph.Input.Shape.Length * Pairs, new(seed, "gaussian images", (ulong)repeat));
        float[] near = Gaussian(images.Length, new(seed, "gaussian steps", (ulong)repeat));
        for (int i = 0; i < near.Length; i++) near[i] = images[i] + (Step * near[i]);

        float[] left = Features(images);
        double[] variances = [.. graph.Nodes.Where(node => node.Operation is BatchNormOperation).Select(Variance)];
        float[] right = Features(near);
        double distance = 0;
        for (int i = 0; i < left.Length; i++) distance += Math.Abs((double)left[i] - right[i]);
        return new GaussianPair(distance / Pairs, variances);

        double Variance(Node norm) => forward.Statistics.Variances.AsSpan(plan.FirstStatistic(norm), norm.Shape.Channels).ToArray().Average();

        float[] Features(float[] batch)
        {
            var values = new float[features.Shape.Length * Pairs];
            forward.Run(plan, weights, batch, computed: node =>
            {
                token.ThrowIfCancellationRequested();
                if (node == features) forward.ReadValue(node, values);
            });
            return values;
        }
    }

    private static float[] Gaussian(int length, RandomStream random)
    {
        var values = new float[length];
        random.FillGaussian(values, 1f);
        return values;
    }
}
