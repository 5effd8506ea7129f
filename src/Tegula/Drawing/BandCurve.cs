using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>A curve with a band around it, on a <see cref="CurvePanel"/>.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record BandCurve(string Name, ImmutableArray<BandPoint> Points);
