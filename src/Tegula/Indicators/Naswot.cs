using System.Collections.Concurrent;
using MathNet.Numerics.LinearAlgebra;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>
/// NAS-WOT: log |det K_H| of a network at initialisation, K_H[i, j] counting the ReLU units that are both on or both off for samples i and j; higher is
/// better (as used in 000_47980149b45a68e2.txt Sec. 5.3, its reference 44). Safe to call from several threads.
/// </summary>
/// <remarks>
/// The published protocol takes the whole network as trained (NAS-Bench-201: C = 16, N = 5), 128 images and one initialisation. There every operation
/// has a ReLU of its own, so a ReLU of the graph that k operations read counts k times. What no output depends on does not count.
/// </remarks>
public sealed class Naswot : IDisposable
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "naswot";

    /// <summary>Images of the published protocol.</summary>
    public const int PublishedBatchSize = 128;

    // Elements of the kernel are exact; below this share of the largest, a pivot is the rounding of the factorisation.
    private const double Tolerance = 1e-12;

    private readonly ImageBatch _batch;
    private readonly ulong _seed;
    private readonly ConcurrentBag<ActivationAgreement> _counters = [];

    /// <summary>Draws the images that all architectures are measured on.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="batchSize">Images, at least 2.</param>
    /// <exception cref="ArgumentException">The batch has no pair.</exception>
    /// <exception cref="DatasetException">The data holds fewer images.</exception>
    public Naswot(ImageDataset data, ulong seed, int batchSize = PublishedBatchSize)
    {
        if (batchSize < 2) throw new ArgumentException($"a batch of {batchSize} has no pair to compare; at least 2 images are needed");
        _seed = seed;
        _batch = MinibatchSampler.Draw(data, batchSize, seed, 0);
    }

    /// <summary>The score for one random initialisation.</summary>
    /// <param name="graph">The network as trained; it reads the images.</param>
    /// <param name="repeat">Which initialisation, at least 0.</param>
    /// <param name="token">Checked between the network's operations.</param>
    /// <returns>The score with status ok, or singular where two images cannot be told apart, or not finite.</returns>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (double Value, IndicatorStatus Status) Measure(Graph graph, int repeat, CancellationToken token = default)
    {
        float[] parameters = WeightInitialization.KaimingNormal(graph, _seed, repeat);
        ActivationAgreement counter = _counters.TryTake(out ActivationAgreement? spare) ? spare : new ActivationAgreement();
        try
        {
            double[,]? kernel = counter.Kernel(ForwardPlan.Compile(graph, _batch.Size), parameters, _batch.Images, token);
            return kernel is null ? (0, IndicatorStatus.NotFinite) : LogDeterminant(kernel);
        }
        finally
        {
            _counters.Add(counter);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ActivationAgreement counter in _counters) counter.Dispose();
    }

    /// <summary>The logarithm of the determinant of a sum of Gram matrices, or singular.</summary>
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
