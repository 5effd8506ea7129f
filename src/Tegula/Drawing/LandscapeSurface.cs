using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>Values on a grid over a plane.</summary>
/// <param name="Left">Smallest horizontal coordinate.</param>
/// <param name="Right">Largest horizontal coordinate, above the smallest.</param>
/// <param name="Bottom">Smallest vertical coordinate.</param>
/// <param name="Top">Largest vertical coordinate, above the smallest.</param>
/// <param name="Rows">Values of equal tiles, the lowest row first, all rows of one length; NaN where nothing is known.</param>
/// <param name="LowerIsBetter">Whether small values are drawn bright.</param>
/// <param name="Logarithmic">Whether colours follow the logarithm; then all values are positive.</param>
public sealed record LandscapeSurface(
    double Left, double Right, double Bottom, double Top, ImmutableArray<ImmutableArray<double>> Rows, bool LowerIsBetter, bool Logarithmic);
