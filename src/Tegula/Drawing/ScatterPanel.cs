using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One plane of a <see cref="ScatterPanelsSvg"/>.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="HorizontalName">Name of the horizontal axis.</param>
/// <param name="VerticalName">Name of the vertical axis.</param>
/// <param name="Series">Its points, in groups. The first group of every panel has the same colour, and so on.</param>
public sealed record ScatterPanel(string Name, string HorizontalName, string VerticalName, ImmutableArray<ScatterSeries> Series)
{
    /// <summary>Slope and intercept of a line through the points; null for none.</summary>
    public (double Slope, double Intercept)? Line { get; init; }
}
