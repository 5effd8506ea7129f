using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>What the marks of a <see cref="LandscapeSvg"/> are called.</summary>
/// <param name="Start">The star.</param>
/// <param name="Ways">Each way with the cross at its end, in the order of <see cref="LandscapePanel.Paths"/>.</param>
public sealed record LandscapeLegend(string Start, ImmutableArray<string> Ways)
{
    /// <summary>Those of a parent and its children.</summary>
    public static LandscapeLegend Family { get; } = new("parent", [.. Enumerable.Range(1, 4).Select(child => $"child {child} and its end")]);
}
