using System.Collections.Concurrent;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Indicators;

/// <summary>
/// Truncated training: the accuracy in percent on held-out images after some epochs on the others; from 0 to 100, higher is better. The baseline that
/// the papers compare with (003_fe8fa0e5c804e1de.txt Sec. 5.2 and 5.3, one epoch). Safe to call from several threads.
/// </summary>
/// <remarks>
/// One image in five is held out, the same for every architecture and repeat; all architectures see the images in the same order, and a repeat draws
/// its own weights and order.
/// </remarks>
public sealed class TrainedAccuracy : IDisposable
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "trained-accuracy";

    /// <summary>Of so many images one is held out.</summary>
    public const int HeldOutPart = 5;

    private readonly ImageDataset _train;
    private readonly ImageDataset _heldOut;
    private readonly TrainingOptions _options;
    private readonly ConcurrentBag<Trainer> _trainers = [];
    private readonly ConcurrentBag<Evaluator> _evaluators = [];

    /// <summary>Splits the images.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="options">How to train; its seed also draws the weights and the held-out images.</param>
    /// <exception cref="DatasetException">There are too few images for a batch and a held-out part.</exception>
    public TrainedAccuracy(ImageDataset data, TrainingOptions options)
    {
        _options = options;
        (_train, _heldOut) = HeldOutSplit.Of(data, data.Count / HeldOutPart, options.Seed);
        if (options.BatchSize > _train.Count)
        {
            throw new DatasetException(
                data.Name,
                $"a batch of {options.BatchSize:N0} is larger than the images to train on, {_train.Count:N0}",
                $"use a batch of at most {_train.Count:N0}");
        }
    }

    /// <summary>Trains and evaluates from one random initialisation.</summary>
    /// <param name="graph">The network as trained: images in, one logit per class out.</param>
    /// <param name="repeat">Which initialisation, at least 0.</param>
    /// <param name="token">Ends the training early.</param>
    /// <returns>The accuracy with status ok, or the reason why there is none.</returns>
    /// <exception cref="ArgumentException">The images or classes do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (double Value, IndicatorStatus Status) Measure(Graph graph, int repeat, CancellationToken token = default)
    {
        Trainer trainer = _trainers.TryTake(out Trainer? spareTrainer) ? spareTrainer : new Trainer();
        Evaluator evaluator = _evaluators.TryTake(out Evaluator? spareEvaluator) ? spareEvaluator : new Evaluator();
        try
        {
            float[] initial = WeightInitialization.KaimingNormal(graph, _options.Seed, repeat);
            TrainingResult result = trainer.Train(graph, initial, _train, _options with { Repeat = repeat }, token: token);
            return result.Status == TrainingStatus.Completed
                ? (evaluator.Accuracy(graph, result.Weights, result.Statistics, _heldOut, token), IndicatorStatus.Ok)
                : (0, IndicatorStatus.Diverged);
        }
        finally
        {
            _trainers.Add(trainer);
            _evaluators.Add(evaluator);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in _trainers.Concat<IDisposable>(_evaluators)) part.Dispose();
    }
}
