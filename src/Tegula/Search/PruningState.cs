namespace Tegula.Search;

/// <summary>State of <see cref="PruningSearch{TSupernet}"/>.</summary>
public sealed record PruningState : SearchState
{
    /// <summary>The supernet that this round prunes, as the space prints it.</summary>
    public string Supernet { get; init; } = "";

    /// <summary>Number of the round's first proposal, the supernet itself.</summary>
    public int First { get; init; }

    /// <summary>Removals that the round scores, in the order of asking.</summary>
    public IReadOnlyList<int> Removals { get; init; } = [];

    /// <summary>What was told in this round, by number.</summary>
    public IReadOnlyList<ObservedState> Observed { get; init; } = [];

    /// <summary>Where removals stood in earlier rounds, by id.</summary>
    public IReadOnlyList<PruningPlace> Places { get; init; } = [];

    /// <summary>Whether anything could be measured yet.</summary>
    public bool HasMeasured { get; init; }
}
