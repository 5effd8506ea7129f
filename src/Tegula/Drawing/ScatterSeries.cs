using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>Points of one colour on a <see cref="ScatterPanel"/>.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Points">Where they lie; those that are not finite are left out.</param>
public sealed record ScatterSeries(string Name, ImmutableArray<(double X, double Y)> Points);
