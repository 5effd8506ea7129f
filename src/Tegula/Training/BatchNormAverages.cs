using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Training;

/// <summary>
/// Running means and unbiased variances of all batch norms of a network, for evaluation: after step t, old + w (new - old) with w = max(0.1, 1/t). So the
/// first ten steps count alike, and then the average forgets as fast as PyTorch's with its default momentum 0.1; no trace of a start value is left.
/// </summary>
public sealed class BatchNormAverages
{
    private const double Momentum = 0.1;

    private readonly int[] _pixels;
    private int _steps;

    /// <summary>Averages of nothing yet.</summary>
    public BatchNormAverages(Graph graph)
    {
        _pixels = [.. graph.Nodes.Where(node => node.Operation is BatchNormOperation)
            .SelectMany(node => Enumerable.Repeat(node.Shape.Pixels, node.Shape.Channels))];
        Statistics = new BatchNormStatistics(_pixels.Length);
    }

    /// <summary>The averages; mean 0 and variance 1 before the first step.</summary>
    public BatchNormStatistics Statistics { get; }

    /// <summary>A copy of the averages, which further steps leave as it is.</summary>
    public BatchNormStatistics Copy() => Copy(Statistics, new BatchNormStatistics(_pixels.Length));

    /// <summary>Goes on from other averages.</summary>
    /// <param name="statistics">The averages; copied.</param>
    /// <param name="steps">How many steps they have taken in.</param>
    /// <exception cref="ArgumentException">The statistics are another network's.</exception>
    public void Restore(BatchNormStatistics statistics, int steps)
    {
        RequireFit(statistics);
        Copy(statistics, Statistics);
        _steps = steps;
    }

    /// <summary>Takes in the statistics of one training batch.</summary>
    /// <param name="batch">Means and biased variances.</param>
    /// <param name="samples">Images of the batch.</param>
    /// <exception cref="ArgumentException">The statistics are another network's.</exception>
    public void Update(BatchNormStatistics batch, int samples)
    {
        RequireFit(batch);
        double weight = Math.Max(Momentum, 1.0 / ++_steps);
        for (int i = 0; i < _pixels.Length; i++)
        {
            double count = (double)samples * _pixels[i];
            double variance = count > 1 ? batch.Variances[i] * count / (count - 1) : batch.Variances[i];
            Statistics.Means[i] += weight * (batch.Means[i] - Statistics.Means[i]);
            Statistics.Variances[i] += weight * (variance - Statistics.Variances[i]);
        }
    }

    private static BatchNormStatistics Copy(BatchNormStatistics from, BatchNormStatistics to)
    {
        from.Means.CopyTo(to.Means.AsSpan());
        from.Variances.CopyTo(to.Variances.AsSpan());
        return to;
    }

    private void RequireFit(BatchNormStatistics statistics)
    {
        if (statistics.Means.Length != _pixels.Length)
            throw new ArgumentException($"the network normalises {_pixels.Length} channels, statistics of {statistics.Means.Length} were given");
    }
}
