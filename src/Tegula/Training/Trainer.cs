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
    private readonly Evaluator _evaluator;

    /// <summary>A trainer.</summary>
    /// <param name="threads">Threads of evaluations on held-out images, at least 1; the results are the same.</param>
    public Trainer(int threads = 1) => _evaluator = new Evaluator(threads);

    /// <summary>Trains a network.</summary>
    /// <param name="graph">Images in, one logit per class out; behind them those of an auxiliary head, where there is one.</param>
    /// <param name="initial">Flat parameters in the graph's order; left as they are.</param>
    /// <param name="data">The images to train on.</param>
    /// <param name="options">How to train.</param>
    /// <param name="heldOut">Images to evaluate on after every epoch; may be null.</param>
    /// <param name="onEpoch">Told of every epoch at its end; may be null.</param>
    /// <param name="hooks">Progress, saved states, and the state to go on from; may be null.</param>
    /// <param name="token">Ends the training early; checked at every step.</param>
    /// <exception cref="ArgumentException">The weights, images, classes, options or the state to go on from do not fit the network.</exception>
    /// <exception cref="DatasetException">There are fewer images than a batch takes, or a label names no class.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the state was saved before, where it is to be.</exception>
    public TrainingResult Train(
        Graph graph,
        ReadOnlySpan<float> initial,
        ImageDataset data,
        TrainingOptions options,
        ImageDataset? heldOut = null,
        Action<EpochResult>? onEpoch = null,
        TrainingHooks? hooks = null,
        CancellationToken token = default)
    {
        Check(graph, data, options, heldOut);
        hooks ??= new();
        var run = new TrainingRun(graph, initial, data, options, _forward, _backward);
        if (hooks.ResumeFrom is not null) run.Restore(hooks.ResumeFrom);
        Func<float[], BatchNormStatistics, Evaluation>? evaluate = heldOut is null
            ? null
            : (weights, statistics) => _evaluator.Measure(graph, weights, statistics, heldOut, options.Loss, token);
        try
        {
            Run(run, options, evaluate, onEpoch, hooks, token);
        }
        catch (OperationCanceledException)
        {
            hooks.Save?.Invoke(run.State());
            throw;
        }

        return run.Result();
    }

    /// <summary>Evaluates a network as after every epoch: see <see cref="Evaluator.Measure"/>.</summary>
    /// <param name="graph">Images in, one logit per class out.</param>
    /// <param name="weights">Flat parameters in the graph's order.</param>
    /// <param name="statistics">Running statistics of the batch norms.</param>
    /// <param name="data">The images.</param>
    /// <param name="loss">Which loss.</param>
    /// <param name="token">Ends the evaluation early.</param>
    public Evaluation Evaluate(
        Graph graph, float[] weights, BatchNormStatistics statistics, ImageDataset data, LossKind loss, CancellationToken token = default) =>
        _evaluator.Measure(graph, weights, statistics, data, loss, token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        _evaluator.Dispose();
    }

    /// <summary>Refuses in an instant what <see cref="Train"/> would refuse.</summary>
    /// <param name="graph">Images in, one logit per class out.</param>
    /// <param name="data">The images to train on.</param>
    /// <param name="options">How to train.</param>
    /// <param name="heldOut">The images to evaluate on; may be null.</param>
    /// <exception cref="ArgumentException">Network, data and options do not fit.</exception>
    /// <exception cref="DatasetException">A label is out of range, or a batch is larger than the data.</exception>
    public static void Check(Graph graph, ImageDataset data, TrainingOptions options, ImageDataset? heldOut)
    {
        NetworkFit.Check(graph, data);
        if (heldOut is not null) NetworkFit.Check(graph, heldOut);
        else if (options.Patience is not null) throw new ArgumentException("an early stop looks at the loss on held-out images; give some");
        if (options.DropPath > 0 && graph.DropPathCount == 0) throw new ArgumentException("the network has no paths that can be dropped; leave DropPath at 0");
        if (options.BatchSize > data.Count)
        {
            throw new DatasetException(
                data.Name,
                $"a batch of {options.BatchSize:N0} is larger than the data, {data.Count:N0} images",
                $"use a batch of at most {data.Count:N0}");
        }
    }

    private static void Run(
        TrainingRun run,
        TrainingOptions options,
        Func<float[], BatchNormStatistics, Evaluation>? evaluate,
        Action<EpochResult>? onEpoch,
        TrainingHooks hooks,
        CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        int before = run.Step;
        int total = run.Steps * options.Epochs;
        while (!run.IsOver)
        {
            token.ThrowIfCancellationRequested();
            if (!run.EpochIsOver)
            {
                run.MakeStep();
                if (run.Divergence is not null) return;
                if (hooks.OnStep is not null)
                {
                    (double loss, double accuracy) = run.SoFar;
                    TimeSpan left = Stopwatch.GetElapsedTime(start) * ((double)(total - run.Step) / (run.Step - before));
                    hooks.OnStep(new(run.Epochs.Count + 1, options.Epochs, run.StepOfEpoch, run.Steps, loss, accuracy, left));
                }
            }

            bool ended = run.EpochIsOver;
            if (ended)
            {
                run.EndEpoch(evaluate);
                if (run.Divergence is not null) return;
                onEpoch?.Invoke(run.Epochs[^1]);
            }

            if (run.IsOver || (hooks.SaveSteps is { } steps ? run.Step % steps == 0 : ended)) hooks.Save?.Invoke(run.State());
        }
    }
}
