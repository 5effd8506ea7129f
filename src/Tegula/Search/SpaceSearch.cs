using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Searches of one space on one data set, whatever the type of its architectures.</summary>
internal abstract class SpaceSearch : IDisposable
{
    private static readonly SpaceParts<NasBench201Cell, NasBench201Supernet> NasBench201 = new(
        NasBench201Space.Instance,
        NasBench201Space.Instance,
        NasBench201IndicatorNetworks.Instance,
        NasBench201SupernetSpace.Instance,
        NasBench201SupernetNetworks.Instance,
        supernet => supernet.Single,
        NasBench201SupernetSpace.Cheapest,
        PruningBatch: 72);

    private static readonly SpaceParts<DartsGenotype, DartsSupernet> Darts = new(
        DartsSpace.Instance,
        DartsSpace.Instance,
        DartsIndicatorNetworks.Instance,
        DartsSupernetSpace.Instance,
        DartsSupernetNetworks.Instance,
        supernet => supernet.Single,
        DartsSupernetSpace.Cheapest,
        PruningBatch: 14);

    /// <summary>The searches of a space.</summary>
    /// <exception cref="SearchRequestException">No such space can be searched.</exception>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">Images and labels.</param>
    /// <param name="scores">Opens the sources of scores.</param>
    /// <param name="together">Most proposals that a search holds open.</param>
    public static SpaceSearch Of(string space, ImageDataset data, IScoreProvider scores, int together)
    {
        if (space == NasBench201Space.Instance.Id)
            return new SpaceSearch<NasBench201Cell, NasBench201Supernet>(NasBench201, data, scores, together);
        if (space == DartsSpace.Instance.Id)
            return new SpaceSearch<DartsGenotype, DartsSupernet>(Darts, data, scores, together);
        throw new SearchRequestException($"space '{space}' cannot be searched; available are {string.Join(", ", SpaceRegistry.All.Select(item => item.Id))}");
    }

    /// <summary>Runs one search; those with the same scoring share their scores.</summary>
    public abstract SearchResult<IArchitecture> Run(
        SearchRequest request, Action<SearchProgress>? progress, Action<SearchStep>? onStep, CancellationToken token);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Searches of a space with its types.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <typeparam name="TSupernet">The type of its supernets.</typeparam>
/// <param name="parts">The space.</param>
/// <param name="data">Images and labels.</param>
/// <param name="scores">Opens the sources of scores.</param>
/// <param name="together">Most proposals that a search holds open.</param>
internal sealed class SpaceSearch<TArchitecture, TSupernet>(
    SpaceParts<TArchitecture, TSupernet> parts, ImageDataset data, IScoreProvider scores, int together) : SpaceSearch
    where TArchitecture : class, IArchitecture
    where TSupernet : class, IArchitecture
{
    private SearchSession<TArchitecture>? _session;
    private SearchSession<TSupernet>? _supernetSession;

    /// <inheritdoc/>
    public override SearchResult<IArchitecture> Run(
        SearchRequest request, Action<SearchProgress>? progress, Action<SearchStep>? onStep, CancellationToken token)
    {
        if (!SearchMethods.Get(request.Method).NeedsSupernets)
        {
            _session ??= new(
                parts.Space,
                parts.Connectivity,
                scores.Open(new ScoringRequest<TArchitecture>(parts.Space, parts.Networks, data, request.Scoring, together)),
                cell => ArchitectureCost.Of(cell)!.Whole);
            return _session.Run(request, progress, onStep, token).Select(cell => (IArchitecture)cell);
        }

        var scoring = request.Scoring with { BatchSize = request.Scoring.BatchSize ?? parts.PruningBatch };
        _supernetSession ??= new(
            parts.Supernets,
            parts.Connectivity,
            scores.Open(new ScoringRequest<TSupernet>(parts.Supernets, parts.SupernetNetworks, data, scoring, together)),
            supernet => ArchitectureCost.Of(parts.Cheapest(supernet))!.Whole);
        return _supernetSession.Run(request, progress, onStep, token).Select(supernet => (IArchitecture)parts.Single(supernet)!);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _session?.Dispose();
        _supernetSession?.Dispose();
    }
}
