using MathNet.Numerics.LinearAlgebra;

namespace Tegula.Indicators;

/// <summary>
/// Trainability: the ratio of the largest to the smallest eigenvalue of the neural tangent kernel at initialisation; from 1, lower is better
/// (TEG, 003_fe8fa0e5c804e1de.txt Eq. 1-4).
/// </summary>
public static class NtkConditionNumber
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "kappa";

    // Rows of the Jacobian are float32; below this share of the largest, an eigenvalue is their rounding.
    private const double Tolerance = 1e-12;

    /// <summary>The condition number of a kernel.</summary>
    /// <param name="kernel">Symmetric N x N, N at least 2.</param>
    /// <param name="nullDirections">Eigenvalues that are zero by construction and do not count, from the smallest.</param>
    /// <returns>The ratio with status ok, or the reason why there is none.</returns>
    public static (double Value, IndicatorStatus Status) Of(double[,] kernel, int nullDirections = 0)
    {
        foreach (double value in kernel)
        {
            if (!double.IsFinite(value)) return (0, IndicatorStatus.NotFinite);
        }

        double[] eigenvalues = [.. Matrix<double>.Build.DenseOfArray(kernel).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()];
        double smallest = eigenvalues[nullDirections];
        double largest = eigenvalues[^1];
        return smallest <= Tolerance * largest || largest <= 0 ? (0, IndicatorStatus.Singular) : (largest / smallest, IndicatorStatus.Ok);
    }
}
