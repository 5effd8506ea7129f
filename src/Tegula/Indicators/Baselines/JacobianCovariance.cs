using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Spread of the local linear maps: minus the sum over the eigenvalues v of the correlation matrix of the images' gradients of log(v + k) + 1 / (v + k),
/// k = 1e-5; at most minus the number of images, higher is better (jacob_cov: reference 1 of 003_fe8fa0e5c804e1de.txt, first version).
/// </summary>
public sealed class JacobianCovariance : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "jacob-cov";

    private const double Offset = 1e-5;

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.InputGradient;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double[][] rows = observation.InputGradient!;
        int length = rows[0].Length;
        var centred = new double[rows.Length * length];
        for (int n = 0; n < rows.Length; n++)
        {
            double mean = rows[n].Sum() / length;
            for (int i = 0; i < length; i++) centred[(n * length) + i] = rows[n][i] - mean;
        }

        double[,] products = RowProducts.Of(centred, rows.Length, length, 1);
        var correlation = Matrix<double>.Build.Dense(rows.Length, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!(products[i, i] > 0)) return (0, IndicatorStatus.Singular);
            for (int k = 0; k < rows.Length; k++) correlation[i, k] = products[i, k] / Math.Sqrt(products[i, i] * products[k, k]);
        }

        double total = correlation.Evd(Symmetricity.Symmetric).EigenValues.Sum(value =>
        {
            double raised = Math.Max(value.Real, 0) + Offset;
            return DeterministicMath.Log(raised) + (1 / raised);
        });
        return (-total, IndicatorStatus.Ok);
    }
}
