using MathNet.Numerics.LinearAlgebra;

namespace Tegula.Isometry.Internals;

/// <summary>Singular values alone, in double.</summary>
internal static class SingularValues
{
    /// <summary>The min(rows, columns) singular values of a matrix, from the largest.</summary>
    /// <param name="values">Row after row; not changed.</param>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    public static double[] Of(double[] values, int rows, int columns)
    {
        // The decomposition takes very small entries for zeros.
        double scale = values.Max(Math.Abs);
        if (scale == 0) return new double[Math.Min(rows, columns)];
        return (Matrix<double>.Build.DenseOfRowMajor(rows, columns, values) / scale).Svd(computeVectors: false).S.Multiply(scale).ToArray();
    }
}
