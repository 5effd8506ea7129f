using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>Measures <see cref="Naswot"/> on the whole network of an architecture.</summary>
/// <typeparam name="TArchitecture">What is measured.</typeparam>
internal sealed class NaswotPart<TArchitecture>(ImageDataset data, IndicatorOptions options, IIndicatorNetworks<TArchitecture> networks)
    : IIndicatorPart<TArchitecture>
    where TArchitecture : class
{
    private readonly Naswot _naswot = new(data, options.Seed, options.BatchSize ?? Naswot.PublishedBatchSize);

    /// <inheritdoc/>
    public void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token)
    {
        // A network without parameters in its cells still has rectifiers to look at.
        if (networks.DefectOf(architecture) == NetworkDefect.InputIndependent)
        {
            values[Naswot.Id] = IndicatorValue.Failed(IndicatorStatus.InputIndependent);
            return;
        }

        Graph graph = networks.Sized(architecture, data.Shape, data.ClassCount, networks.WholeSize);
        var repeats = new (double Value, IndicatorStatus Status)[options.Repeats ?? 1];
        Threads.Run(repeats.Length, threads, repeat => repeats[repeat] = _naswot.Measure(graph, repeat, token), token);
        values[Naswot.Id] = Repeats.Summarise(repeats);
    }

    /// <inheritdoc/>
    public void Dispose() => _naswot.Dispose();
}
