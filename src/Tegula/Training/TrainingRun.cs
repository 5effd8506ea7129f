using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>One training under way: the weights and all that changes with them.</summary>
internal sealed class TrainingRun
{
    private readonly ForwardPass _forward;
    private readonly GradientPass _backward;
    private readonly ForwardPlan _plan;
    private readonly GradientPlan _gradients;
    private readonly TrainingOptions _options;
    private readonly ImageDataset _data;
    private readonly BatchReader _batch;
    private readonly CosineSchedule _schedule;
    private readonly SgdOptimizer _optimizer;
    private readonly BatchNormAverages _averages;
    private readonly float[] _weights;
    private readonly float[] _gradient;
    private readonly float[] _logits;
    private readonly float[] _cotangent;
    private readonly int _steps;

    /// <summary>A training before its first step, on passes that it borrows.</summary>
    public TrainingRun(
        Graph graph, ReadOnlySpan<float> initial, ImageDataset data, TrainingOptions options, ForwardPass forward, GradientPass backward)
    {
        _forward = forward;
        _backward = backward;
        _options = options;
        _data = data;
        _plan = ForwardPlan.Compile(graph, options.BatchSize, keepsActivations: true);
        _gradients = GradientPlan.Compile(_plan, _ => true);
        _batch = new BatchReader(data, options.BatchSize);
        _steps = data.Count / options.BatchSize;
        _schedule = new CosineSchedule(options.LearningRate, _steps * options.Epochs);
        _optimizer = new SgdOptimizer(graph.ParameterLength, options);
        _averages = new BatchNormAverages(graph);
        _weights = initial.ToArray();
        _gradient = new float[graph.ParameterLength];
        _logits = new float[graph.Output.Shape.Length * options.BatchSize];
        _cotangent = new float[_logits.Length];
    }

    /// <summary>Runs one epoch.</summary>
    /// <returns>Mean loss and accuracy in percent; null when loss or weights are no longer finite.</returns>
    public (double Loss, double Accuracy)? Epoch(int epoch, CancellationToken token)
    {
        int[] order = ImageOrder.Of(_data.Count, _options.Seed, _options.Repeat, epoch);
        double loss = 0;
        int correct = 0;
        for (int step = 0; step < _steps; step++)
        {
            token.ThrowIfCancellationRequested();
            _batch.Read(order.AsSpan(step * _options.BatchSize, _options.BatchSize));
            double batchLoss = Step(_schedule.RateAt((epoch * _steps) + step));
            if (!double.IsFinite(batchLoss)) return null;
            loss += batchLoss;
            correct += Predictions.CountCorrect(_logits, _options.BatchSize, _batch.Labels);
        }

        if (!Array.TrueForAll(_weights, float.IsFinite)) return null;
        return (loss / _steps, 100.0 * correct / (_steps * _options.BatchSize));
    }

    /// <summary>The state as it stands.</summary>
    public TrainingResult Result(TrainingStatus status, IReadOnlyList<EpochResult> epochs) => new(status, _weights, _averages.Statistics, epochs);

    private double Step(double rate)
    {
        _forward.Run(_plan, _weights, _batch.Images);
        _forward.ReadOutput(_logits);
        double loss = SoftmaxCrossEntropy.Of(_logits, _batch.Labels, _cotangent);
        if (!double.IsFinite(loss)) return loss;
        _averages.Update(_forward.Statistics, _options.BatchSize);
        _backward.Run(_gradients, _forward, _cotangent, NormGradient.BatchStatistics, _gradient);
        _optimizer.Step(_weights, _gradient, rate);
        return loss;
    }
}
