namespace Tegula.Search;

/// <summary>State of <see cref="RandomSearch{TArchitecture}"/>.</summary>
public sealed record RandomSearchState : SearchState
{
    /// <summary>Everything scored so far, in the order of asking.</summary>
    public IReadOnlyList<ObservedState> Observed { get; init; } = [];
}
