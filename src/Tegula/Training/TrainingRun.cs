using System.Diagnostics;
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
    private readonly NetworkLoss _loss;
    private readonly ILearningRateSchedule _schedule;
    private readonly IOptimizer _optimizer;
    private readonly BatchNormAverages _averages;
    private readonly float[] _weights;
    private readonly float[] _gradient;
    private readonly float[] _output;
    private readonly float[] _cotangent;
    private readonly float[] _dropPaths;
    private readonly List<EpochResult> _epochs = [];
    private (int Epoch, int[] Images) _order = (-1, []);
    private double? _firstLoss;
    private double _lossSum;
    private int _correct;
    private double _seconds;
    private BestEpoch? _best;

    /// <summary>A training before its first step, on passes that it borrows.</summary>
    public TrainingRun(
        Graph graph, ReadOnlySpan<float> initial, ImageDataset data, TrainingOptions options, ForwardPass forward, GradientPass backward)
    {
        _forward = forward;
        _backward = backward;
        _options = options;
        _data = data;
        _plan = ForwardPlan.Compile(graph, options.BatchSize, keepsActivations: true);
        _gradients = GradientPlan.Compile(_plan, _ => true, usesWinograd: true);
        _batch = new BatchReader(data, options.BatchSize, options.Augmentation.IsNone ? null : new ImageAugmenter(data, options));
        Steps = data.Count / options.BatchSize;
        _loss = new NetworkLoss(options, data.ClassCount);
        _schedule = Optimizers.Schedule(options, Steps);
        _optimizer = Optimizers.Create(graph.ParameterLength, options);
        _averages = new BatchNormAverages(graph);
        _weights = initial.ToArray();
        _gradient = new float[graph.ParameterLength];
        _output = new float[graph.Output.Shape.Length * options.BatchSize];
        _cotangent = new float[_output.Length];
        _dropPaths = new float[options.DropPath > 0 ? graph.DropPathCount * options.BatchSize : 0];
    }

    /// <summary>Steps of an epoch.</summary>
    public int Steps { get; }

    /// <summary>Steps made, over all epochs.</summary>
    public int Step { get; private set; }

    /// <summary>The epochs run to their end.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Where the training diverged; null as long as it has not.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>Whether the epoch under way has no step left.</summary>
    public bool EpochIsOver => StepOfEpoch == Steps;

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsOver => Divergence is not null || _epochs.Count == _options.Epochs || StoppedEarly;

    /// <summary>Mean loss of the epoch under way, and the share of its images that were classified rightly, in percent.</summary>
    public (double Loss, double Accuracy) SoFar => (_lossSum / StepOfEpoch, 100.0 * _correct / (StepOfEpoch * _options.BatchSize));

    /// <summary>Steps made in the epoch under way.</summary>
    public int StepOfEpoch => Step - (_epochs.Count * Steps);

    private bool StoppedEarly => _options.Patience is { } patience && _epochs.Count - (_best?.Epoch ?? 0) >= patience;

    /// <summary>Makes one step of the epoch under way; afterwards the training may have diverged.</summary>
    public void MakeStep()
    {
        long start = Stopwatch.GetTimestamp();
        int epoch = _epochs.Count;
        ReadOnlySpan<int> images = Order(epoch).AsSpan(StepOfEpoch * _options.BatchSize, _options.BatchSize);
        _batch.Read(images, epoch);
        if (_dropPaths.Length > 0) DropPathFactors.Draw(_options.DropPath * epoch / _options.Epochs, _options, epoch, images, _dropPaths);
        double rate = _schedule.RateAt(Step);
        _forward.Run(_plan, _weights, _batch.Images, dropPaths: _dropPaths);
        _forward.ReadOutput(_output);
        double loss = _loss.Of(_output, _batch.Labels, _cotangent);
        if (!double.IsFinite(loss))
        {
            Divergence = new(epoch + 1, StepOfEpoch + 1, rate, $"the loss is {(double.IsNaN(loss) ? "not a number" : "infinite")}");
            return;
        }

        _averages.Update(_forward.Statistics, _options.BatchSize);
        _backward.Run(_gradients, _forward, _cotangent, NormGradient.BatchStatistics, _gradient);
        if (_options.ClipNorm is { } limit) GradientClip.Apply(_gradient, limit);
        _optimizer.Step(_weights, _gradient, rate);
        _firstLoss ??= loss;
        _lossSum += loss;
        _correct += Predictions.CountCorrect(_output.AsSpan(0, _data.ClassCount * _options.BatchSize), _options.BatchSize, _batch.Labels);
        Step++;
        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Ends the epoch under way, whose steps were all made; the training may turn out to have diverged.</summary>
    /// <param name="evaluate">Evaluates weights and statistics on held-out images; null where there are none.</param>
    public void EndEpoch(Func<float[], BatchNormStatistics, Evaluation>? evaluate)
    {
        double rate = _schedule.RateAt(Step - 1);
        (double loss, double accuracy) = SoFar;
        double start = Math.Max(_firstLoss!.Value, _loss.Ignorance);
        string? reason = !Array.TrueForAll(_weights, float.IsFinite) ? "a weight is no finite number"
            : loss > Divergence.Factor * start ? $"the mean loss of the epoch, {loss:G4}, is above {Divergence.Factor} times {start:G4}, that of the beginning"
            : null;
        if (reason is not null)
        {
            Divergence = new(_epochs.Count + 1, Steps, rate, reason);
            return;
        }

        Evaluation? heldOut = evaluate?.Invoke(_weights, _averages.Statistics);
        _epochs.Add(new EpochResult(_epochs.Count + 1, loss, accuracy, _seconds)
        {
            LearningRate = rate,
            HeldOutLoss = heldOut?.Loss,
            HeldOutAccuracy = heldOut?.Accuracy,
        });
        (_lossSum, _correct, _seconds) = (0, 0, 0);
        if (_options.Patience is not null && heldOut is { } seen && double.IsFinite(seen.Loss) && (_best is null || seen.Loss < _best.Loss))
            _best = new BestEpoch(_epochs.Count, seen.Loss, [.. _weights], _averages.Copy());
    }

    /// <summary>The state as it stands, copied.</summary>
    public TrainingState State() => new()
    {
        Step = Step,
        Weights = [.. _weights],
        OptimizerMemory = [.. _optimizer.Memory.Select(vector => (float[])vector.Clone())],
        Statistics = _averages.Copy(),
        Epochs = [.. _epochs],
        FirstLoss = _firstLoss,
        LossSum = _lossSum,
        Correct = _correct,
        Seconds = _seconds,
        Best = _best,
    };

    /// <summary>Goes on from a state of the same training.</summary>
    /// <exception cref="ArgumentException">The state is another network's, or another optimiser's.</exception>
    public void Restore(TrainingState state)
    {
        if (state.Weights.Length != _weights.Length)
            throw new ArgumentException($"the network has {_weights.Length} weights, the state to go on from has {state.Weights.Length}");
        _optimizer.Restore(state.Step, state.OptimizerMemory);
        _averages.Restore(state.Statistics, state.Step);
        state.Weights.CopyTo(_weights.AsSpan());
        Step = state.Step;
        _epochs.AddRange(state.Epochs);
        (_firstLoss, _lossSum, _correct, _seconds, _best) = (state.FirstLoss, state.LossSum, state.Correct, state.Seconds, state.Best);
    }

    /// <summary>What the training came to.</summary>
    public TrainingResult Result()
    {
        TrainingStatus status = Divergence is not null ? TrainingStatus.Diverged : StoppedEarly ? TrainingStatus.StoppedEarly : TrainingStatus.Completed;
        return _best is null
            ? new(status, _weights, _averages.Statistics, _epochs) { Divergence = Divergence }
            : new(status, _best.Weights, _best.Statistics, _epochs) { Divergence = Divergence, BestEpoch = _best.Epoch };
    }

    private int[] Order(int epoch)
    {
        if (_order.Epoch != epoch) _order = (epoch, ImageOrder.Of(_data.Count, _options.Seed, _options.Repeat, epoch));
        return _order.Images;
    }
}
