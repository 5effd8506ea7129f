namespace Tegula.Search;

/// <summary>A search method as the registry lists it.</summary>
/// <param name="Id">Stable id, such as <c>evolution</c>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="DefaultSteps">Steps after which the method's source stops; at least as many as it takes where it comes to an end by itself.</param>
/// <param name="Source">Where the method comes from.</param>
/// <param name="Spread">What <see cref="ISearchMethod{TArchitecture}.Spread"/> is called, unit included; null for a method without.</param>
public sealed record SearchMethodInfo(string Id, string Name, int DefaultSteps, string Source, string? Spread)
{
    /// <summary>Whether its space has to be one of supernets, an <see cref="Spaces.ISupernetSpace{TSupernet}"/>.</summary>
    public bool NeedsSupernets { get; init; }
}
