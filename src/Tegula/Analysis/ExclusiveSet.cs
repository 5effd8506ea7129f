namespace Tegula.Analysis;

/// <summary>The architectures that one indicator puts among the best and no other does.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Threshold">The value that the best share reaches; null when nothing was measured.</param>
/// <param name="Selected">Architectures that reach it, those included that others select as well. Equal values may make it more than the share.</param>
/// <param name="Members">Places in the sample of those that no other indicator selects, ascending.</param>
/// <param name="Cells">What the members are made of.</param>
public sealed record ExclusiveSet(string Indicator, double? Threshold, int Selected, IReadOnlyList<int> Members, CellSetStatistics Cells);
