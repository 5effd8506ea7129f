using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One surface over a square or rectangle, drawn as lines of equal height, as a map or in space.</summary>
/// <param name="Name">Name of the panel, any text.</param>
/// <param name="Left">Horizontal coordinate of the first column.</param>
/// <param name="Right">Horizontal coordinate of the last column, above the first one's.</param>
/// <param name="Bottom">Vertical coordinate of the first row.</param>
/// <param name="Top">Vertical coordinate of the last row, above the first one's.</param>
/// <param name="Rows">Values at evenly spaced points, the lowest row first, at least two rows and columns; where one is not finite nothing is drawn.</param>
public sealed record SurfacePanel(string Name, double Left, double Right, double Bottom, double Top, ImmutableArray<ImmutableArray<double>> Rows);
