using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>A row of a <see cref="SpreadSvg"/>.</summary>
/// <param name="Name">What stands at its left.</param>
/// <param name="Points">One for each panel; null for none.</param>
/// <param name="Note">A quiet text at its right, such as how many evaluations it took; empty for none.</param>
public sealed record SpreadRow(string Name, ImmutableArray<SpreadPoint?> Points, string Note = "");
