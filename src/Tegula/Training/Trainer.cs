using System.Diagnostics;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>
/// Trains networks on one thread, so the weights that it ends with are the same bits wherever and beside whatever it runs. The memory is reused from
/// network to network; not safe for two threads at once: give each its own trainer.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly ForwardPass _forward = new();
    private readonly GradientPass _backward = new();

    /// <summary>Trains a network.</summary>
    /// <param name="graph">Images in, one logit per class out.</param>
    /// <param name="initial">Flat parameters in the graph's order; left as they are.</param>
    /// <param name="data">The images to train on.</param>
    /// <param name="options">How to train.</param>
    /// <param name="onEpoch">Told of every epoch at its end; may be null.</param>
    /// <param name="token">Ends the training early; checked at every step.</param>
    /// <exception cref="ArgumentException">The weights, images or classes do not fit the network.</exception>
    /// <exception cref="DatasetException">There are fewer images than a batch takes.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TrainingResult Train(
        Graph graph,
        ReadOnlySpan<float> initial,
        ImageDataset data,
        TrainingOptions options,
        Action<EpochResult>? onEpoch = null,
        CancellationToken token = default)
    {
        NetworkFit.Check(graph, data);
        if (options.BatchSize > data.Count)
        {
            throw new DatasetException(
                data.Name,
                $"a batch of {options.BatchSize:N0} is larger than the data, {data.Count:N0} images",
                $"use a batch of at most {data.Count:N0}");
        }

        var run = new TrainingRun(graph, initial, data, options, _forward, _backward);
        var epochs = new List<EpochResult>();
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            if (run.Epoch(epoch, token) is not { } seen) return run.Result(TrainingStatus.Diverged, epochs);
            epochs.Add(new EpochResult(epoch + 1, seen.Loss, seen.Accuracy, Stopwatch.GetElapsedTime(start).TotalSeconds));
            onEpoch?.Invoke(epochs[^1]);
        }

        return run.Result(TrainingStatus.Completed, epochs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
    }
}
