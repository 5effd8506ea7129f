using System.Collections.Concurrent;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators.Baselines;

/// <summary>Measures the indicators that look at a network at initialisation, all from the same passes.</summary>
/// <typeparam name="TArchitecture">What is measured.</typeparam>
internal sealed class BaselinePart<TArchitecture> : IIndicatorPart<TArchitecture>
    where TArchitecture : class
{
    private readonly IReadOnlyList<INetworkIndicator> _indicators;
    private readonly NetworkViews _views;
    private readonly int _repeats;
    private readonly IIndicatorNetworks<TArchitecture> _networks;
    private readonly ImageShape _image;
    private readonly int _classes;
    private readonly NetworkSize _size;
    private readonly ConcurrentBag<NetworkObserver> _observers = [];
    private readonly Func<NetworkObserver> _observer;

    /// <summary>Draws the batches that all architectures are measured on.</summary>
    /// <param name="indicators">What to measure, at least one.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="networks">Gives the networks of an architecture.</param>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    public BaselinePart(IReadOnlyList<INetworkIndicator> indicators, ImageDataset data, IndicatorOptions options, IIndicatorNetworks<TArchitecture> networks)
    {
        _indicators = indicators;
        _views = _indicators.Aggregate(NetworkViews.None, (views, indicator) => views | indicator.Views);
        _repeats = options.ResolvedRepeats;
        _networks = networks;
        _image = data.Shape;
        _classes = data.ClassCount;
        _size = options.Network == NetworkScale.Whole ? networks.WholeSize : networks.SmallSize;
        int batch = options.ResolvedBatchSize;
        ImageBatch? second = null;
        ImageBatch first;
        if (_views.HasFlag(NetworkViews.SecondGradient)) (first, second) = MinibatchSampler.DrawWithHeldOut(data, batch, options.Seed, 0);
        else first = MinibatchSampler.Draw(data, batch, options.Seed, 0);
        _observer = () => new NetworkObserver(first, second, options.Seed);
    }

    /// <inheritdoc/>
    public void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token)
    {
        // A network without parameters in its cells can still be differentiated, and has rectifiers to look at.
        if (_networks.DefectOf(architecture) == NetworkDefect.InputIndependent)
        {
            foreach (INetworkIndicator indicator in _indicators) values[indicator.Id] = IndicatorValue.Failed(IndicatorStatus.InputIndependent);
            return;
        }

        Graph graph = _networks.Sized(architecture, _image, _classes, _size);
        var measured = new (double Value, IndicatorStatus Status)[_indicators.Count][];
        for (int i = 0; i < measured.Length; i++) measured[i] = new (double Value, IndicatorStatus Status)[_repeats];
        Threads.Run(
            _repeats,
            threads,
            repeat =>
            {
                NetworkObserver observer = _observers.TryTake(out NetworkObserver? spare) ? spare : _observer();
                NetworkObservation observation = observer.Observe(graph, () => _networks.Tangent(architecture, _image, _classes), repeat, _views, token);
                _observers.Add(observer);
                for (int i = 0; i < measured.Length; i++)
                    measured[i][repeat] = observation.IsFinite ? _indicators[i].Of(observation) : (0, IndicatorStatus.NotFinite);
            },
            token);
        for (int i = 0; i < measured.Length; i++) values[_indicators[i].Id] = Repeats.Summarise(measured[i]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NetworkObserver observer in _observers) observer.Dispose();
    }
}
