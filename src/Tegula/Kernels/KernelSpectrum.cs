using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Tegula.Kernels;

/// <summary>
/// The eigenvalues of a kernel, from the smallest. The smallest bounds the rate of convergence (000_47980149b45a68e2.txt, Theorem 3.1): higher is
/// better.
/// </summary>
/// <param name="Eigenvalues">Ascending; N of them.</param>
public sealed record KernelSpectrum(ImmutableArray<double> Eigenvalues)
{
    // What the decomposition rounds, per row and relative to the largest eigenvalue.
    private const double Rounding = 2.3e-16;

    /// <summary>lambda_min.</summary>
    public double Smallest => Eigenvalues[0];

    /// <summary>lambda_max.</summary>
    public double Largest => Eigenvalues[^1];

    /// <summary>Whether the smallest eigenvalue is no more than rounding, so that the kernel may be singular and bounds no rate.</summary>
    public bool IsSingular => !(Smallest > Rounding * Eigenvalues.Length * Largest);

    /// <summary>Decomposes a symmetric matrix; O(N^3): 0.1 s for N = 256, half a minute for 2,000.</summary>
    /// <exception cref="KernelException">The matrix is not square or empty.</exception>
    public static KernelSpectrum Of(double[,] kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        int n = kernel.GetLength(0);
        if (n == 0 || n != kernel.GetLength(1))
            throw new KernelException($"a kernel of {n} x {kernel.GetLength(1)} has no spectrum; it must be N x N with N at least 1");
        if (n == 2)
        {
            (double smaller, double larger) = PairBound.Eigenvalues(kernel[0, 0], kernel[1, 1], kernel[0, 1]);
            return new([smaller, larger]);
        }

        return new([.. Matrix<double>.Build.DenseOfArray(kernel).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()]);
    }
}
