using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>Measures one indicator that looks at a network of the size that is trained, one initialisation at a time.</summary>
/// <typeparam name="TArchitecture">What is measured.</typeparam>
internal sealed class LargeNetworkPart<TArchitecture> : IIndicatorPart<TArchitecture>
    where TArchitecture : class
{
    private readonly string _id;
    private readonly int _repeats;
    private readonly IIndicatorNetworks<TArchitecture> _networks;
    private readonly Func<TArchitecture, Graph> _network;
    private readonly Func<Graph, int, CancellationToken, (double Value, IndicatorStatus Status)> _measure;
    private readonly IDisposable _owner;

    private LargeNetworkPart(
        string id,
        IndicatorOptions options,
        IIndicatorNetworks<TArchitecture> networks,
        Func<TArchitecture, Graph> network,
        Func<Graph, int, CancellationToken, (double Value, IndicatorStatus Status)> measure,
        IDisposable owner)
    {
        _id = id;
        _repeats = options.Repeats ?? 1;
        _networks = networks;
        _network = network;
        _measure = measure;
        _owner = owner;
    }

    /// <summary>Truncated training of a small network.</summary>
    public static LargeNetworkPart<TArchitecture> ForTraining(ImageDataset data, IndicatorOptions options, IIndicatorNetworks<TArchitecture> networks)
    {
        var training = new TrainedAccuracy(data, new() { Epochs = options.Epochs, Seed = options.Seed });
        return new(TrainedAccuracy.Id, options, networks, Network(data, networks, networks.ProxySize), training.Measure, training);
    }

    /// <inheritdoc/>
    public void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token)
    {
        // A network without parameters in its cells can still be trained, and has rectifiers to look at.
        if (_networks.DefectOf(architecture) == NetworkDefect.InputIndependent)
        {
            values[_id] = IndicatorValue.Failed(IndicatorStatus.InputIndependent);
            return;
        }

        Graph graph = _network(architecture);
        var repeats = new (double Value, IndicatorStatus Status)[_repeats];
        Threads.Run(repeats.Length, threads, repeat => repeats[repeat] = _measure(graph, repeat, token), token);
        values[_id] = Repeats.Summarise(repeats);
    }

    /// <inheritdoc/>
    public void Dispose() => _owner.Dispose();

    private static Func<TArchitecture, Graph> Network(ImageDataset data, IIndicatorNetworks<TArchitecture> networks, NetworkSize size) =>
        architecture => networks.Sized(architecture, data.Shape, data.ClassCount, size);
}
