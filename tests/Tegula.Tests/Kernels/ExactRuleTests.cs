using Tegula.Compute;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

/// <summary>The exact rule against closed forms by hand, and against finite networks run and differentiated by hand.</summary>
public sealed class ExactRuleTests
{
    private const int Width = 300;
    private const int Networks = 24;

    [Fact]
    public void Three_edges_from_one_node_add_the_products_of_their_means()
    {
        const double R = 0.5;
        double[,] kernel = NngpTests.Kernel("1_01_222", R, PropagationRule.Exact).Nngp;
        kernel[0, 0].ShouldBe(3 + (6 / Math.PI), 1e-14);
        kernel[0, 1].ShouldBe((3 * PlainDag.F(R)) + (6 / Math.PI), 1e-14);
    }

    [Fact]
    public void Means_in_front_of_an_edge_raise_the_correlation_that_it_sees()
    {
        // Node 2 of DAG#3 is the sum of two edges behind the input, each of mean 1/sqrt(pi).
        const double R = 0.5;
        double f = PlainDag.F(R), variance = 2 + (2 / Math.PI), correlation = ((2 * f) + (2 / Math.PI)) / variance;
        double mean = Math.Sqrt(variance / Math.PI);
        double[,] kernel = NngpTests.Kernel("2_21_112", R, PropagationRule.Exact).Nngp;
        double cross = 2 * mean * Math.Sqrt(1 / Math.PI);
        kernel[0, 0].ShouldBe(1 + 1 + variance + cross, 1e-13);
        kernel[0, 1].ShouldBe(R + f + (variance * PlainDag.F(correlation)) + cross, 1e-13);
    }

    [Fact]
    public void What_arrives_twice_counts_four_times()
    {
        // 2_11_111: the output is 2 (input + edge), four paths.
        const double R = 0.3;
        LimitKernels exact = NngpTests.Kernel("2_11_111", R, PropagationRule.Exact), variance = NngpTests.Kernel("2_11_111", R);
        exact.Nngp[0, 1].ShouldBe(4 * (R + PlainDag.F(R)), 1e-14);
        exact.Ntk![0, 0].ShouldBe(4 + 4 + 4, 1e-14);
        variance.Nngp[0, 1].ShouldBe(2 * (R + PlainDag.F(R)), 1e-14);
        variance.Ntk![0, 0].ShouldBe(2 + 2 + 2, 1e-14);
    }

    [Fact]
    public void Without_means_and_without_skips_that_meet_again_the_two_rules_agree()
    {
        foreach (Activation activation in new[] { Activations.Tanh, Activations.Erf, Activations.Linear })
        {
            foreach (string code in new[] { "2_02_002", "1_01_222", "2_21_112", "2_12_002" })
            {
                double[,] exact = NngpTests.Network(code, activation, PropagationRule.Exact).Kernels(InputKernel.OfCorrelation(0.4)).Nngp;
                double[,] variance = NngpTests.Network(code, activation).Kernels(InputKernel.OfCorrelation(0.4)).Nngp;
                exact[0, 1].ShouldBe(variance[0, 1], 1e-12, $"{activation} {code}");
            }
        }
    }

    [Theory]
    [InlineData("2_21_112", "relu")]
    [InlineData("2_12_112", "relu")]
    [InlineData("2_11_111_2002", "relu")]
    [InlineData("1_22_122", "sigmoid")]
    [InlineData("2_22_112", "gelu")]
    [InlineData("2_11_112", "tanh")]
    public void Finite_networks_have_these_kernels_within_their_error(string code, string id)
    {
        Activation activation = Activations.Find(id)!;
        double[][] samples = Samples([0.6, -0.3, 0.2], mean: 0);
        LimitKernels exact = NngpTests.Network(code, activation, PropagationRule.Exact).Kernels(Gram(samples));
        ((double[,] Mean, double[,] Error) nngp, (double[,] Mean, double[,] Error) ntk) = Measure(code, activation, samples);
        Deviation(exact.Nngp, nngp).ShouldBeLessThan(5);
        Deviation(exact.Ntk!, ntk).ShouldBeLessThan(5);
    }

    [Theory]
    [InlineData("1_01_222")]
    [InlineData("2_21_112")]
    [InlineData("2_11_111_2002")]
    public void The_variance_rule_is_far_outside_that_error(string code)
    {
        double[][] samples = Samples([0.6, -0.3, 0.2], mean: 0);
        LimitKernels variance = NngpTests.Network(code, Activations.Relu).Kernels(Gram(samples));
        ((double[,] Mean, double[,] Error) nngp, _) = Measure(code, Activations.Relu, samples);
        Deviation(variance.Nngp, nngp).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Inputs_that_are_not_centred_have_a_mean_of_their_own()
    {
        double[][] samples = Samples([0.5, 0.1], mean: 0.8);
        double[] means = [.. samples.Select(sample => sample.Sum() / Math.Sqrt(Width))];
        InfiniteWidthNetwork network = NngpTests.Network("2_21_112", Activations.Relu, PropagationRule.Exact);
        ((double[,] Mean, double[,] Error) nngp, (double[,] Mean, double[,] Error) ntk) = Measure("2_21_112", Activations.Relu, samples);
        LimitKernels with = network.Kernels(Gram(samples), new() { InputMeans = means });
        Deviation(with.Nngp, nngp).ShouldBeLessThan(5);
        Deviation(with.Ntk!, ntk).ShouldBeLessThan(5);
        Deviation(network.Kernels(Gram(samples)).Nngp, nngp).ShouldBeGreaterThan(7);
    }

    // Random unit vectors near one another, with this mean over their entries times the root of their number.
    private static double[][] Samples(double[] closeness, double mean)
    {
        var random = new RandomStream(5, "finite");
        double[] Unit()
        {
            double[] x = [.. Enumerable.Range(0, Width).Select(_ => random.NextGaussian())];
            double average = x.Average();
            double norm = Math.Sqrt(x.Sum(value => (value - average) * (value - average)));
            return [.. x.Select(value => (value - average) / norm)];
        }

        double[] first = Unit();
        double centred = Math.Sqrt(1 - (mean * mean));
        var samples = new List<double[]>();
        foreach (double share in closeness)
        {
            double rest = Math.Sqrt(1 - (share * share));
            samples.Add([.. first.Zip(Unit(), (a, b) => (((share * a) + (rest * b)) * centred) + (mean / Math.Sqrt(Width)))]);
        }

        return [.. samples];
    }

    private static double[,] Gram(double[][] samples)
    {
        var gram = new double[samples.Length, samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            for (int j = 0; j < samples.Length; j++)
                gram[i, j] = i == j ? 1 : samples[Math.Min(i, j)].Zip(samples[Math.Max(i, j)], (a, b) => a * b).Sum();
        }

        foreach (double[] sample in samples)
        {
            double norm = Math.Sqrt(sample.Sum(value => value * value));
            for (int i = 0; i < sample.Length; i++)
                sample[i] /= norm;
        }

        return gram;
    }

    private static ((double[,] Mean, double[,] Error) Nngp, (double[,] Mean, double[,] Error) Ntk) Measure(
        string code, Activation activation, double[][] samples)
    {
        var network = new PlainFiniteNetwork(new PlainDag(code), Width, activation.Value, activation.Derivative, activation.Normalization);
        var runs = new (double[,] Nngp, double[,] Ntk)[Networks];
        Parallel.For(0, Networks, index => runs[index] = network.Measure(samples, (ulong)index));
        return (Spread([.. runs.Select(run => run.Nngp)]), Spread([.. runs.Select(run => run.Ntk)]));
    }

    private static (double[,] Mean, double[,] Error) Spread(double[][,] runs)
    {
        int n = runs[0].GetLength(0);
        (double[,] mean, double[,] error) = (new double[n, n], new double[n, n]);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double average = runs.Average(run => run[i, j]);
                mean[i, j] = average;
                error[i, j] = Math.Sqrt(runs.Sum(run => (run[i, j] - average) * (run[i, j] - average)) / (runs.Length - 1.0) / runs.Length);
            }
        }

        return (mean, error);
    }

    private static double Deviation(double[,] kernel, (double[,] Mean, double[,] Error) measured)
    {
        double worst = 0;
        for (int i = 0; i < kernel.GetLength(0); i++)
        {
            for (int j = 0; j < kernel.GetLength(0); j++)
                worst = Math.Max(worst, Math.Abs(kernel[i, j] - measured.Mean[i, j]) / measured.Error[i, j]);
        }

        return worst;
    }
}
