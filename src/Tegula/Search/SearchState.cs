using System.Text.Json.Serialization;

namespace Tegula.Search;

/// <summary>The whole state of a search method as plain data; <see cref="SearchStateJson"/> writes and reads it as JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(RandomSearchState), SearchMethods.Random)]
[JsonDerivedType(typeof(EvolutionState), SearchMethods.Evolution)]
[JsonDerivedType(typeof(ReinforceState), SearchMethods.Reinforce)]
[JsonDerivedType(typeof(FpNasState), SearchMethods.FpNas)]
[JsonDerivedType(typeof(PruningState), SearchMethods.Pruning)]
[JsonDerivedType(typeof(ExhaustiveSearchState), SearchMethods.Exhaustive)]
[JsonDerivedType(typeof(ParetoState), SearchMethods.Pareto)]
public abstract record SearchState
{
    /// <summary>Id of the space searched.</summary>
    public string Space { get; init; } = "";

    /// <summary>Seed of the search.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of the next proposal.</summary>
    public int Next { get; init; }

    /// <summary>Proposals whose scores have not been told, in the order of asking.</summary>
    public IReadOnlyList<PendingState> Outstanding { get; init; } = [];
}
