using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Searches of one space on one data set that share seed, batches, weights and the cache of scores.</summary>
/// <typeparam name="TArchitecture">What the methods propose.</typeparam>
internal sealed class SearchSession<TArchitecture> : IDisposable
    where TArchitecture : class, IArchitecture
{
    private readonly ISearchSpace<TArchitecture> _space;
    private readonly IConnectivityClasses _connectivity;
    private readonly IndicatorSuite<TArchitecture> _suite;
    private readonly ScoreCache _cache = new();

    /// <summary>Draws the batches.</summary>
    /// <param name="space">What is searched.</param>
    /// <param name="connectivity">From which the depth-width filter takes its borders.</param>
    /// <param name="networks">The networks of an architecture.</param>
    /// <param name="data">Images and labels.</param>
    /// <param name="scoring">What is measured.</param>
    public SearchSession(
        ISearchSpace<TArchitecture> space,
        IConnectivityClasses connectivity,
        IIndicatorNetworks<TArchitecture> networks,
        ImageDataset data,
        IndicatorOptions scoring)
    {
        _space = space;
        _connectivity = connectivity;
        _suite = new(data, scoring, networks);
    }

    /// <summary>Runs one search.</summary>
    /// <param name="request">With the space and the scoring of this session.</param>
    /// <param name="progress">Called after each batch of steps; may be null.</param>
    /// <param name="token">Stops early.</param>
    public SearchResult<TArchitecture> Run(SearchRequest request, Action<SearchProgress>? progress, CancellationToken token)
    {
        var affordable = Affordable(request);
        var filtered = request.FilterFraction is { } fraction
            ? new FilteredSpace<TArchitecture>(affordable ?? _space, DepthWidthFilter.Of(_connectivity, fraction).Keeps)
            : null;
        var space = filtered ?? affordable ?? _space;
        var terms = request.Objective ?? RankSum.Of(request.Scoring.Indicators).Terms;
        var context = new SearchContext<TArchitecture>(space, new RankSum(terms), request.Scoring.Seed);
        var method = SearchMethods.Create(request.Method, context, request.EffectiveSteps);
        var run = new SearchRun<TArchitecture>(context, method, _suite, _cache) { KeepsIncumbents = request.KeepsIncumbents };
        var budget = new SearchBudget(request.EffectiveSteps, request.Outstanding)
        {
            Time = request.Time,
            Patience = request.Patience,
            Draws = request.Draws,
        };
        var result = run.Run(budget, progress, token);
        return result with { Filtered = filtered?.OwnTurnedAway ?? 0, Spared = filtered?.DistinctTurnedAway ?? 0, OverBudget = affordable?.TurnedAway ?? 0 };
    }

    /// <inheritdoc/>
    public void Dispose() => _suite.Dispose();

    private FilteredSpace<TArchitecture>? Affordable(SearchRequest request)
    {
        if (request.MaxParameters is null && request.MaxMacs is null)
            return null;
        return new(_space, architecture =>
        {
            var cost = ArchitectureCost.Of(architecture)!.Whole;
            return cost.Parameters <= (request.MaxParameters ?? long.MaxValue) && cost.Macs <= (request.MaxMacs ?? long.MaxValue);
        });
    }
}
