namespace Tegula.Search;

/// <summary>A search method as the registry lists it.</summary>
/// <param name="Id">Stable id, such as <c>evolution</c>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="DefaultSteps">Steps after which the method's source stops.</param>
/// <param name="Source">Where the method comes from.</param>
public sealed record SearchMethodInfo(string Id, string Name, int DefaultSteps, string Source);
