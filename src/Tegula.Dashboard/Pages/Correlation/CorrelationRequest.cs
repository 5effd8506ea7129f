using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages.Correlation;

/// <summary>What is to be compared with what.</summary>
/// <param name="Studies">Studies that can be chosen.</param>
/// <param name="Tables">Tables that can be chosen.</param>
/// <param name="Study">The chosen study; null for none.</param>
/// <param name="Table">The chosen table; null for none.</param>
/// <param name="Error">What is wrong with the choice, in one line; null where nothing is.</param>
public sealed record CorrelationRequest(
    IReadOnlyList<PickedStudy> Studies, IReadOnlyList<ShelvedTable> Tables, PickedStudy? Study, ShelvedTable? Table, string? Error);
