using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Searches of one space on one data set that share seed, batches, weights and the cache of scores.</summary>
/// <typeparam name="TArchitecture">What the methods propose.</typeparam>
/// <param name="space">What is searched.</param>
/// <param name="connectivity">From which the depth-width filter takes its borders.</param>
/// <param name="data">Images and labels.</param>
/// <param name="scoring">What is measured.</param>
/// <param name="networks">The networks of an architecture.</param>
/// <param name="cost">What an architecture costs at least.</param>
internal sealed class SearchSession<TArchitecture>(
    ISearchSpace<TArchitecture> space,
    IConnectivityClasses connectivity,
    ImageDataset data,
    IndicatorOptions scoring,
    IIndicatorNetworks<TArchitecture> networks,
    Func<TArchitecture, NetworkCost> cost) : IDisposable
    where TArchitecture : class, IArchitecture
{
    private readonly IndicatorSuite<TArchitecture> _suite = new(data, scoring, networks);
    private readonly ScoreCache _cache = new();

    /// <summary>Runs one search.</summary>
    /// <param name="request">With the space and the scoring of this session.</param>
    /// <param name="progress">Called after each batch of steps; may be null.</param>
    /// <param name="token">Stops early.</param>
    public SearchResult<TArchitecture> Run(SearchRequest request, Action<SearchProgress>? progress, CancellationToken token)
    {
        var affordable = request.MaxParameters is null && request.MaxMacs is null ? null : Filtered(space, architecture => request.Affords(cost(architecture)), isBudget: true);
        var filtered = request.FilterFraction is { } fraction
            ? Filtered(affordable ?? space, DepthWidthFilter.Of(connectivity, fraction).Keeps, isBudget: false)
            : null;
        var objective = request.Objective is { } combination ? new(combination) : RankObjective.SumOf(request.Scoring.Indicators);
        var context = new SearchContext<TArchitecture>(filtered ?? affordable ?? space, objective, request.Scoring.Seed);
        var method = SearchMethods.Create(request.Method, context, request.EffectiveSteps);
        var run = new SearchRun<TArchitecture>(context, method, _suite, _cache) { KeepsIncumbents = request.KeepsIncumbents };
        var budget = new SearchBudget(request.EffectiveSteps, request.Outstanding)
        {
            Time = request.Time,
            Patience = request.Patience,
            Draws = request.Draws,
        };
        var result = run.Run(budget, progress, token);
        return result with { Filtered = filtered?.OwnTurnedAway ?? 0, Spared = filtered?.DistinctTurnedAway ?? 0, OverBudget = affordable?.OwnTurnedAway ?? 0 };
    }

    /// <inheritdoc/>
    public void Dispose() => _suite.Dispose();

    private static FilteredSpace<TArchitecture> Filtered(ISearchSpace<TArchitecture> space, Func<TArchitecture, bool> keeps, bool isBudget) =>
        space is ISupernetSpace<TArchitecture> supernets
            ? new FilteredSupernetSpace<TArchitecture>(supernets, keeps, isBudget)
            : new FilteredSpace<TArchitecture>(space, keeps);
}
