using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>The line of an edge in a <see cref="GraphLayout"/>, in pixels from the upper left corner of the drawing.</summary>
/// <param name="Edge">Index of the edge in its graph.</param>
/// <param name="Row">Row from the top, at least 0.</param>
/// <param name="Knots">
/// Where the line passes, from the right side of the source to the left side of the target, with x growing. Knots of equal height are joined by a
/// straight line, others by a cubic curve that leaves and arrives horizontally and whose control points lie halfway between them in x.
/// </param>
/// <param name="Label">Room for the name of the operation; null where the layout has no labels or the edge needs none.</param>
public sealed record EdgeRoute(int Edge, int Row, ImmutableArray<(double X, double Y)> Knots, LabelBox? Label);
