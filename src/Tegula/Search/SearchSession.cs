using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Searches of one space on one data set that share seed, batches, weights and scores.</summary>
/// <typeparam name="TArchitecture">What the methods propose.</typeparam>
/// <param name="space">What is searched.</param>
/// <param name="connectivity">From which the depth-width filter takes its borders.</param>
/// <param name="scores">Gives the scores; disposed of with the session.</param>
/// <param name="holds">Whether an architecture, or one in a supernet, costs no more than a budget allows.</param>
internal sealed class SearchSession<TArchitecture>(
    ISearchSpace<TArchitecture> space,
    IConnectivityClasses connectivity,
    IScoreSource<TArchitecture> scores,
    Func<TArchitecture, Func<NetworkCost, bool>, bool> holds) : IDisposable
    where TArchitecture : class, IArchitecture
{
    /// <summary>Runs one search.</summary>
    /// <param name="request">With the space and the scoring of this session.</param>
    /// <param name="progress">Called after each step; may be null.</param>
    /// <param name="onStep">Told of every step; may be null.</param>
    /// <param name="token">Stops early.</param>
    public SearchResult<TArchitecture> Run(SearchRequest request, Action<SearchProgress>? progress, Action<SearchStep>? onStep, CancellationToken token)
    {
        var affordable = request.MaxParameters is null && request.MaxMacs is null
            ? null
            : Filtered(space, architecture => holds(architecture, request.Affords), isBudget: true);
        var filtered = request.FilterFraction is { } fraction
            ? Filtered(affordable ?? space, DepthWidthFilter.Of(connectivity, fraction).Keeps, isBudget: false)
            : null;
        var objective = request.Objective is { } combination ? new(combination) : RankObjective.SumOf(request.Scoring.Indicators);
        var context = new SearchContext<TArchitecture>(filtered ?? affordable ?? space, objective, request.Scoring.Seed);
        var method = SearchMethods.Create(request.Method, context, request.EffectiveSteps);
        var run = new SearchRun<TArchitecture>(context, method, scores) { KeepsIncumbents = request.KeepsIncumbents, OnStep = onStep };
        var budget = new SearchBudget(request.EffectiveSteps, request.EffectiveOutstanding)
        {
            Time = request.Time,
            Patience = request.Patience,
            Draws = request.Draws,
        };
        var result = run.Run(budget, progress, token);
        return result with { Filtered = filtered?.OwnTurnedAway ?? 0, Spared = filtered?.DistinctTurnedAway ?? 0, OverBudget = affordable?.OwnTurnedAway ?? 0 };
    }

    /// <inheritdoc/>
    public void Dispose() => scores.Dispose();

    private static FilteredSpace<TArchitecture> Filtered(ISearchSpace<TArchitecture> space, Func<TArchitecture, bool> keeps, bool isBudget) =>
        space is ISupernetSpace<TArchitecture> supernets
            ? new FilteredSupernetSpace<TArchitecture>(supernets, keeps, isBudget)
            : new FilteredSpace<TArchitecture>(space, keeps);
}
