namespace Tegula.Search;

/// <summary>State of <see cref="RegularizedEvolution{TArchitecture}"/>.</summary>
public sealed record EvolutionState : SearchState
{
    /// <summary>Sizes of population and tournament.</summary>
    public EvolutionOptions Options { get; init; } = new();

    /// <summary>The population, oldest first.</summary>
    public IReadOnlyList<ObservedState> Population { get; init; } = [];
}
