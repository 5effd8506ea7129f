using Tegula.Datasets;
using Tegula.Landscapes.Internals;

namespace Tegula.Landscapes;

/// <summary>
/// The variance of the gradient over a plane of weights, g(alpha, beta) = Var(grad f_i(w + alpha w1 + beta w2)): the trace of the covariance of single
/// images' gradients of the loss, E |grad f_i - E grad f_i|^2, under running statistics (002_18e5d33089871091.txt Sec. 4.2.2, Fig. 7 and 8, which
/// draw its root). From 0, lower is better: gradients of small batches are then less noisy.
/// </summary>
/// <remarks>Gradients are those of all parameters. Each thread holds the gradients of 16 images at a time: 64 bytes for each parameter.</remarks>
public static class GradientVariance
{
    /// <summary>Measures every point; the same bits whatever the number of threads.</summary>
    /// <param name="network">The network and its trained weights.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">The plane and its points.</param>
    /// <param name="onPoint">Told how many points are done, by any thread; may be null.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LandscapeGrid Measure(
        TrainedNetwork network, ImageDataset data, LandscapeOptions options, Action<int>? onPoint = null, CancellationToken token = default)
    {
        SampleBatches samples = SampleBatches.Read(network, data, options, SampleBatches.GradientBatch, keepsActivations: true);
        return PlaneWalk.Measure(network, options, () => new GradientVarianceMeasure(network, samples, options.Loss), onPoint, token);
    }
}
