using System.Diagnostics;
using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators.Baselines;
using Tegula.Networks;
using Tegula.Networks.Internals;

namespace Tegula.Indicators;

/// <summary>Makes the suites of the built-in spaces.</summary>
public static class IndicatorSuite
{
    /// <summary>The indicators of NAS-Bench-201 cells.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range or an indicator unknown.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks, are of one class, or are too few for the batches.</exception>
    public static IndicatorSuite<NasBench201Cell> ForNasBench201(ImageDataset data, IndicatorOptions options) =>
        new(data, options, NasBench201IndicatorNetworks.Instance);
}

/// <summary>
/// Measures any set of indicators on architectures. Batches, crops and weights come from the seed alone, so all architectures are measured on the same ones,
/// and the same call gives the same bits whatever the number of threads. Architectures that compute the same get the same scores. Safe to call from several
/// threads.
/// </summary>
/// <typeparam name="TArchitecture">What is measured: a cell, a genotype, a supernet. Its text is what <see cref="object.ToString"/> gives.</typeparam>
public sealed class IndicatorSuite<TArchitecture> : IArchitectureScorer<TArchitecture>, IDisposable
    where TArchitecture : class
{
    private readonly IReadOnlyList<string> _indicators;
    private readonly List<IIndicatorPart<TArchitecture>> _parts = [];
    private readonly int _threads;

    /// <summary>Draws the batches that all architectures are measured on.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    /// <param name="networks">Gives the networks of an architecture.</param>
    /// <exception cref="ArgumentException">An option is out of range or an indicator unknown.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks, are of one class, or are too few for the batches.</exception>
    public IndicatorSuite(ImageDataset data, IndicatorOptions options, IIndicatorNetworks<TArchitecture> networks)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Repeats < 1) throw new ArgumentException($"{options.Repeats} repeats measure nothing; at least 1 is needed");
        if (options.BatchSize < 2) throw new ArgumentException($"a batch of {options.BatchSize} has no kernel to condition; at least 2 images are needed");
        if (options.Epochs < 1) throw new ArgumentException($"{options.Epochs} epochs train nothing; at least 1 is needed");
        if (options.Threads < 0) throw new ArgumentException($"{options.Threads} threads cannot work; at least 1 is needed, or 0 for one per processor");
        foreach (string id in options.Indicators) _ = IndicatorRegistry.Get(id);
        ImageFit.Require(data, networks.SizeMultiple);
        _indicators = options.Indicators;
        _threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        if (_indicators.Intersect(TegIndicators<TArchitecture>.Ids).Any()) _parts.Add(new TegIndicators<TArchitecture>(data, options, networks));
        if (NetworkIndicators.Among(_indicators) is { Count: > 0 } atInitialisation)
            _parts.Add(new BaselinePart<TArchitecture>(atInitialisation, data, options, networks));
        if (_indicators.Contains(TrainedAccuracy.Id)) _parts.Add(LargeNetworkPart<TArchitecture>.ForTraining(data, options, networks));
        if (_indicators.Intersect(CountedIndicators.Ids).Any()) _parts.Add(new CountedIndicators<TArchitecture>(options));
    }

    /// <summary>Measures one architecture with all threads.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ArchitectureScore Score(TArchitecture architecture, CancellationToken token = default) => Measure(architecture, _threads, token);

    /// <summary>Measures many architectures, one per thread at a time.</summary>
    /// <param name="architectures">What to measure.</param>
    /// <param name="onDone">Told how many are done, in any order of architectures; may be null. Called by one thread at a time.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <returns>One score per architecture, in their order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ArchitectureScore> ScoreAll(
        IReadOnlyList<TArchitecture> architectures, Action<int>? onDone = null, CancellationToken token = default)
    {
        var scores = new ArchitectureScore[architectures.Count];
        int done = 0;
        var gate = new Lock();
        Threads.Run(
            architectures.Count,
            _threads,
            i =>
            {
                scores[i] = Measure(architectures[i], 1, token);
                lock (gate) onDone?.Invoke(++done);
            },
            token);
        return scores;
    }

    /// <inheritdoc/>
    public ArchitectureScore Score(TArchitecture architecture, int threads, CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return Measure(architecture, threads, token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IIndicatorPart<TArchitecture> part in _parts) part.Dispose();
    }

    private ArchitectureScore Measure(TArchitecture architecture, int threads, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        var measured = new Dictionary<string, IndicatorValue>();
        foreach (IIndicatorPart<TArchitecture> part in _parts) part.Measure(architecture, measured, threads, token);
        var values = new Dictionary<string, IndicatorValue>();
        foreach (string id in _indicators) values[id] = measured[id];
        return new ArchitectureScore(architecture.ToString()!, values, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
