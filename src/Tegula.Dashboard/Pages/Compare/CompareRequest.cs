using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>Which studies are to be compared.</summary>
/// <param name="Studies">Studies that can be chosen, the newest first.</param>
/// <param name="Tables">Tables that can be chosen.</param>
/// <param name="Picked">The chosen ones.</param>
/// <param name="Table">The chosen table; null for none.</param>
/// <param name="Error">What is wrong with the choice, in one line; null where nothing is.</param>
public sealed record CompareRequest(
    IReadOnlyList<PickedStudy> Studies, IReadOnlyList<ShelvedTable> Tables, IReadOnlyList<PickedStudy> Picked, ShelvedTable? Table, string? Error);
