using MathNet.Numerics.LinearAlgebra;

namespace Tegula.Indicators;

/// <summary>
/// Generalisation: the squared error of kernel regression with the neural tangent kernel at initialisation, from a training minibatch to a held-out
/// one; from 0, lower is better (TEG, 003_fe8fa0e5c804e1de.txt Eq. 8-9).
/// </summary>
public static class KernelRegression
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "mse";

    // Relative to the kernel's mean diagonal: far below what the labels can show, and enough for a factorisation to succeed on rounded rows.
    private const double Ridge = 1e-6;

    /// <summary>The error of predicting the held-out targets: squared, summed over classes, mean over samples.</summary>
    /// <param name="train">Kernel of the training samples, N x N.</param>
    /// <param name="cross">Kernel of held-out against training samples, M x N.</param>
    /// <param name="trainTargets">N x classes.</param>
    /// <param name="heldOutTargets">M x classes.</param>
    /// <returns>The error with status ok, or the reason why there is none.</returns>
    public static (double Value, IndicatorStatus Status) Of(double[,] train, double[,] cross, double[,] trainTargets, double[,] heldOutTargets)
    {
        var kernel = Matrix<double>.Build.DenseOfArray(train);
        var across = Matrix<double>.Build.DenseOfArray(cross);
        if (!kernel.ForAll(double.IsFinite) || !across.ForAll(double.IsFinite)) return (0, IndicatorStatus.NotFinite);
        double ridge = Ridge * kernel.Trace() / kernel.RowCount;
        if (ridge <= 0) return (0, IndicatorStatus.Singular);
        kernel.SetDiagonal(kernel.Diagonal() + ridge);
        try
        {
            var weights = kernel.Cholesky().Solve(Matrix<double>.Build.DenseOfArray(trainTargets));
            var error = (across * weights) - Matrix<double>.Build.DenseOfArray(heldOutTargets);
            return (error.PointwiseMultiply(error).RowSums().Sum() / error.RowCount, IndicatorStatus.Ok);
        }
        catch (ArgumentException)
        {
            // What the factorisation throws for a matrix that is not positive definite.
            return (0, IndicatorStatus.Singular);
        }
    }

    /// <summary>One-hot targets minus their mean over the classes.</summary>
    public static double[,] Targets(IReadOnlyList<int> labels, int classes)
    {
        var targets = new double[labels.Count, classes];
        for (int i = 0; i < labels.Count; i++)
        {
            for (int k = 0; k < classes; k++) targets[i, k] = (labels[i] == k ? 1.0 : 0.0) - (1.0 / classes);
        }

        return targets;
    }
}
