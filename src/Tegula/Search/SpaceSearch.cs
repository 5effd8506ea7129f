using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Searches of one space on one data set, whatever the type of its architectures.</summary>
internal abstract class SpaceSearch : IDisposable
{
    /// <summary>The searches of a space.</summary>
    /// <exception cref="SearchRequestException">No such space can be searched.</exception>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">Images and labels.</param>
    /// <param name="scores">Opens the sources of scores.</param>
    /// <param name="together">Most proposals that a search holds open.</param>
    public static SpaceSearch Of(string space, ImageDataset data, IScoreProvider scores, int together) =>
        (SearchableSpace.Find(space) ?? throw new SearchRequestException(SpaceRegistry.Fault(space))).Use(new Searches(data, scores, together));

    /// <summary>Runs one search; those with the same scoring share their scores.</summary>
    public abstract SearchResult<IArchitecture> Run(
        SearchRequest request, Action<SearchProgress>? progress, Action<SearchStep>? onStep, CancellationToken token);

    /// <inheritdoc/>
    public abstract void Dispose();

    private sealed record Searches(ImageDataset Data, IScoreProvider Scores, int Together) : ISpaceUse<SpaceSearch>
    {
        public SpaceSearch Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture => new SpaceSearch<TArchitecture, TSupernet>(parts, Data, Scores, Together);
    }
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
                (cell, isWithin) => isWithin(ArchitectureCost.Of(cell)!.Whole));
            return _session.Run(request, progress, onStep, token).Select(cell => (IArchitecture)cell);
        }

        var scoring = request.Scoring with { BatchSize = request.Scoring.BatchSize ?? parts.PruningBatch };
        _supernetSession ??= new(
            parts.Supernets,
            parts.Connectivity,
            scores.Open(new ScoringRequest<TSupernet>(parts.Supernets, parts.SupernetNetworks, data, scoring, together)),
            (supernet, isWithin) => parts.Holds(supernet, cell => isWithin(ArchitectureCost.Of(cell)!.Whole)));
        return _supernetSession.Run(request, progress, onStep, token).Select(supernet => (IArchitecture)parts.Single(supernet)!);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _session?.Dispose();
        _supernetSession?.Dispose();
    }
}
