using Tegula.Compute;

namespace Tegula.Tests.Indicators;

/// <summary>Linear algebra by textbook loops in double precision, sharing nothing with the library.</summary>
internal static class PlainAlgebra
{
    /// <summary>Rows of standard normal numbers.</summary>
    public static double[][] RandomRows(int count, int length, ulong seed)
    {
        var random = new RandomStream(seed, "rows");
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => random.NextGaussian()).ToArray())];
    }

    /// <summary>Inner products of all rows.</summary>
    public static double[,] Gram(double[][] rows) => Gram(rows, rows);

    /// <summary>Inner products of left rows with right rows.</summary>
    public static double[,] Gram(double[][] left, double[][] right)
    {
        var gram = new double[left.Length, right.Length];
        for (int i = 0; i < left.Length; i++)
        {
            for (int k = 0; k < right.Length; k++) gram[i, k] = left[i].Zip(right[k], (x, y) => x * y).Sum();
        }

        return gram;
    }

    /// <summary>Eigenvalues of a symmetric matrix in ascending order, by Jacobi's rotations.</summary>
    public static double[] Eigenvalues(double[,] symmetric)
    {
        var a = (double[,])symmetric.Clone();
        int n = a.GetLength(0);
        for (int sweep = 0; sweep < 60; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++) Rotate(a, p, q);
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i, i]).Order()];
    }

    /// <summary>The solution of matrix x = right by Gauss elimination with the largest pivot of each column.</summary>
    public static double[,] Solve(double[,] matrix, double[,] right)
    {
        var a = (double[,])matrix.Clone();
        var x = (double[,])right.Clone();
        int n = a.GetLength(0);
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            SwapRows(a, column, pivot);
            SwapRows(x, column, pivot);
            for (int row = 0; row < n; row++)
            {
                if (row == column) continue;
                double factor = a[row, column] / a[column, column];
                for (int k = 0; k < n; k++) a[row, k] -= factor * a[column, k];
                for (int k = 0; k < x.GetLength(1); k++) x[row, k] -= factor * x[column, k];
            }
        }

        for (int row = 0; row < n; row++)
        {
            for (int k = 0; k < x.GetLength(1); k++) x[row, k] /= a[row, row];
        }

        return x;
    }

    /// <summary>The error of kernel ridge regression: squared, summed over classes, mean over held-out samples.</summary>
    public static double RegressionError(double[,] train, double[,] cross, double[,] trainTargets, double[,] heldOutTargets, double relativeRidge)
    {
        int n = train.GetLength(0);
        var ridged = (double[,])train.Clone();
        double trace = Enumerable.Range(0, n).Sum(i => train[i, i]);
        for (int i = 0; i < n; i++) ridged[i, i] += relativeRidge * trace / n;
        double[,] weights = Solve(ridged, trainTargets);
        double error = 0;
        for (int m = 0; m < cross.GetLength(0); m++)
        {
            for (int c = 0; c < trainTargets.GetLength(1); c++)
            {
                double prediction = Enumerable.Range(0, n).Sum(i => cross[m, i] * weights[i, c]);
                error += (prediction - heldOutTargets[m, c]) * (prediction - heldOutTargets[m, c]);
            }
        }

        return error / cross.GetLength(0);
    }

    private static void Rotate(double[,] a, int p, int q)
    {
        if (a[p, q] == 0) return;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        int n = a.GetLength(0);
        for (int k = 0; k < n; k++) (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        for (int k = 0; k < n; k++) (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
        a[p, q] = a[q, p] = 0;
    }

    private static void SwapRows(double[,] matrix, int first, int second)
    {
        for (int k = 0; k < matrix.GetLength(1); k++) (matrix[first, k], matrix[second, k]) = (matrix[second, k], matrix[first, k]);
    }
}
