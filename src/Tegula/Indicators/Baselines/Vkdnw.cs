using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;

namespace Tegula.Indicators.Baselines;

/// <summary>
/// Variance of knowledge of the weights: the number of trainable tensors plus the entropy, as a share of the largest possible, of the nine deciles of the
/// eigenvalues of the Fisher information of one weight of each tensor; from 1, higher is better (VKDNW, Tybl and Neumann, CVPR 2025).
/// </summary>
/// <remarks>
/// The count decides and the entropy orders architectures of equal count. Measured in the small network of the tangent kernel with the batch's statistics
/// frozen, where the source looks at every image as a batch of its own in the whole network.
/// </remarks>
public sealed class Vkdnw : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "vkdnw";

    private const int Deciles = 9;

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.FisherInformation;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double[,] information = observation.FisherInformation!;
        int tensors = information.GetLength(0);
        foreach (double value in information)
        {
            if (!double.IsFinite(value)) return (0, IndicatorStatus.NotFinite);
        }

        var eigenvalues = Matrix<double>.Build.DenseOfArray(information).Evd(Symmetricity.Symmetric).EigenValues;
        double[] spectrum = [.. eigenvalues.Select(value => Math.Max(0, value.Real)).Order()];
        double[] deciles = [.. Enumerable.Range(1, Deciles).Select(k => Quantile(spectrum, k / (Deciles + 1.0)))];
        double sum = deciles.Sum();
        double entropy = sum > 0 ? -deciles.Where(value => value > 0).Sum(value => value / sum * DeterministicMath.Log(value / sum)) : 0;
        return (tensors + (entropy / DeterministicMath.Log(Deciles)), IndicatorStatus.Ok);
    }

    // Linear between the order statistics, as numpy and torch have it.
    private static double Quantile(double[] ordered, double share)
    {
        double place = share * (ordered.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, ordered.Length - 1);
        return ordered[below] + ((place - below) * (ordered[above] - ordered[below]));
    }
}
