namespace Tegula.Search;

/// <summary>A step that was just told to a method.</summary>
/// <param name="Trial">The proposal and its score.</param>
/// <param name="Steps">Steps done, this one included.</param>
/// <param name="TurnedAway">Architectures that filter and budget have turned away so far.</param>
/// <param name="Spread">Gives policy entropy or population diversity, null for a method without; asking costs time.</param>
/// <param name="Save">Gives the method's state; asking costs time.</param>
public sealed record SearchStep(SearchTrial Trial, int Steps, long TurnedAway, Func<double?> Spread, Func<SearchState> Save);
