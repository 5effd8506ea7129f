using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// NAS-WOT: log |det K_H| of a network at initialisation, K_H[i, j] counting the ReLU units that are both on or both off for samples i and j; higher is
/// better (as used in 000_47980149b45a68e2.txt Sec. 5.3, its reference 44).
/// </summary>
/// <remarks>
/// The published protocol takes the whole network as trained (NAS-Bench-201: C = 16, N = 5), 128 images and one initialisation. There every operation
/// has a ReLU of its own, so a ReLU of the graph that k operations read counts k times. What no output depends on does not count.
/// </remarks>
public sealed class Naswot : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "naswot";

    // Elements of the kernel are exact; below this share of the largest, a pivot is the rounding of the factorisation.
    private const double Tolerance = 1e-12;

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.Agreement;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation) => LogDeterminant(observation.Agreement!);

    /// <summary>The logarithm of the determinant of a sum of Gram matrices, or singular where two images cannot be told apart.</summary>
    internal static (double Value, IndicatorStatus Status) LogDeterminant(double[,] kernel)
    {
        var matrix = Matrix<double>.Build.DenseOfArray(kernel);
        double least = Tolerance * matrix.Diagonal().Maximum();
        try
        {
            double[] pivots = [.. matrix.Cholesky().Factor.Diagonal().Select(root => root * root)];
            return pivots.Min() <= least ? (0, IndicatorStatus.Singular) : (pivots.Sum(DeterministicMath.Log), IndicatorStatus.Ok);
        }
        catch (ArgumentException)
        {
            // What the factorisation throws for a matrix that is not positive definite.
            return (0, IndicatorStatus.Singular);
        }
    }
}
