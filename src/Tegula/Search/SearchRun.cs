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
    private readonly List<SearchTrial> _history = [];
    private readonly ProgressClock _clock = new();
    private int _evaluations;
    private int _borrowed;
    private int _failed;
    private double _borrowedSeconds;

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

    /// <summary>Whether each step keeps what the method would have answered after it; off by default, because asking costs time.</summary>
    public bool KeepsIncumbents { get; init; }

    /// <summary>Searches; a run is used once.</summary>
    /// <param name="budget">When to stop.</param>
    /// <param name="progress">Called on the searching thread after each batch of steps; may be null.</param>
    /// <param name="token">Stops early; the result then holds the best so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget allows no step, no open proposal, no draw, no time or no patience.</exception>
    /// <exception cref="InvalidOperationException">The run has been used.</exception>
    public SearchResult<TArchitecture> Run(SearchBudget budget, Action<SearchProgress>? progress = null, CancellationToken token = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Steps, 1, nameof(budget));
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Outstanding, 1, nameof(budget));
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Patience ?? 1, 1, nameof(budget));
        ArgumentOutOfRangeException.ThrowIfLessThan(budget.Draws ?? 1, 1, nameof(budget));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(budget.Time ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(budget));
        if (_history.Count > 0)
            throw new InvalidOperationException("a search run can be used once; create another one");

        _clock.Start();
        var stop = Steps(budget, progress, token);
        var answer = Answer();
        return new(answer, answer is null ? [] : Ranks(answer.Score), _history)
        {
            Evaluations = _evaluations,
            Borrowed = _borrowed,
            Failed = _failed,
            Stop = stop,
            Elapsed = _clock.Elapsed,
            Cost = Cost,
            Front = _method is IParetoMethod<TArchitecture> pareto
                ? [.. pareto.Front().Select(member => new SearchAnswer<TArchitecture>(member.Architecture, member.Score))]
                : [],
        };
    }

    private TimeSpan Cost => _clock.Elapsed + TimeSpan.FromSeconds(_borrowedSeconds);

    private StopReason Steps(SearchBudget budget, Action<SearchProgress>? progress, CancellationToken token)
    {
        var open = new Queue<Proposal<TArchitecture>>(_method.Outstanding);
        var patience = budget.Patience is { } steps ? new Patience(steps) : null;
        while (_history.Count < budget.Steps)
        {
            if (token.IsCancellationRequested)
                return StopReason.Cancelled;
            if (Cost >= budget.Time)
                return StopReason.Time;
            var batch = NextBatch(open, Math.Min(budget.Outstanding, budget.Steps - _history.Count), budget.Draws ?? long.MaxValue);
            if (batch.Count == 0)
                return Draws(0) >= budget.Draws ? StopReason.Draws : StopReason.Exhausted;
            if (Score(batch, token) is not { } trials)
                return StopReason.Cancelled;
            var hasSettled = false;
            foreach (var trial in trials)
            {
                Tell(trial);
                hasSettled |= patience?.IsExhausted(_method.Spread) ?? false;
            }

            _clock.Lap(_history.Count);
            progress?.Invoke(Progress(budget.Steps));
            if (hasSettled)
                return StopReason.Spread;
        }

        return StopReason.Steps;
    }

    private List<Proposal<TArchitecture>> NextBatch(Queue<Proposal<TArchitecture>> open, int size, long draws)
    {
        var batch = new List<Proposal<TArchitecture>>(size);
        while (batch.Count < size && Draws(batch.Count) < draws)
        {
            if (!open.TryDequeue(out var proposal) && (proposal = _method.Propose()) is null)
                break;

            // The filter may have used up the draws on the way to this one.
            if (Draws(batch.Count + 1) <= draws)
                batch.Add(proposal);
        }

        return batch;
    }

    private long Draws(int inBatch) => _history.Count + inBatch + _context.Space.TurnedAway;

    private IReadOnlyList<SearchTrial>? Score(IReadOnlyList<Proposal<TArchitecture>> batch, CancellationToken token)
    {
        try
        {
            return _scorer.Score(batch, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Tell(SearchTrial trial)
    {
        Count(trial);
        _method.Observe(trial.Number, trial.Score);
        _history.Add(KeepsIncumbents && _method.Derive() is { } incumbent ? trial with { Incumbent = _context.Space.Format(incumbent) } : trial);
    }

    private void Count(SearchTrial trial)
    {
        _evaluations += trial.Cached ? 0 : 1;
        _failed += !trial.Cached && _context.Objective.HasFailed(trial.Score) ? 1 : 0;
        _borrowed += trial.Borrowed ? 1 : 0;
        _borrowedSeconds += trial.Borrowed ? trial.Seconds : 0;
    }

    // A policy's answer may never have been asked for, hence be scored now, also after a cancellation; should that fail, the best of the history answers,
    // unless the history is one of supernets, which are no architectures.
    private SearchAnswer<TArchitecture>? Answer()
    {
        if (_method.Derive() is not { } derived)
            return null;
        var trial = _scorer.Score([new(_history.Count, derived)], CancellationToken.None)[0];
        Count(trial);
        if (!_context.Objective.HasFailed(trial.Score))
            return new(derived, trial.Score);
        return _context.Space is not ISupernetSpace<TArchitecture> && _context.Objective.Best([.. _history.Select(step => step.Score)]) is { } best
            ? new(_context.Space.Parse(_history[best].Architecture), _history[best].Score)
            : null;
    }

    private SearchProgress Progress(int total) => new(
        _history.Count,
        total,
        _evaluations,
        _failed,
        _clock.Elapsed,
        _clock.Remaining(total - _history.Count),
        () => _method.Derive() is { } derived ? _scorer.Known(derived) : null);

    private List<IndicatorRank> Ranks(ArchitectureScore answer)
    {
        var measured = _history.DistinctBy(trial => trial.Key).Select(trial => trial.Score).Where(score => !_context.Objective.HasFailed(score)).ToList();
        var ranks = new List<IndicatorRank>();
        foreach (var (indicator, direction, _) in _context.Objective.Terms)
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
