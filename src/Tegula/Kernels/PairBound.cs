namespace Tegula.Kernels;

/// <summary>
/// An upper bound of the smallest eigenvalue of a kernel without decomposing it: the smallest eigenvalue of its 2 x 2 principal submatrices. Source:
/// 000_47980149b45a68e2.txt, Lemma 3.3, Eq. 5. Higher is better.
/// </summary>
public static class PairBound
{
    /// <summary>The bound; O(N^2).</summary>
    /// <param name="kernel">Symmetric N x N, N at least 2; the upper triangle is read.</param>
    /// <exception cref="KernelException">There are fewer than 2 samples.</exception>
    public static double Of(double[,] kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        int n = kernel.GetLength(0);
        if (n < 2)
            throw new KernelException($"{n} samples make no pair; a pair bound needs at least 2");
        double least = double.PositiveInfinity;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
                least = Math.Min(least, Eigenvalues(kernel[i, i], kernel[j, j], kernel[i, j]).Smaller);
        }

        return least;
    }

    /// <summary>The eigenvalues of the matrix (a, c; c, b).</summary>
    internal static (double Smaller, double Larger) Eigenvalues(double a, double b, double c)
    {
        double middle = 0.5 * (a + b);
        double half = 0.5 * (a - b);
        double radius = half == 0 ? Math.Abs(c) : Math.Sqrt((half * half) + (c * c));
        return (middle - radius, middle + radius);
    }
}
