using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One chart of a <see cref="BarPanelsSvg"/> with an axis of its own that begins at 0.</summary>
/// <param name="Name">What the bars show, unit included.</param>
/// <param name="Categories">Names below the groups of bars, at least one.</param>
/// <param name="Values">For each category one value for each series, at least 0 and finite; null for no bar.</param>
public sealed record BarPanel(string Name, ImmutableArray<string> Categories, ImmutableArray<ImmutableArray<double?>> Values);
