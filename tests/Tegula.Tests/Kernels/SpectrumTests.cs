using Tegula.Kernels;

namespace Tegula.Tests.Kernels;

public sealed class SpectrumTests
{
    [Fact]
    public void The_eigenvalues_of_constant_correlation_are_known()
    {
        const int N = 12;
        const double R = 0.3;
        var kernel = new double[N, N];
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
                kernel[i, j] = i == j ? 1 : R;
        }

        KernelSpectrum spectrum = KernelSpectrum.Of(kernel);
        spectrum.Eigenvalues.Length.ShouldBe(N);
        spectrum.Eigenvalues.Take(N - 1).ShouldAllBe(value => Math.Abs(value - (1 - R)) < 1e-13);
        spectrum.Largest.ShouldBe(1 + ((N - 1) * R), 1e-12);
        spectrum.IsSingular.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2_02_002")]
    [InlineData("2_12_112")]
    [InlineData("2_22_222")]
    public void The_pair_bound_is_above_the_smallest_eigenvalue_and_equal_to_it_for_two_samples(string code)
    {
        foreach (int samples in new[] { 2, 3, 10, 40 })
        {
            double[,] kernel = NngpTests.Network(code, Activations.Relu).Kernels(NngpTests.RandomKernel(samples)).Nngp;
            double smallest = KernelSpectrum.Of(kernel).Smallest;
            PairBound.Of(kernel).ShouldBeGreaterThanOrEqualTo(smallest);
            if (samples == 2)
                PairBound.Of(kernel).ShouldBe(smallest);
        }
    }

    [Fact]
    public void The_pair_bound_of_unequal_diagonals_is_the_smallest_eigenvalue_of_the_worst_pair()
    {
        double[,] kernel = { { 2, 1, 0.1 }, { 1, 5, 0 }, { 0.1, 0, 3 } };
        PairBound.Of(kernel).ShouldBe(3.5 - Math.Sqrt((1.5 * 1.5) + 1), 1e-15);
    }

    [Fact]
    public void Parallel_samples_make_a_singular_kernel()
    {
        KernelSpectrum spectrum = KernelSpectrum.Of(NngpTests.Kernel("2_21_112", 1).Nngp);
        spectrum.Smallest.ShouldBe(0);
        spectrum.IsSingular.ShouldBeTrue();
        double[,] twins = { { 1, 1, 0.2 }, { 1, 1, 0.2 }, { 0.2, 0.2, 1 } };
        KernelSpectrum.Of(NngpTests.Network("2_21_112", Activations.Relu).Kernels(twins).Nngp).IsSingular.ShouldBeTrue();
    }

    [Fact]
    public void The_curve_is_the_power_of_theorem_3_1_and_ranks_networks_at_one_learning_rate()
    {
        const double Eta = 0.2;
        double[] smallest = [.. new[] { "2_02_002", "1_01_222", "2_21_112" }.Select(code => KernelSpectrum.Of(NngpTests.Kernel(code, 0.5).Nngp).Smallest)];
        double[][] curves = [.. smallest.Select(value => ConvergenceCurve.Of(value, Eta, 50).ToArray())];
        for (int step = 0; step <= 50; step++)
        {
            for (int dag = 0; dag < 3; dag++)
                curves[dag][step].ShouldBe(Math.Pow(1 - (Eta * smallest[dag] / 2), step), 1e-14);
            if (step > 0)
                (curves[0][step] > curves[1][step] && curves[1][step] > curves[2][step]).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_learning_rate_without_a_bound_is_refused_with_the_largest_that_has_one()
    {
        ConvergenceCurve.LearningRateLimit(0.5).ShouldBe(4);
        ConvergenceCurve.Of(0.5, 3.999, 1)[1].ShouldBe(1 - (3.999 / 4), 1e-15);
        NngpTests.Refused(() => ConvergenceCurve.Of(0.5, 4, 10), "below 4");
        NngpTests.Refused(() => ConvergenceCurve.Of(0.5, 0, 10), "above 0");
        NngpTests.Refused(() => ConvergenceCurve.Of(0.5, double.NaN, 10), "NaN");
        NngpTests.Refused(() => ConvergenceCurve.Of(0, 0.1, 10), "positive");
        NngpTests.Refused(() => ConvergenceCurve.Of(0.5, 0.1, -1), "-1 steps");
        NngpTests.Refused(() => KernelSpectrum.Of(new double[2, 3]), "2 x 3");
        NngpTests.Refused(() => PairBound.Of(new[,] { { 1.0 } }), "pair");
    }
}
