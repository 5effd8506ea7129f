using Tegula.Indicators;
using Tegula.Indicators.Baselines;

namespace Tegula.Tests.Indicators.Baselines;

/// <summary>Each formula on numbers that a hand can follow.</summary>
public sealed class BaselineFormulaTests
{
    [Fact]
    public void Snip_sums_magnitudes_of_weight_times_gradient()
    {
        NetworkObservation seen = Observations.Blank([1, -2, 3, 4], [5, -6], 2);
        seen.Gradient = Observations.Gradient(seen, -1, 0.5f, 2, 0, -3, 1);
        new Snip().ValueOf(seen).ShouldBe(1 + 1 + 6 + 0 + 15 + 6);
    }

    [Fact]
    public void Grad_norm_adds_the_norms_of_the_tensors()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.Gradient = Observations.Gradient(seen, 1, -4, 2, 2, -3, 4);
        new GradientNorm().ValueOf(seen).ShouldBe(5 + 5);
    }

    [Fact]
    public void Grasp_is_minus_the_gradient_times_its_own_slope_along_the_weights()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.Gradient = Observations.Gradient(seen, 1, 2, 0, 0, -1, 0);
        seen.LargerGradient = Observations.Gradient(seen, 1.5f, 2, 7, 7, 0.25f, 7);
        seen.SmallerGradient = Observations.Gradient(seen, 1, 1, -7, -7, 0, -7);
        new Grasp().ValueOf(seen).ShouldBe(-(0.5 + 2 - 0.25) / (2 * NetworkObservation.RelativeStep), 1e-12);
    }

    [Fact]
    public void Fisher_adds_half_the_mean_square_of_each_channel()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.ChannelSaliencies = [[1, -3, 2, 0], [4, 0]];
        new Fisher().ValueOf(seen).ShouldBe(((1 + 9) / 4.0) + ((4 + 0) / 4.0) + ((16 + 0) / 4.0));
    }

    [Fact]
    public void Zico_adds_per_tensor_the_logarithm_of_mean_magnitude_over_deviation()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);

        // Mean magnitudes 2, 2 and 1 over deviations 1, 2 and 0.5; the fourth pair is equal and takes no part, nor does the whole second tensor.
        seen.Gradient = Observations.Gradient(seen, 1, 2, 1.5f, 8, 3, 3);
        seen.SecondGradient = Observations.Gradient(seen, 3, -2, 0.5f, 8, 3, 3);
        new Zico().ValueOf(seen).ShouldBe(Math.Log(2 + 1 + 2), 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Jacob_cov_of_orthogonal_rows_is_the_largest_there_is(int samples)
    {
        // Rows of a Hadamard matrix but the first: mean 0, orthogonal.
        double[][] rows = [.. Enumerable.Range(1, samples).Select(row => Enumerable.Range(0, 8).Select(column => Sign(row & column)).ToArray())];
        JacobianValue(rows).ShouldBe(-samples * (Math.Log(1 + 1e-5) + (1 / (1 + 1e-5))), 1e-9);

        static double Sign(int bits) => int.PopCount(bits) % 2 == 0 ? 3 : -3;
    }

    [Fact]
    public void Jacob_cov_of_equal_rows_pays_for_every_lost_direction()
    {
        double[] row = [1, 5, -2, 0.5];
        double[][] rows = [row, [.. row.Select(value => (2 * value) + 1)], row];
        JacobianValue(rows).ShouldBe(-(Math.Log(3 + 1e-5) + (1 / (3 + 1e-5)) + (2 * (Math.Log(1e-5) + 1e5))), 1e-2);
    }

    [Fact]
    public void Jacob_cov_has_no_correlation_with_a_gradient_that_is_constant()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.InputGradient = [[1, 2, 3], [4, 4, 4]];
        new JacobianCovariance().Of(seen).Status.ShouldBe(IndicatorStatus.Singular);
    }

    [Fact]
    public void Zen_adds_half_the_logarithms_of_the_variances()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.GaussianPair = new GaussianPair(Math.E, [Math.Exp(2), Math.Exp(-4), 1]);
        new Zen().ValueOf(seen).ShouldBe(1 + 1 - 2, 1e-12);
        seen.GaussianPair = new GaussianPair(1, [0]);
        new Zen().Of(seen).Status.ShouldBe(IndicatorStatus.NotFinite);
    }

    [Fact]
    public void Synflow_takes_the_scale_back()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.SynapticFlow = new SynapticFlow([2, 3], Math.Log(10));
        new SynFlow().ValueOf(seen).ShouldBe(Math.Log(5) - Math.Log(10), 1e-12);
        seen.SynapticFlow = new SynapticFlow([0, 0], 0);
        new SynFlow().Of(seen).Status.ShouldBe(IndicatorStatus.NotFinite);
    }

    [Fact]
    public void Vkdnw_of_a_diagonal_matrix_is_the_entropy_of_its_deciles()
    {
        Entropy(1, 1, 1, 1, 1, 1, 1, 1, 1).ShouldBe(1, 1e-9);
        Entropy(0, 0, 0, 0, 0, 0, 0, 0, 4).ShouldBe(0, 1e-9);
        Entropy(0, 0, 0, 0, 0, 0, 0, 3, 3).ShouldBe(Math.Log(2) / Math.Log(9), 1e-9);
        Entropy(0, 0, 0, 0, 0, 0, 1, 1, 2).ShouldBe(1.5 * Math.Log(2) / Math.Log(9), 1e-9);

        // Eleven eigenvalues have their deciles at the second to the tenth.
        static double Entropy(params double[] deciles)
        {
            double[] eigenvalues = [0, .. deciles, 100];
            var matrix = new double[11, 11];
            for (int i = 0; i < 11; i++) matrix[i, i] = eigenvalues[7 * i % 11];
            NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
            seen.FisherInformation = matrix;
            return new Vkdnw().ValueOf(seen) - 11;
        }
    }

    [Fact]
    public void Vkdnw_has_no_spectrum_of_numbers_that_are_not_finite()
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], 2);
        seen.FisherInformation = new double[,] { { 1, double.NaN }, { double.NaN, 1 } };
        new Vkdnw().Of(seen).Status.ShouldBe(IndicatorStatus.NotFinite);
    }

    private static double JacobianValue(double[][] rows)
    {
        NetworkObservation seen = Observations.Blank([1, 1, 1, 1], [1, 1], rows.Length);
        seen.InputGradient = rows;
        return new JacobianCovariance().ValueOf(seen);
    }
}
