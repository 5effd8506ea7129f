using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;
using Tegula.Isometry.Internals;

namespace Tegula.Tests.Isometry.Internals;

public sealed class SingularValuesTests
{
    [Fact]
    public void Rows_stand_one_after_the_other()
    {
        // Orthogonal rows of lengths 5 and 13, whichever way the matrix lies.
        double[] expected = [13, 5];
        SingularValues.Of([3, 4, 0, 0, 0, 13], 2, 3).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-13);
        SingularValues.Of([3, 0, 4, 0, 0, 13], 3, 2).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-13);
        SingularValues.Of([0, 0, 0, 0, 0, 0], 3, 2).ShouldBe([0, 0]);
    }

    [Fact]
    public void Their_squares_are_the_eigenvalues_of_the_product_of_the_matrix_with_itself()
    {
        var random = new RandomStream(3, "matrix");
        Matrix<double> matrix = Matrix<double>.Build.Dense(9, 14, (_, _) => random.NextGaussian());
        double[] squares = [.. matrix.TransposeAndMultiply(matrix).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        Of(matrix).Zip(squares).ShouldAllBe(pair => Math.Abs((pair.First * pair.First) - pair.Second) < 1e-12 * squares[0]);
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

    private static double[] Of(Matrix<double> matrix) => SingularValues.Of(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);
}
