using Tegula.Compute;
using Tegula.Indicators;

namespace Tegula.Tests.Indicators;

public sealed class NtkConditionNumberTests
{
    [Fact]
    public void Of_a_diagonal_it_is_the_ratio_of_its_extremes()
    {
        Value(Diagonal(4, 0.5, 3, 2)).ShouldBe(8, 1e-12);
        Value(Diagonal(1, 1, 1)).ShouldBe(1, 1e-12);
        Value(Diagonal(1e-9, 1)).ShouldBe(1e9, 1e-3);
    }

    /// <summary>Eigenvalues (a + d)/2 +- sqrt((a - d)^2/4 + b^2).</summary>
    [Fact]
    public void Of_two_by_two_it_is_the_closed_form()
    {
        var random = new RandomStream(1, "2x2");
        for (int i = 0; i < 200; i++)
        {
            double a = 0.1 + random.NextDouble();
            double d = 0.1 + random.NextDouble();
            double b = 0.99 * Math.Sqrt(a * d) * ((2 * random.NextDouble()) - 1);
            double middle = (a + d) / 2;
            double radius = Math.Sqrt(((a - d) * (a - d) / 4) + (b * b));

            Value(new[,] { { a, b }, { b, d } }).ShouldBe((middle + radius) / (middle - radius), 1e-9 * (middle + radius) / (middle - radius));
        }
    }

    /// <summary>I + c 1 1^T has the eigenvalue 1 + c n once and 1 otherwise.</summary>
    [Theory]
    [InlineData(3, 0.5)]
    [InlineData(64, 2)]
    public void Of_a_unit_matrix_plus_a_constant_it_is_one_plus_n_times_the_constant(int n, double constant) =>
        Value(Build(n, (i, k) => (i == k ? 1 : 0) + constant)).ShouldBe(1 + (n * constant), 1e-9 * n);

    [Fact]
    public void It_does_not_depend_on_the_scale_or_the_order_of_samples()
    {
        double[,] kernel = RandomKernel(12);
        double expected = Value(kernel);

        Value(Build(12, (i, k) => 1e-6 * kernel[i, k])).ShouldBe(expected, 1e-9 * expected);
        Value(Build(12, (i, k) => kernel[11 - i, 11 - k])).ShouldBe(expected, 1e-9 * expected);
    }

    [Fact]
    public void It_is_the_ratio_of_eigenvalues_found_by_rotations()
    {
        double[,] kernel = RandomKernel(16);
        double[] eigenvalues = PlainAlgebra.Eigenvalues(kernel);

        Value(kernel).ShouldBe(eigenvalues[^1] / eigenvalues[0], 1e-9 * eigenvalues[^1] / eigenvalues[0]);
        NtkConditionNumber.Of(kernel, nullDirections: 1).Value.ShouldBe(eigenvalues[^1] / eigenvalues[1], 1e-9 * eigenvalues[^1] / eigenvalues[1]);
    }

    [Fact]
    public void A_singular_kernel_has_no_condition_number()
    {
        Status(Build(5, (i, k) => (i + 1) * (k + 1))).ShouldBe(IndicatorStatus.Singular);
        Status(Diagonal(1, 0)).ShouldBe(IndicatorStatus.Singular);
        Status(Diagonal(0, 0)).ShouldBe(IndicatorStatus.Singular);
        Status(Diagonal(1, -0.5)).ShouldBe(IndicatorStatus.Singular);
        Status(Diagonal(-1, -2)).ShouldBe(IndicatorStatus.Singular);
        Status(Diagonal(1, 1e-13)).ShouldBe(IndicatorStatus.Singular);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_kernel_that_is_not_finite_has_no_condition_number(double bad) =>
        Status(new[,] { { 1, bad }, { bad, 1 } }).ShouldBe(IndicatorStatus.NotFinite);

    [Fact]
    public void Null_directions_are_left_out_from_the_smallest_eigenvalue_on()
    {
        NtkConditionNumber.Of(Diagonal(0, 2, 6), nullDirections: 1).ShouldBe((3.0, IndicatorStatus.Ok));
        NtkConditionNumber.Of(Diagonal(6, -1e-17, 2), nullDirections: 1).Value.ShouldBe(3, 1e-12);
        NtkConditionNumber.Of(Diagonal(0, 0, 6), nullDirections: 1).Status.ShouldBe(IndicatorStatus.Singular);
    }

    private static double Value(double[,] kernel)
    {
        (double value, IndicatorStatus status) = NtkConditionNumber.Of(kernel);
        status.ShouldBe(IndicatorStatus.Ok);
        return value;
    }

    private static IndicatorStatus Status(double[,] kernel) => NtkConditionNumber.Of(kernel).Status;

    private static double[,] Diagonal(params double[] values) => Build(values.Length, (i, k) => i == k ? values[i] : 0);

    private static double[,] Build(int n, Func<int, int, double> value)
    {
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++) matrix[i, k] = value(i, k);
        }

        return matrix;
    }

    private static double[,] RandomKernel(int n) => PlainAlgebra.Gram(PlainAlgebra.RandomRows(n, 3 * n, 4));
}
