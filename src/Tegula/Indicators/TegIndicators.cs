using System.Collections.Concurrent;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>
/// Measures trainability, expressivity and generalisation of architectures at initialisation (TEG, 003_fe8fa0e5c804e1de.txt Sec. 3). Batches, crops and
/// weights come from the seed alone, so every architecture is measured on the same ones, and the same call gives the same bits whatever the number of
/// threads. Architectures that compute the same get the same scores. Safe to call from several threads.
/// </summary>
/// <typeparam name="TArchitecture">What is measured: a cell, a genotype, a supernet.</typeparam>
internal sealed class TegIndicators<TArchitecture> : IIndicatorPart<TArchitecture>
    where TArchitecture : class
{
    private readonly IndicatorOptions _options;
    private readonly IIndicatorNetworks<TArchitecture> _networks;
    private readonly ImageShape _image;
    private readonly int _classes;
    private readonly ImageBatch _train;
    private readonly ImageBatch? _heldOut;
    private readonly double[,] _trainTargets;
    private readonly double[,] _heldOutTargets = new double[0, 0];
    private readonly IReadOnlyList<float[]> _crops;
    private readonly ConcurrentBag<TangentKernelWorker> _workers = [];
    private readonly ConcurrentBag<LinearRegions> _counters = [];
    private readonly ConcurrentBag<Jacobian> _jacobians = [];
    private readonly string[] _ids;
    private readonly int _batchSize;

    /// <summary>Draws the batches that all architectures are measured on.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    /// <param name="networks">Gives the networks of an architecture.</param>
    /// <exception cref="ArgumentException">An option is out of range or an indicator unknown.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    public TegIndicators(ImageDataset data, IndicatorOptions options, IIndicatorNetworks<TArchitecture> networks)
    {
        _ids = [.. options.Indicators.Intersect(Ids)];
        _batchSize = options.ResolvedBatchSize;
        _options = options;
        _networks = networks;
        _image = data.Shape;
        _classes = data.ClassCount;
        if (Measures(KernelRegression.Id))
        {
            (_train, _heldOut) = MinibatchSampler.DrawWithHeldOut(data, _batchSize, options.Seed, 0);
            _heldOutTargets = KernelRegression.Targets(_heldOut.Labels, data.ClassCount);
        }
        else
        {
            _train = MinibatchSampler.Draw(data, _batchSize, options.Seed, 0);
        }

        _trainTargets = KernelRegression.Targets(_train.Labels, data.ClassCount);
        _crops = Measures(LinearRegions.Id) ? LinearRegions.DrawCrops(data, options.Seed) : [];
    }

    /// <summary>Ids of the indicators that this class can measure.</summary>
    public static IReadOnlyList<string> Ids { get; } = [NtkConditionNumber.Id, LinearRegions.Id, KernelRegression.Id];

    /// <inheritdoc/>
    public void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token)
    {
        if (_networks.DefectOf(architecture).Status() is var status and not IndicatorStatus.Ok)
        {
            foreach (string id in _ids) values[id] = IndicatorValue.Failed(status);
            return;
        }

        bool needsKernels = Measures(NtkConditionNumber.Id) || Measures(KernelRegression.Id);
        IReadOnlyList<TangentKernels> kernels = needsKernels ? Kernels(_networks.Tangent(architecture, _image, _classes), threads, token) : [];
        foreach (string id in _ids)
        {
            values[id] = id switch
            {
                NtkConditionNumber.Id => Repeats.Summarise([.. kernels.Select(ConditionNumber)], isRatio: true),
                KernelRegression.Id => Repeats.Summarise([.. kernels.Select(RegressionError)]),
                _ => Regions(_networks.Thin(architecture, CropSampler.Side), threads, token),
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in _workers.Concat<IDisposable>(_counters).Concat(_jacobians)) part.Dispose();
    }

    private bool Measures(string id) => _ids.Contains(id);

    private (double Value, IndicatorStatus Status) ConditionNumber(TangentKernels kernels) => _options.Fidelity == Fidelity.Reference
        ? NtkConditionNumber.Of(kernels.Train!)
        : NtkConditionNumber.Of(CorrelationKernel.Of(kernels.Train!), nullDirections: 1);

    private (double Value, IndicatorStatus Status) RegressionError(TangentKernels kernels) =>
        KernelRegression.Of(kernels.RegressionTrain!, kernels.RegressionCross!, _trainTargets, _heldOutTargets);

    private IndicatorValue Regions(Graph thin, int threads, CancellationToken token)
    {
        var counts = new (double Value, IndicatorStatus Status)[_options.ResolvedRepeats];
        Threads.Run(
            counts.Length,
            threads,
            repeat =>
            {
                LinearRegions counter = _counters.TryTake(out LinearRegions? spare) ? spare : new LinearRegions(_crops, _options.Seed);
                counts[repeat] = (counter.Count(thin, repeat), IndicatorStatus.Ok);
                _counters.Add(counter);
            },
            token);
        return Repeats.Summarise(counts);
    }

    // One task per repeat and batch; the kernels follow when both batches of a repeat are there.
    private TangentKernels[] Kernels(Graph network, int threads, CancellationToken token)
    {
        var plans = TangentKernelPlans.Compile(network, _options);
        int batches = _heldOut is null ? 1 : 2;
        var jacobians = new Jacobian[_options.ResolvedRepeats * batches];
        for (int i = 0; i < jacobians.Length; i++) jacobians[i] = _jacobians.TryTake(out Jacobian? spare) ? spare : new Jacobian();
        Threads.Run(
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

        var kernels = new TangentKernels[_options.ResolvedRepeats];
        Threads.Run(kernels.Length, threads, repeat => kernels[repeat] = plans.Kernels(jacobians.AsSpan(repeat * batches, batches)), token);
        foreach (Jacobian jacobian in jacobians) _jacobians.Add(jacobian);
        return kernels;
    }
}
