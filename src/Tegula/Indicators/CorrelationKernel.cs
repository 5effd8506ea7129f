namespace Tegula.Indicators;

/// <summary>Centring and scaling of a kernel, which the fast fidelity needs.</summary>
internal static class CorrelationKernel
{
    /// <summary>
    /// The kernel of features minus their mean over the batch, scaled to a unit diagonal. Centring makes one eigenvalue zero. A feature vector equal
    /// to the mean keeps a zero row.
    /// </summary>
    public static double[,] Of(double[,] kernel)
    {
        int n = kernel.GetLength(0);
        double[] means = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(k => kernel[i, k]) / n)];
        double mean = means.Sum() / n;
        var scale = new double[n];
        for (int i = 0; i < n; i++)
        {
            double variance = kernel[i, i] - (2 * means[i]) + mean;
            scale[i] = variance > 0 ? 1 / Math.Sqrt(variance) : 0;
        }

        var result = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++) result[i, k] = (kernel[i, k] - means[i] - means[k] + mean) * scale[i] * scale[k];
        }

        return result;
    }
}
