using Tegula.Datasets;
using Tegula.Landscapes.Internals;

namespace Tegula.Landscapes;

/// <summary>
/// The loss over a plane of weights, s(alpha, beta) = E f_i(w + alpha w1 + beta w2): mean loss of fixed images under running statistics
/// (002_18e5d33089871091.txt Sec. 4.2.1, Fig. 6). From 0, lower is better; the wider the low region, the smoother the objective.
/// </summary>
public static class LossContour
{
    /// <summary>Measures every point; the same bits whatever the number of threads.</summary>
    /// <param name="network">The network and its trained weights.</param>
    /// <param name="data">The images, best such as training has not seen.</param>
    /// <param name="options">The plane and its points.</param>
    /// <param name="onPoint">Told how many points are done, by any thread; may be null.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LandscapeGrid Measure(
        TrainedNetwork network, ImageDataset data, LandscapeOptions options, Action<int>? onPoint = null, CancellationToken token = default)
    {
        SampleBatches samples = SampleBatches.Read(network, data, options, SampleBatches.LossBatch, keepsActivations: false);
        return PlaneWalk.Measure(network, options, () => new LossMeasure(network, samples, options.Loss), onPoint, token);
    }
}
