using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Scores architectures of a built-in space, whatever their type; what computes the same is measured once. Not safe for two threads at once.</summary>
public abstract class SpaceScorer : IDisposable
{
    /// <summary>The scorer of a space.</summary>
    /// <param name="space">Id of the space, one of <see cref="SpaceRegistry.All"/>.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    /// <exception cref="ArgumentException">The space is unknown or has not all of the indicators, an option is out of range, or the images do not fit the networks.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    public static SpaceScorer Of(string space, ImageDataset data, IndicatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SpaceInfo info = SpaceRegistry.Get(space);
        if (IndicatorRegistry.ObjectionOf(space, options.Indicators) is { } objection)
            throw new ArgumentException(objection);
        return info.Id == DartsSpace.Instance.Id
            ? new SpaceScorer<DartsGenotype>(DartsSpace.Instance, DartsIndicatorNetworks.Instance, data, options)
            : new SpaceScorer<NasBench201Cell>(NasBench201Space.Instance, NasBench201IndicatorNetworks.Instance, data, options);
    }

    /// <summary>One score per architecture, in their order; what cannot be measured has a status and stops nothing.</summary>
    /// <param name="architectures">Architectures of the space; at least one.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="ArgumentException">One is not of the space.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract IReadOnlyList<ArchitectureScore> Score(IReadOnlyList<IArchitecture> architectures, CancellationToken token = default);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of the measurements.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Scores architectures of one type.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
internal sealed class SpaceScorer<TArchitecture> : SpaceScorer
    where TArchitecture : class, IArchitecture
{
    private readonly ISearchSpace<TArchitecture> _space;
    private readonly IndicatorSuite<TArchitecture> _suite;
    private readonly CachedScorer<TArchitecture> _scorer;

    /// <summary>Draws the batches that all architectures are measured on.</summary>
    /// <param name="space">Says which architectures compute the same.</param>
    /// <param name="networks">Gives the networks of an architecture.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    public SpaceScorer(ISearchSpace<TArchitecture> space, IIndicatorNetworks<TArchitecture> networks, ImageDataset data, IndicatorOptions options)
    {
        _space = space;
        _suite = new(data, options, networks);
        _scorer = new(space, _suite, new());
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ArchitectureScore> Score(IReadOnlyList<IArchitecture> architectures, CancellationToken token = default)
    {
        Proposal<TArchitecture>[] proposals = [.. architectures.Select((architecture, number) => new Proposal<TArchitecture>(number, Typed(architecture)))];
        return [.. _scorer.Score(proposals, token).Select(trial => trial.Score)];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _suite.Dispose();
    }

    private TArchitecture Typed(IArchitecture architecture) =>
        architecture as TArchitecture ?? throw new ArgumentException($"'{architecture}' is not an architecture of {_space.Id}");
}
