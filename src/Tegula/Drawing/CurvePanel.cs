using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One plane of a <see cref="CurvePanelsSvg"/>.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="HorizontalName">Name of the horizontal axis.</param>
/// <param name="VerticalName">Name of the vertical axis.</param>
/// <param name="Curves">Its curves. The first curve of every panel has the same colour, and so on.</param>
public sealed record CurvePanel(string Name, string HorizontalName, string VerticalName, ImmutableArray<BandCurve> Curves);
