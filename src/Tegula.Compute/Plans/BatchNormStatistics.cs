namespace Tegula.Compute.Plans;

/// <summary>Means and biased variances of all batch norms of a plan, one value per channel, batch norms in graph order.</summary>
public sealed class BatchNormStatistics
{
    /// <summary>Statistics of the standard normal, mean 0 and variance 1.</summary>
    public BatchNormStatistics(int length)
    {
        Means = new double[length];
        Variances = new double[length];
        Array.Fill(Variances, 1.0);
    }

    /// <summary>Mean per channel.</summary>
    public double[] Means { get; }

    /// <summary>Biased variance per channel, at least 0.</summary>
    public double[] Variances { get; }
}
