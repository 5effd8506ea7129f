namespace Tegula.Search;

/// <summary>When a search stops and how it is driven.</summary>
/// <param name="Steps">Architectures that the method may ask for; at least 1.</param>
/// <param name="Outstanding">
/// Proposals held open at a time, at least 1: as soon as the oldest is told, another one is asked for. Part of the request, because a method with several
/// open proposals learns later.
/// </param>
public sealed record SearchBudget(int Steps, int Outstanding = 1)
{
    /// <summary>
    /// Architectures that may be drawn, those that a filter turns away included, at least 1; null for no limit. What the method asks for beyond is not scored.
    /// </summary>
    public int? Draws { get; init; }

    /// <summary>
    /// Time after which no further step begins, positive; null for no limit. Measurements that were not made now count with the time they had taken, so that
    /// sharing or going on later changes no result but the waiting.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>
    /// Steps that the method's <see cref="ISearchMethod{TArchitecture}.Spread"/> may go without a new low before the search stops (Table 1 of
    /// 003_fe8fa0e5c804e1de.txt: entropy or diversity stops decreasing), at least 1; null to run all steps.
    /// </summary>
    public int? Patience { get; init; }
}
