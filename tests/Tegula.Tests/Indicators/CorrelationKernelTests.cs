using Tegula.Indicators;

namespace Tegula.Tests.Indicators;

public sealed class CorrelationKernelTests
{
    [Theory]
    [InlineData(2, 5)]
    [InlineData(9, 4)]
    [InlineData(16, 100)]
    public void It_is_the_kernel_of_features_centred_and_scaled_one_by_one(int samples, int features)
    {
        double[][] rows = PlainAlgebra.RandomRows(samples, features, 1);
        double[] mean = [.. Enumerable.Range(0, features).Select(f => rows.Average(row => row[f]))];
        double[][] centred = [.. rows.Select(row => row.Zip(mean, (value, average) => value - average).ToArray())];
        double[] lengths = [.. centred.Select(row => Math.Sqrt(row.Sum(value => value * value)))];
        double[][] scaled = [.. centred.Zip(lengths, (row, length) => row.Select(value => value / length).ToArray())];

        double[,] correlations = CorrelationKernel.Of(PlainAlgebra.Gram(rows));

        double[,] expected = PlainAlgebra.Gram(scaled);
        for (int i = 0; i < samples; i++)
        {
            for (int k = 0; k < samples; k++) correlations[i, k].ShouldBe(expected[i, k], 1e-12);
        }
    }

    [Fact]
    public void One_eigenvalue_is_zero_and_the_diagonal_is_one()
    {
        double[,] correlations = CorrelationKernel.Of(PlainAlgebra.Gram(PlainAlgebra.RandomRows(10, 30, 2)));

        double[] eigenvalues = PlainAlgebra.Eigenvalues(correlations);
        eigenvalues[0].ShouldBe(0, 1e-12);
        eigenvalues[1].ShouldBeGreaterThan(1e-3);
        for (int i = 0; i < 10; i++) correlations[i, i].ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_sample_equal_to_the_mean_keeps_a_zero_row()
    {
        double[,] correlations = CorrelationKernel.Of(PlainAlgebra.Gram([[1, 0], [-1, 0], [0, 0]]));

        correlations.Cast<double>().ShouldBe([1, -1, 0, -1, 1, 0, 0, 0, 0], 1e-12);
    }
}
