using Tegula.Compute;

namespace Tegula.Tests.Kernels;

/// <summary>One random network of finite width in double precision, forward and backward by hand: u = a^T X, edges sqrt(c/m) s(W X).</summary>
internal sealed class PlainFiniteNetwork(PlainDag dag, int width, Func<double, double> value, Func<double, double> derivative, double normalization)
{
    private readonly double _scale = Math.Sqrt(normalization / width);

    /// <summary>Inner products of outputs and of gradients (all weights and a) of samples given as columns of entries.</summary>
    public (double[,] Nngp, double[,] Ntk) Measure(double[][] samples, ulong seed)
    {
        double[][,] weights = [.. dag.Edges.Select((edge, index) => edge.Linear ? Weights(seed, index) : new double[0, 0])];
        var readout = new RandomStream(seed, "readout");
        double[] a = [.. Enumerable.Range(0, width).Select(_ => readout.NextGaussian())];
        (double[][] nodes, double[][] pre)[] forward = [.. samples.Select(sample => Forward(sample, weights))];
        double[][][] cotangents = [.. forward.Select(run => Backward(run.pre, a, weights))];
        int n = samples.Length;
        var nngp = new double[n, n];
        var ntk = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                nngp[i, j] = ntk[i, j] = Dot(forward[i].nodes[^1], forward[j].nodes[^1]);

                // du/dW is the outer product of the cotangent of W X and of X.
                for (int e = 0; e < dag.Edges.Count; e++)
                {
                    (int source, _, bool linear) = dag.Edges[e];
                    if (linear)
                        ntk[i, j] += Dot(cotangents[i][e], cotangents[j][e]) * Dot(forward[i].nodes[source], forward[j].nodes[source]);
                }
            }
        }

        return (nngp, ntk);
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private double[,] Weights(ulong seed, int edge)
    {
        var random = new RandomStream(seed, "weights", (ulong)edge);
        var weights = new double[width, width];
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
                weights[i, j] = random.NextGaussianSingle();
        }

        return weights;
    }

    private (double[][] Nodes, double[][] Pre) Forward(double[] sample, double[][,] weights)
    {
        double[][] nodes = [sample, .. Enumerable.Range(1, dag.Nodes - 1).Select(_ => new double[width])];
        var pre = new double[dag.Edges.Count][];
        for (int e = 0; e < pre.Length; e++)
        {
            (int source, int target, bool linear) = dag.Edges[e];
            pre[e] = linear ? new double[width] : nodes[source];
            for (int i = 0; i < width; i++)
            {
                if (linear)
                {
                    for (int j = 0; j < width; j++)
                        pre[e][i] += weights[e][i, j] * nodes[source][j];
                }

                nodes[target][i] += linear ? _scale * value(pre[e][i]) : pre[e][i];
            }
        }

        return (nodes, pre);
    }

    private double[][] Backward(double[][] pre, double[] a, double[][,] weights)
    {
        double[][] nodes = [.. Enumerable.Range(0, dag.Nodes).Select(_ => new double[width])];
        nodes[^1] = a;
        var cotangents = new double[dag.Edges.Count][];
        foreach (int e in Enumerable.Range(0, dag.Edges.Count).OrderByDescending(e => dag.Edges[e].Target))
        {
            (int source, int target, bool linear) = dag.Edges[e];
            cotangents[e] = [.. nodes[target].Select((c, i) => linear ? c * _scale * derivative(pre[e][i]) : c)];
            for (int i = 0; i < width; i++)
            {
                if (!linear)
                {
                    nodes[source][i] += cotangents[e][i];
                    continue;
                }

                for (int j = 0; j < width; j++)
                    nodes[source][j] += weights[e][i, j] * cotangents[e][i];
            }
        }

        return cotangents;
    }
}
