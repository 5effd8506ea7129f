namespace Tegula.Search;

/// <summary>What a search found and what it took.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="Answer">The architecture chosen, with its score; null when nothing could be measured.</param>
/// <param name="Ranks">The answer's place in each indicator among the measured distinct computations of the history; empty without an answer.</param>
/// <param name="History">All steps in order.</param>
/// <param name="Evaluations">Steps whose computation was really scored; the others were known already.</param>
/// <param name="Failed">Evaluations that could not be measured.</param>
/// <param name="Cancelled">True when it was stopped before its budget was used; the answer then is the best so far.</param>
/// <param name="Elapsed">Wall time.</param>
public sealed record SearchResult<TArchitecture>(
    Observation<TArchitecture>? Answer,
    IReadOnlyList<IndicatorRank> Ranks,
    IReadOnlyList<SearchTrial<TArchitecture>> History,
    int Evaluations,
    int Failed,
    bool Cancelled,
    TimeSpan Elapsed)
{
    /// <summary>Architectures that a filter in front of the method turned away; they took no step.</summary>
    public long Filtered { get; init; }
}
