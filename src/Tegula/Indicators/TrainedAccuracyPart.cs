using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>Measures <see cref="TrainedAccuracy"/> on a small network of an architecture.</summary>
/// <typeparam name="TArchitecture">What is measured.</typeparam>
internal sealed class TrainedAccuracyPart<TArchitecture>(ImageDataset data, IndicatorOptions options, IIndicatorNetworks<TArchitecture> networks)
    : IIndicatorPart<TArchitecture>
    where TArchitecture : class
{
    private readonly TrainedAccuracy _training = new(data, new() { Epochs = options.Epochs, Seed = options.Seed });

    /// <inheritdoc/>
    public void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token)
    {
        if (networks.DefectOf(architecture) == NetworkDefect.InputIndependent)
        {
            values[TrainedAccuracy.Id] = IndicatorValue.Failed(IndicatorStatus.InputIndependent);
            return;
        }

        Graph graph = networks.Sized(architecture, data.Shape, data.ClassCount, networks.ProxySize);
        var repeats = new (double Value, IndicatorStatus Status)[options.Repeats ?? 1];
        Threads.Run(repeats.Length, threads, repeat => repeats[repeat] = _training.Measure(graph, repeat, token), token);
        values[TrainedAccuracy.Id] = Repeats.Summarise(repeats);
    }

    /// <inheritdoc/>
    public void Dispose() => _training.Dispose();
}
