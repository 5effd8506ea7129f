using FsCheck;
using FsCheck.Fluent;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

public sealed class NngpTests
{
    private const string Dag1 = "2_02_002";
    private const string Dag2 = "1_01_222";
    private const string Dag3 = "2_21_112";

    [Fact]
    public void The_three_dags_of_the_paper_have_its_closed_forms_at_every_correlation()
    {
        for (double r = -1; r <= 1; r += 0.01)
        {
            double c = Math.Min(r, 1);
            double f = PlainDag.F(c), ff = PlainDag.F(f), fff = PlainDag.F(ff);
            Kij(Dag1, c).ShouldBe(fff, 1e-12);
            Kij(Dag2, c).ShouldBe(3 * f, 1e-12);
            Kij(Dag3, c).ShouldBe(c + f + (2 * ff), 1e-12);
        }
    }

    [Theory]
    [InlineData(Dag1, 1)]
    [InlineData(Dag2, 3)]
    [InlineData(Dag3, 4)]
    public void The_diagonal_is_the_number_of_paths_and_lambda_is_the_difference(string code, int paths)
    {
        foreach (double r in new[] { 0.0, 0.1, 0.25, 0.5, 0.9, 0.999 })
        {
            double[,] kernel = Kernel(code, r).Nngp;
            kernel[0, 0].ShouldBe(paths);
            kernel[1, 1].ShouldBe(paths);
            KernelSpectrum.Of(kernel).Smallest.ShouldBe(paths - kernel[0, 1], 1e-14);
            PairBound.Of(kernel).ShouldBe(paths - kernel[0, 1], 1e-14);
        }
    }

    [Fact]
    public void Dag_1_converges_slower_than_dag_2_and_dag_2_slower_than_dag_3_on_a_dense_grid()
    {
        for (int step = 1; step < 2_000; step++)
            RequireOrder(step / 2_000.0);
    }

    [Fact]
    public void Dag_1_converges_slower_than_dag_2_and_dag_2_slower_than_dag_3_at_any_correlation() =>
        Prop.ForAll(Gen.Choose(1, 999_999).Select(i => i * 1e-6).ToArbitrary(), RequireOrder).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_dags_agree_with_the_plainest_recursion_over_their_nodes()
    {
        var random = new RandomStream(1, "dags");
        for (int trial = 0; trial < 200; trial++)
        {
            string code = PlainDag.RandomCode(random, 1 + random.NextInt(7));
            double r = (2 * random.NextDouble()) - 1;
            (double kij, double kii, double tij, double tii) = new PlainDag(code).ReluVariance(r);
            if (kii == 0)
                continue;
            LimitKernels kernels = Kernel(code, r);
            kernels.Nngp[0, 1].ShouldBe(kij, 1e-12 * kii, code);
            kernels.Nngp[0, 0].ShouldBe(kii, 1e-12 * kii, code);
            kernels.Ntk![0, 1].ShouldBe(tij, 1e-12 * tii, code);
            kernels.Ntk[1, 1].ShouldBe(tii, 1e-12 * tii, code);
        }
    }

    [Theory]
    [InlineData(PropagationRule.Variance)]
    [InlineData(PropagationRule.Exact)]
    public void Threads_change_no_bit_and_the_matrix_is_symmetric_to_the_last_bit(PropagationRule rule)
    {
        foreach (int samples in new[] { 1, 2, 3, 63, 64, 65, 131 })
        {
            double[,] input = RandomKernel(samples);
            InfiniteWidthNetwork network = Network("2_12_112", Activations.Relu, rule);
            LimitKernels one = network.Kernels(input, new() { Threads = 1 });
            LimitKernels many = network.Kernels(input, new() { Threads = 5 });
            many.Nngp.ShouldBe(one.Nngp);
            many.Ntk.ShouldBe(one.Ntk);
            RequireSymmetric(one.Nngp);
            RequireSymmetric(one.Ntk!);
            network.Kernels(input, new() { WithNtk = false }).Ntk.ShouldBeNull();
            network.Kernels(input, new() { WithNtk = false }).Nngp.ShouldBe(one.Nngp);
        }
    }

    [Fact]
    public void A_pair_has_the_same_bits_in_any_matrix_that_holds_it()
    {
        double[,] input = RandomKernel(150);
        foreach (Activation activation in new[] { Activations.Relu, Activations.Gelu })
        {
            double[,] whole = Network(Dag3, activation).Kernels(input).Nngp;
            foreach ((int i, int j) in new[] { (0, 1), (3, 70), (66, 149), (148, 149) })
                Network(Dag3, activation).Kernels(new[,] { { 1, input[i, j] }, { input[i, j], 1 } }).Nngp[0, 1].ShouldBe(whole[i, j]);
        }
    }

    [Fact]
    public void Samples_of_other_lengths_scale_a_relu_kernel_and_only_that()
    {
        double[,] unit = RandomKernel(5);
        double[] lengths = [0.5, 1, 2, 3, 7];
        double[,] scaled = new double[5, 5];
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
                scaled[i, j] = unit[i, j] * lengths[i] * lengths[j];
        }

        double[,] expected = Network(Dag3, Activations.Relu).Kernels(unit).Nngp;
        double[,] actual = Network(Dag3, Activations.Relu).Kernels(scaled).Nngp;
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
                actual[i, j].ShouldBe(expected[i, j] * lengths[i] * lengths[j], 1e-12 * lengths[i] * lengths[j]);
        }
    }

    [Fact]
    public void A_branch_that_ends_blindly_changes_nothing()
    {
        // Node 1 feeds node 2 only, and node 2 feeds nothing.
        Kernel("2_22_200", 0.3).Nngp.ShouldBe(Kernel("2", 0.3).Nngp);
        Kernel("2_22_200", 0.3).Ntk.ShouldBe(Kernel("2", 0.3).Ntk);
    }

    [Fact]
    public void A_kernel_that_is_none_is_refused_in_one_line()
    {
        InfiniteWidthNetwork network = Network(Dag1, Activations.Relu);
        Refused(() => network.Kernels(new double[0, 0]), "N at least 1");
        Refused(() => network.Kernels(new double[2, 3]), "2 x 3");
        Refused(() => network.Kernels(new[,] { { 1, 0.5 }, { 0.4, 1 } }), "not symmetric");
        Refused(() => network.Kernels(new[,] { { 1, 1.5 }, { 1.5, 1 } }), "correlation");
        Refused(() => network.Kernels(new[,] { { 1, double.NaN }, { double.NaN, 1 } }), "NaN");
        Refused(() => network.Kernels(new[,] { { 0, 0.0 }, { 0, 1 } }), "diagonal");
        Refused(() => network.Kernels(new[,] { { 1.0 } }, new() { InputMeans = [0, 0] }), "2 input means");
    }

    internal static InfiniteWidthNetwork Network(string code, Activation activation, PropagationRule rule = PropagationRule.Variance) =>
        InfiniteWidthNetwork.Of(DagArchitecture.Parse(code).ToGraph(), activation, rule);

    internal static LimitKernels Kernel(string code, double correlation, PropagationRule rule = PropagationRule.Variance) =>
        Network(code, Activations.Relu, rule).Kernels(InputKernel.OfCorrelation(correlation));

    /// <summary>Correlations of random vectors of 8 entries.</summary>
    internal static double[,] RandomKernel(int samples)
    {
        var random = new RandomStream(2, "samples");
        double[] rows = [.. Enumerable.Range(0, 8 * samples).Select(_ => random.NextGaussian())];
        return samples == 1 ? new[,] { { 1.0 } } : InputKernel.OfRows(rows, samples, 8, 1);
    }

    internal static void Refused(Action action, string words)
    {
        string message = Should.Throw<KernelException>(action).Message;
        message.ShouldContain(words);
        message.ShouldNotContain('\n');
    }

    private static void RequireOrder(double r)
    {
        double[] bounds = [.. new[] { Dag1, Dag2, Dag3 }.Select(code => PairBound.Of(Kernel(code, r).Nngp))];
        bounds[0].ShouldBeLessThan(bounds[1], $"at {r}");
        bounds[1].ShouldBeLessThan(bounds[2], $"at {r}");
    }

    private static void RequireSymmetric(double[,] kernel)
    {
        for (int i = 0; i < kernel.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
                kernel[i, j].ShouldBe(kernel[j, i]);
        }
    }

    private static double Kij(string code, double correlation) => Kernel(code, correlation).Nngp[0, 1];
}
