using System.Collections.Concurrent;
using System.Diagnostics;
using Tegula.Architectures;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>
/// Measures trainability, expressivity and generalisation of NAS-Bench-201 cells at initialisation (TEG, 003_fe8fa0e5c804e1de.txt Sec. 3). Batches,
/// crops and weights come from the seed alone, so every cell is measured on the same ones, and the same call gives the same bits whatever the number
/// of threads. Cells that compute the same get the same scores. Safe to call from several threads.
/// </summary>
public sealed class TegScorer : IDisposable
{
    private readonly TegOptions _options;
    private readonly NasBench201Skeleton _skeleton;
    private readonly ImageBatch _train;
    private readonly ImageBatch? _heldOut;
    private readonly double[,] _trainTargets;
    private readonly double[,] _heldOutTargets = new double[0, 0];
    private readonly IReadOnlyList<float[]> _crops;
    private readonly ConcurrentBag<TangentKernelWorker> _workers = [];
    private readonly ConcurrentBag<LinearRegions> _counters = [];
    private readonly ConcurrentBag<Jacobian> _jacobians = [];
    private readonly int _threads;

    /// <summary>Draws the batches that all cells are measured on.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range or an indicator unknown, or the images do not fit the network.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    public TegScorer(ImageDataset data, TegOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Repeats < 1) throw new ArgumentException($"{options.Repeats} repeats measure nothing; at least 1 is needed");
        if (options.BatchSize < 2) throw new ArgumentException($"a batch of {options.BatchSize} has no kernel to condition; at least 2 images are needed");
        if (options.Threads < 0) throw new ArgumentException($"{options.Threads} threads cannot work; at least 1 is needed, or 0 for one per processor");
        foreach (string id in options.Indicators) _ = IndicatorRegistry.Get(id);
        _options = options;
        _threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        _skeleton = new NasBench201Skeleton
        {
            Channels = 3,
            CellsPerStage = 1,
            ImageChannels = data.Shape.Channels,
            ImageHeight = data.Shape.Height,
            ImageWidth = data.Shape.Width,
            Classes = data.ClassCount,
        };
        if (Measures(KernelRegression.Id))
        {
            (_train, _heldOut) = MinibatchSampler.DrawWithHeldOut(data, options.BatchSize, options.Seed, 0);
            _heldOutTargets = KernelRegression.Targets(_heldOut.Labels, data.ClassCount);
        }
        else
        {
            _train = MinibatchSampler.Draw(data, options.BatchSize, options.Seed, 0);
        }

        _trainTargets = KernelRegression.Targets(_train.Labels, data.ClassCount);
        _crops = Measures(LinearRegions.Id) ? LinearRegions.DrawCrops(data, options.Seed) : [];
    }

    /// <summary>Measures one cell with all threads.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ArchitectureScore Score(NasBench201Cell cell, CancellationToken token = default) => Measure(cell, _threads, token);

    /// <summary>Measures many cells, one per thread at a time.</summary>
    /// <param name="cells">What to measure.</param>
    /// <param name="onDone">Told how many are done, in any order of cells; may be null. Called by one thread at a time.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <returns>One score per cell, in their order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ArchitectureScore> ScoreAll(IReadOnlyList<NasBench201Cell> cells, Action<int>? onDone = null, CancellationToken token = default)
    {
        var scores = new ArchitectureScore[cells.Count];
        int done = 0;
        var gate = new Lock();
        InParallel(
            cells.Count,
            _threads,
            i =>
            {
                scores[i] = Measure(cells[i], 1, token);
                lock (gate) onDone?.Invoke(++done);
            },
            token);
        return scores;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in _workers.Concat<IDisposable>(_counters).Concat(_jacobians)) part.Dispose();
    }

    private static void InParallel(int count, int threads, Action<int> work, CancellationToken token)
    {
        if (threads > 1 && count > 1)
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = token }, work);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            token.ThrowIfCancellationRequested();
            work(i);
        }
    }

    private bool Measures(string id) => _options.Indicators.Contains(id);

    private ArchitectureScore Measure(NasBench201Cell cell, int threads, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        var computation = CellComputation.Of(cell);
        var values = new Dictionary<string, IndicatorValue>();
        if (!computation.DependsOnInput || !computation.HasParameters)
        {
            IndicatorStatus status = computation.DependsOnInput ? IndicatorStatus.NoParameters : IndicatorStatus.InputIndependent;
            foreach (string id in _options.Indicators) values[id] = IndicatorValue.Failed(status);
        }
        else
        {
            IReadOnlyList<TangentKernels> kernels = Measures(NtkConditionNumber.Id) || Measures(KernelRegression.Id) ? Kernels(computation, threads, token) : [];
            foreach (string id in _options.Indicators)
            {
                values[id] = id switch
                {
                    NtkConditionNumber.Id => Repeats.Summarise([.. kernels.Select(ConditionNumber)], isRatio: true),
                    KernelRegression.Id => Repeats.Summarise([.. kernels.Select(RegressionError)]),
                    _ => Regions(computation, threads, token),
                };
            }
        }

        return new ArchitectureScore(cell.ToString(), values, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private (double Value, IndicatorStatus Status) ConditionNumber(TangentKernels kernels) => _options.Fidelity == Fidelity.Reference
        ? NtkConditionNumber.Of(kernels.Train!)
        : NtkConditionNumber.Of(CorrelationKernel.Of(kernels.Train!), nullDirections: 1);

    private (double Value, IndicatorStatus Status) RegressionError(TangentKernels kernels) =>
        KernelRegression.Of(kernels.RegressionTrain!, kernels.RegressionCross!, _trainTargets, _heldOutTargets);

    private IndicatorValue Regions(CellComputation cell, int threads, CancellationToken token)
    {
        var counts = new (double Value, IndicatorStatus Status)[_options.Repeats];
        InParallel(
            counts.Length,
            threads,
            repeat =>
            {
                LinearRegions counter = _counters.TryTake(out LinearRegions? spare) ? spare : new LinearRegions(_crops, _options.Seed);
                counts[repeat] = (counter.Count(cell, repeat), IndicatorStatus.Ok);
                _counters.Add(counter);
            },
            token);
        return Repeats.Summarise(counts);
    }

    // One task per repeat and batch; the kernels follow when both batches of a repeat are there.
    private TangentKernels[] Kernels(CellComputation cell, int threads, CancellationToken token)
    {
        var plans = TangentKernelPlans.Compile(cell, _skeleton, _options);
        int batches = _heldOut is null ? 1 : 2;
        var jacobians = new Jacobian[_options.Repeats * batches];
        for (int i = 0; i < jacobians.Length; i++) jacobians[i] = _jacobians.TryTake(out Jacobian? spare) ? spare : new Jacobian();
        InParallel(
            jacobians.Length,
            threads,
            i =>
            {
                TangentKernelWorker worker = _workers.TryTake(out TangentKernelWorker? spare) ? spare : new TangentKernelWorker();
                bool isTrain = i % batches == 0;
                float[] parameters = WeightInitialization.KaimingNormal(plans.Graph, _options.Seed, i / batches);
                worker.Run(isTrain ? plans.Train : plans.HeldOut!, parameters, isTrain ? _train.Images : _heldOut!.Images, jacobians[i], token);
                _workers.Add(worker);
            },
            token);

        var kernels = new TangentKernels[_options.Repeats];
        InParallel(kernels.Length, threads, repeat => kernels[repeat] = plans.Kernels(jacobians.AsSpan(repeat * batches, batches)), token);
        foreach (Jacobian jacobian in jacobians) _jacobians.Add(jacobian);
        return kernels;
    }
}
