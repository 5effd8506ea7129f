namespace Tegula.Search;

/// <summary>What a search found and what it took.</summary>
/// <typeparam name="TArchitecture">The architecture's type.</typeparam>
/// <param name="Answer">The architecture chosen, with its score; null when nothing could be measured.</param>
/// <param name="Ranks">The answer's place in each indicator among the measured distinct computations of the history; empty without an answer.</param>
/// <param name="History">All steps in order.</param>
public sealed record SearchResult<TArchitecture>(SearchAnswer<TArchitecture>? Answer, IReadOnlyList<IndicatorRank> Ranks, IReadOnlyList<SearchTrial> History)
{
    /// <summary>Distinct computations that had to be measured for this search, the answer's included.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Those of the evaluations that had been made for another search.</summary>
    public required int Borrowed { get; init; }

    /// <summary>Evaluations that could not be measured.</summary>
    public required int Failed { get; init; }

    /// <summary>Why it ended.</summary>
    public required StopReason Stop { get; init; }

    /// <summary>Wall time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Wall time it would have taken alone and at once: <see cref="Elapsed"/> and what evaluations had taken that were not made now.</summary>
    public required TimeSpan Cost { get; init; }

    /// <summary>
    /// The architectures that no other is better than in every term of the objective, by number of proposal; empty unless the method is a Pareto one.
    /// </summary>
    public IReadOnlyList<SearchAnswer<TArchitecture>> Front { get; init; } = [];

    /// <summary>Architectures that the depth-width filter turned away; they took no step.</summary>
    public long Filtered { get; init; }

    /// <summary>Distinct computations among those turned away by the depth-width filter: evaluations spared.</summary>
    public int Spared { get; init; }

    /// <summary>What the spared evaluations would have taken at the mean time of the others.</summary>
    public TimeSpan SparedTime =>
        TimeSpan.FromSeconds(Spared * History.Where(trial => !trial.Cached).Select(trial => trial.Seconds).DefaultIfEmpty().Average());

    /// <summary>Architectures over the budget of parameters or MACs; they took no step.</summary>
    public long OverBudget { get; init; }

    /// <summary>True when it was stopped before its budget was used; the answer then is the best so far.</summary>
    public bool Cancelled => Stop == StopReason.Cancelled;

    /// <summary>The same result for architectures of another type.</summary>
    /// <typeparam name="TOther">The other type.</typeparam>
    /// <param name="convert">Gives the architecture of the other type.</param>
    public SearchResult<TOther> Select<TOther>(Func<TArchitecture, TOther> convert)
    {
        return new(Answer is null ? null : Converted(Answer), Ranks, History)
        {
            Evaluations = Evaluations,
            Borrowed = Borrowed,
            Failed = Failed,
            Stop = Stop,
            Elapsed = Elapsed,
            Cost = Cost,
            Front = [.. Front.Select(Converted)],
            Filtered = Filtered,
            Spared = Spared,
            OverBudget = OverBudget,
        };

        SearchAnswer<TOther> Converted(SearchAnswer<TArchitecture> answer) => new(convert(answer.Architecture), answer.Score);
    }
}
