namespace Tegula.Search;

/// <summary>State of <see cref="ExhaustiveSearch{TArchitecture}"/>.</summary>
public sealed record ExhaustiveSearchState : SearchState
{
    /// <summary>Everything scored so far, in the order of asking.</summary>
    public IReadOnlyList<ObservedState> Observed { get; init; } = [];
}
