using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;
using Tegula.Isometry.Internals;

namespace Tegula.Tests.Isometry.Internals;

public sealed class SingularValuesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    [InlineData(8, 14)]
    [InlineData(14, 8)]
    [InlineData(9, 10)]
    [InlineData(16, 144)]
    [InlineData(64, 64)]
    [InlineData(90, 31)]
    public void They_are_those_of_another_decomposition(int rows, int columns)
    {
        var random = new RandomStream(3, "matrix", (ulong)rows, (ulong)columns);
        for (int repeat = 0; repeat < 5; repeat++)
            ShouldAgree(Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextGaussian()));
    }

    [Theory]
    [InlineData(12, 30)]
    [InlineData(30, 12)]
    [InlineData(13, 13)]
    public void Rows_and_columns_of_zeros_give_zeros(int rows, int columns)
    {
        var random = new RandomStream(4, "matrix", (ulong)rows);
        ShouldAgree(Matrix<double>.Build.Dense(rows, columns, (i, j) => i % 2 == 0 || j % 3 == 0 ? 0 : random.NextGaussian()));
        ShouldAgree(Matrix<double>.Build.Dense(rows, columns));
    }

    [Fact]
    public void A_matrix_of_small_rank_has_zeros_within_rounding()
    {
        var random = new RandomStream(5, "matrix");
        Matrix<double> tall = Matrix<double>.Build.Dense(20, 3, (_, _) => random.NextGaussian());
        ShouldAgree(tall.TransposeAndMultiply(tall));
    }

    [Fact]
    public void Values_of_many_magnitudes_are_right_to_the_rounding_of_the_largest()
    {
        // Rotations of a diagonal matrix: its entries are the singular values.
        double[] expected = [.. Enumerable.Range(0, 12).Select(i => Math.Pow(10, -i))];
        var random = new RandomStream(6, "matrix");
        Matrix<double> left = Rotation(12, random);
        Matrix<double> right = Rotation(12, random);
        double[] found = Of(left * Matrix<double>.Build.DenseOfDiagonalArray(expected) * right);
        for (int i = 0; i < 12; i++) found[i].ShouldBe(expected[i], 1e-15);
    }

    [Fact]
    public void Extreme_scales_do_not_matter()
    {
        foreach (double scale in new[] { 1e-120, 1e120 })
        {
            double[] found = Of(Matrix<double>.Build.DenseOfArray(new[,] { { 3 * scale, 0 }, { 4 * scale, 5 * scale } }));
            (found[0] / scale).ShouldBe(Math.Sqrt(45), 1e-13);
            (found[1] / scale).ShouldBe(Math.Sqrt(5), 1e-13);
        }
    }

    internal static Matrix<double> Rotation(int size, RandomStream random) =>
        Matrix<double>.Build.Dense(size, size, (_, _) => random.NextGaussian()).QR().Q;

    private static void ShouldAgree(Matrix<double> matrix)
    {
        double[] expected = [.. matrix.Svd(false).S];
        double[] found = Of(matrix);
        found.Length.ShouldBe(expected.Length);
        for (int i = 0; i < found.Length; i++) found[i].ShouldBe(expected[i], 1e-14 * (1 + expected[0]) * Math.Sqrt(matrix.ColumnCount));
    }

    private static double[] Of(Matrix<double> matrix) => SingularValues.Of(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);
}
