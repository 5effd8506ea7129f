using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>The parts that every search method is given and does not choose itself.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="Space">What can be proposed.</param>
/// <param name="Objective">What makes one architecture better than another.</param>
/// <param name="Seed">Fixes every random choice of the method.</param>
public sealed record SearchContext<TArchitecture>(ISearchSpace<TArchitecture> Space, IObjective Objective, ulong Seed)
    where TArchitecture : class;
