using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Scores architectures of a built-in space, whatever their type; what computes the same is measured once.</summary>
public abstract class SpaceScorer : IDisposable
{
    /// <summary>The scorer of a space.</summary>
    /// <param name="space">Id of the space, one of <see cref="SpaceRegistry.All"/>, or of the space of its supernets.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how.</param>
    /// <param name="scores">Where the scores come from; null for this process.</param>
    /// <exception cref="ArgumentException">The space is unknown or has not all of the indicators, or an option is out of range.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks, are of one class, or are too few for the batches.</exception>
    public static SpaceScorer Of(string space, ImageDataset data, IndicatorOptions options, IScoreProvider? scores = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var known = SearchableSpace.Get(space);
        if (space == known.SupernetId)
            return known.Use(new Supernets(data, options, scores ?? LocalScoring.Instance));
        return IndicatorRegistry.ObjectionOf(space, options.Indicators) is { } objection
            ? throw new ArgumentException(objection)
            : known.Use(new Architectures(data, options, scores ?? LocalScoring.Instance));
    }

    /// <summary>One score per architecture, in their order, each as soon as it and those before it are there.</summary>
    /// <param name="architectures">Architectures of the space.</param>
    /// <param name="token">Ends the measurement early; scores given by then are good.</param>
    /// <exception cref="ArgumentException">One is not of the space.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract IEnumerable<ArchitectureScore> Stream(IReadOnlyList<IArchitecture> architectures, CancellationToken token = default);

    /// <summary>One score per architecture, in their order; what cannot be measured has a status and stops nothing.</summary>
    /// <param name="architectures">Architectures of the space.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="ArgumentException">One is not of the space.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ArchitectureScore> Score(IReadOnlyList<IArchitecture> architectures, CancellationToken token = default) =>
        [.. Stream(architectures, token)];

    /// <summary>Key of the computation of an architecture: equal keys, equal scores.</summary>
    /// <param name="architecture">As the space prints it.</param>
    /// <exception cref="ArchitectureFormatException">It is not of the space.</exception>
    public abstract string ComputationKey(string architecture);

    /// <summary>Measures one architecture now, in this process and whatever is known of it. Safe to call from several threads.</summary>
    /// <param name="architecture">As the space prints it.</param>
    /// <param name="threads">Threads to measure with, at least 1; the score does not depend on them.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="ArchitectureFormatException">It is not of the space.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract ArchitectureScore Measure(string architecture, int threads, CancellationToken token = default);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of the measurements.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);

    private static SpaceScorer<TArchitecture> Of<TArchitecture>(
        ISearchSpace<TArchitecture> space, IIndicatorNetworks<TArchitecture> networks, ImageDataset data, IndicatorOptions options, IScoreProvider scores)
        where TArchitecture : class, IArchitecture =>
        new(new(space, networks, data, options, options.Fidelity == Fidelity.Reference ? 1 : int.MaxValue), scores);

    private sealed record Architectures(ImageDataset Data, IndicatorOptions Options, IScoreProvider Scores) : ISpaceUse<SpaceScorer>
    {
        public SpaceScorer Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture => SpaceScorer.Of(parts.Space, parts.Networks, Data, Options, Scores);
    }

    private sealed record Supernets(ImageDataset Data, IndicatorOptions Options, IScoreProvider Scores) : ISpaceUse<SpaceScorer>
    {
        public SpaceScorer Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture => SpaceScorer.Of(parts.Supernets, parts.SupernetNetworks, Data, Options, Scores);
    }
}

/// <summary>Scores architectures of one type.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="request">What is scored and how.</param>
/// <param name="provider">Where the scores come from.</param>
internal sealed class SpaceScorer<TArchitecture>(ScoringRequest<TArchitecture> request, IScoreProvider provider) : SpaceScorer
    where TArchitecture : class, IArchitecture
{
    private readonly IScoreSource<TArchitecture> _scores = provider.Open(request);
    private readonly Lazy<IndicatorSuite<TArchitecture>> _suite = new(request.CreateSuite);

    /// <inheritdoc/>
    public override IEnumerable<ArchitectureScore> Stream(IReadOnlyList<IArchitecture> architectures, CancellationToken token = default)
    {
        TArchitecture[] typed = [.. architectures.Select(Typed)];
        string[] keys = [.. typed.Select(request.Space.ComputationKey)];
        return Wait();

        IEnumerable<ArchitectureScore> Wait()
        {
            for (var i = 0; i < keys.Length; i++)
                _scores.Request(keys[i], typed[i]);
            var met = new HashSet<string>();
            for (var i = 0; i < keys.Length; i++)
            {
                var score = _scores.Await(keys[i], token).Score with { Architecture = request.Space.Format(typed[i]) };
                yield return met.Add(keys[i]) ? score : score with { Seconds = 0 };
            }
        }
    }

    /// <inheritdoc/>
    public override string ComputationKey(string architecture) => request.Space.ComputationKey(request.Space.Parse(architecture));

    /// <inheritdoc/>
    public override ArchitectureScore Measure(string architecture, int threads, CancellationToken token = default) =>
        _suite.Value.Score(request.Space.Parse(architecture), threads, token);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _scores.Dispose();
        if (_suite.IsValueCreated)
            _suite.Value.Dispose();
    }

    private TArchitecture Typed(IArchitecture architecture) =>
        architecture as TArchitecture ?? throw new ArgumentException($"'{architecture}' is not an architecture of {request.Space.Id}");
}
