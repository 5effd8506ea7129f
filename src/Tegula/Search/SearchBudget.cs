namespace Tegula.Search;

/// <summary>When a search stops and how it is driven.</summary>
/// <param name="Steps">Architectures that the method may ask for; at least 1.</param>
/// <param name="Outstanding">
/// Proposals held open at a time, scored together; at least 1. Part of the request, because a method with several open proposals learns later.
/// </param>
public sealed record SearchBudget(int Steps, int Outstanding = 1);
