namespace Tegula.Search;

/// <summary>State of <see cref="ParetoSearch{TArchitecture}"/>.</summary>
public sealed record ParetoState : SearchState
{
    /// <summary>Size of the population.</summary>
    public ParetoOptions Options { get; init; } = new();

    /// <summary>The population, in the order of telling.</summary>
    public IReadOnlyList<ObservedState> Population { get; init; } = [];

    /// <summary>The front of everything told, by number.</summary>
    public IReadOnlyList<ObservedState> Front { get; init; } = [];
}
