using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Drives a method: asks, scores what is new, tells, until the budget is used, the space is exhausted, or someone cancels.</summary>
/// <remarks>Scores are told in the order of asking, whatever the scorer does in parallel, so the result depends on seed and budget alone.</remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class SearchRun<TArchitecture>
    where TArchitecture : class
{
    private readonly SearchContext<TArchitecture> _context;
    private readonly ISearchMethod<TArchitecture> _method;
    private readonly CachedScorer<TArchitecture> _scorer;
    private readonly List<SearchTrial<TArchitecture>> _history = [];
    private readonly ProgressClock _clock = new();
    private int _evaluations;
    private int _failed;

    /// <summary>Prepares a search; nothing is scored yet.</summary>
    /// <param name="context">The parts the method was built with.</param>
    /// <param name="method">A method, fresh or restored; proposals it still has outstanding are scored first.</param>
    /// <param name="scorer">Measures what the objective looks at.</param>
    /// <param name="cache">Scores known already; new ones are added.</param>
    public SearchRun(SearchContext<TArchitecture> context, ISearchMethod<TArchitecture> method, IArchitectureScorer<TArchitecture> scorer, ScoreCache cache)
    {
        _context = context;
        _method = method;
        _scorer = new(context.Space, scorer, cache);
    }

    /// <summary>Searches; a run is used once.</summary>
    /// <param name="budget">When to stop.</param>
    /// <param name="progress">Called on the searching thread after each batch of steps; may be null.</param>
    /// <param name="token">Stops early; the result then holds the best so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget allows no step or no open proposal.</exception>
    /// <exception cref="InvalidOperationException">The run has been used.</exception>
    public SearchResult<TArchitecture> Run(SearchBudget budget, Action<SearchProgress>? progress = null, CancellationToken token = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Steps, 1, nameof(budget));
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Outstanding, 1, nameof(budget));
        if (_history.Count > 0)
            throw new InvalidOperationException("a search run can be used once; create another one");

        _clock.Start();
        var open = new Queue<Proposal<TArchitecture>>(_method.Outstanding);
        while (_history.Count < budget.Steps && !token.IsCancellationRequested)
        {
            var batch = NextBatch(open, Math.Min(budget.Outstanding, budget.Steps - _history.Count));
            if (batch.Count == 0 || !TryScore(batch, token))
                break;
            _clock.Lap(_history.Count);
            progress?.Invoke(Progress(budget.Steps));
        }

        var answer = _method.Derive();
        var cancelled = token.IsCancellationRequested && _history.Count < budget.Steps;
        return new(answer, answer is null ? [] : Ranks(answer.Score), _history, _evaluations, _failed, cancelled, _clock.Elapsed);
    }

    private List<Proposal<TArchitecture>> NextBatch(Queue<Proposal<TArchitecture>> open, int size)
    {
        var batch = new List<Proposal<TArchitecture>>(size);
        while (batch.Count < size && (open.TryDequeue(out var proposal) || (proposal = _method.Propose()) is not null))
            batch.Add(proposal);
        return batch;
    }

    private bool TryScore(List<Proposal<TArchitecture>> batch, CancellationToken token)
    {
        try
        {
            var scores = _scorer.Score([.. batch.Select(proposal => proposal.Architecture)], token);
            foreach (var (proposal, (score, cached)) in batch.Zip(scores))
                Tell(proposal, score, cached);
            return true;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Tell(Proposal<TArchitecture> proposal, ArchitectureScore score, bool cached)
    {
        _evaluations += cached ? 0 : 1;
        _failed += !cached && _context.Objective.HasFailed(score) ? 1 : 0;
        _history.Add(new(proposal.Number, proposal.Architecture, _context.Space.ComputationKey(proposal.Architecture), score, cached));
        _method.Observe(proposal.Number, score);
    }

    private SearchProgress Progress(int total) =>
        new(_history.Count, total, _evaluations, _failed, _clock.Elapsed, _clock.Remaining(total - _history.Count), () => _method.Derive()?.Score);

    private List<IndicatorRank> Ranks(ArchitectureScore answer)
    {
        var measured = _history.DistinctBy(trial => trial.Key).Select(trial => trial.Score).Where(score => !_context.Objective.HasFailed(score)).ToList();
        var ranks = new List<IndicatorRank>();
        foreach (var (indicator, direction) in _context.Objective.Terms)
        {
            var own = answer.Indicators[indicator].Value;
            var better = measured.Count(score => direction == Direction.LowerIsBetter
                ? score.Indicators[indicator].Value < own
                : score.Indicators[indicator].Value > own);
            ranks.Add(new(indicator, better + 1, measured.Count));
        }

        return ranks;
    }
}
