using MathNet.Numerics.LinearAlgebra;

namespace Tegula.Isometry.Internals;

/// <summary>Singular values alone, in double.</summary>
internal static class SingularValues
{
    /// <summary>The min(rows, columns) singular values of a matrix, from the largest.</summary>
    /// <param name="values">Row after row; not changed.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    public static double[] Of(double[] values, int rows, int columns) =>
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, values).Svd(computeVectors: false).S.ToArray();
}
