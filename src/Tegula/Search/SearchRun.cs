using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Drives a method: asks, scores what is new, tells, until the budget is used, the space is exhausted, or someone cancels.</summary>
/// <remarks>
/// A window of proposals is held open: as soon as the oldest has its score, that is told and another one asked for. Scores are told in the order of asking,
/// whoever measures them and whenever they are ready, so the result depends on seed and budget alone.
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class SearchRun<TArchitecture>
    where TArchitecture : class
{
    private readonly SearchContext<TArchitecture> _context;
    private readonly ISearchMethod<TArchitecture> _method;
    private readonly IScoreSource<TArchitecture> _scores;
    private readonly HashSet<string> _asked = [];
    private readonly Queue<Asked> _open = new();
    private readonly List<SearchTrial> _history = [];
    private readonly ProgressClock _clock = new();
    private int _evaluations;
    private int _borrowed;
    private int _failed;
    private double _earlierSeconds;

    /// <summary>Prepares a search; nothing is asked for yet.</summary>
    /// <param name="context">The parts the method was built with.</param>
    /// <param name="method">A method, fresh or restored; proposals it still has outstanding are scored first.</param>
    /// <param name="scores">Gives the scores; other searches may share it.</param>
    public SearchRun(SearchContext<TArchitecture> context, ISearchMethod<TArchitecture> method, IScoreSource<TArchitecture> scores)
    {
        _context = context;
        _method = method;
        _scores = scores;
    }

    /// <summary>Whether each step keeps what the method would have answered after it; off by default, because asking costs time.</summary>
    public bool KeepsIncumbents { get; init; }

    /// <summary>Told of every step on the searching thread, in order; null for nobody.</summary>
    public Action<SearchStep>? OnStep { get; init; }

    /// <summary>Searches; a run is used once.</summary>
    /// <param name="budget">When to stop.</param>
    /// <param name="progress">Called on the searching thread after each step; may be null.</param>
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

    private TimeSpan Cost => _clock.Elapsed + TimeSpan.FromSeconds(_earlierSeconds);

    private StopReason Steps(SearchBudget budget, Action<SearchProgress>? progress, CancellationToken token)
    {
        var restored = new Queue<Proposal<TArchitecture>>(_method.Outstanding);
        var patience = budget.Patience is { } steps ? new Patience(steps) : null;
        while (_history.Count < budget.Steps)
        {
            if (token.IsCancellationRequested)
                return Cancelled();
            if (Cost >= budget.Time)
                return StopReason.Time;
            Ask(restored, Math.Min(budget.Outstanding, budget.Steps - _history.Count), budget.Draws ?? long.MaxValue);
            if (!_open.TryPeek(out var asked))
                return Draws(0) >= budget.Draws ? StopReason.Draws : StopReason.Exhausted;
            if (Score(asked, token) is not { } trial)
                return Cancelled();
            _open.Dequeue();
            Tell(trial);
            _clock.Lap(_history.Count);
            progress?.Invoke(Progress(budget.Steps));
            if (patience?.IsExhausted(_method.Spread) ?? false)
                return StopReason.Spread;
        }

        return StopReason.Steps;
    }

    // What is measured for nobody any more must not stand before the answer, which may be the same and is asked for anew.
    private StopReason Cancelled()
    {
        _scores.Withdraw();
        foreach (var asked in _open.Where(asked => asked.Origin is not null))
            _asked.Remove(asked.Key);
        return StopReason.Cancelled;
    }

    private void Ask(Queue<Proposal<TArchitecture>> restored, int open, long draws)
    {
        while (_open.Count < open && Draws(_open.Count) < draws)
        {
            if (!restored.TryDequeue(out var proposal) && (proposal = _method.Propose()) is null)
                return;

            // The filter may have used up the draws on the way to this one.
            if (Draws(_open.Count + 1) <= draws)
                _open.Enqueue(Request(proposal));
        }
    }

    private long Draws(int open) => _history.Count + open + _context.Space.TurnedAway;

    private Asked Request(Proposal<TArchitecture> proposal)
    {
        var key = _context.Space.ComputationKey(proposal.Architecture);
        return new(proposal, key, _asked.Add(key) ? _scores.Request(key, proposal.Architecture) : null);
    }

    private SearchTrial? Score(Asked asked, CancellationToken token)
    {
        try
        {
            var measured = _scores.Await(asked.Key, token);
            return token.IsCancellationRequested ? null : Trial(asked, measured);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return null;
        }
    }

    private SearchTrial Trial(Asked asked, ComputationScore measured)
    {
        var isCached = asked.Origin is null;
        var score = measured.Score with { Architecture = _context.Space.Format(asked.Proposal.Architecture) };
        return new(asked.Proposal.Number, asked.Key, isCached ? score with { Seconds = 0 } : score, isCached)
        {
            Origin = asked.Origin,
            Seconds = isCached ? 0 : measured.Seconds,
        };
    }

    private void Tell(SearchTrial trial)
    {
        Count(trial);
        _method.Observe(trial.Number, trial.Score);
        var asksSpread = (_history.Count + 1) % SearchTrial.StepsBetweenSpreads == 0;
        trial = trial with { TurnedAway = _context.Space.TurnedAway, Spread = asksSpread ? _method.Spread : null };
        _history.Add(KeepsIncumbents && _method.Derive() is { } incumbent ? trial with { Incumbent = _context.Space.Format(incumbent) } : trial);
        OnStep?.Invoke(new(trial, _history.Count, trial.TurnedAway, () => _method.Spread, _method.Save));
    }

    private void Count(SearchTrial trial)
    {
        _evaluations += trial.Cached ? 0 : 1;
        _failed += !trial.Cached && _context.Objective.HasFailed(trial.Score) ? 1 : 0;
        _borrowed += trial.Borrowed ? 1 : 0;
        _earlierSeconds += trial.Origin is ScoreOrigin.Kept or ScoreOrigin.Borrowed ? trial.Seconds : 0;
    }

    // A policy's answer may never have been asked for, hence be scored now, also after a cancellation; should that fail, the best of the history answers,
    // unless the history is one of supernets, which are no architectures.
    private SearchAnswer<TArchitecture>? Answer()
    {
        if (_method.Derive() is not { } derived)
            return null;
        var asked = Request(new(_history.Count, derived));
        var trial = Trial(asked, _scores.Await(asked.Key, CancellationToken.None));
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
        () => _method.Derive() is { } derived ? _scores.Known(_context.Space.ComputationKey(derived)) : null);

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

    // Without an origin, this search had asked for the same computation before.
    private sealed record Asked(Proposal<TArchitecture> Proposal, string Key, ScoreOrigin? Origin);
}
