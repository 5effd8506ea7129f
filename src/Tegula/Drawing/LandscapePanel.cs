using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One landscape: a surface over a plane, and the ways of searches on it.</summary>
/// <param name="Name">Name of the panel, any text.</param>
/// <param name="Surface">The surface.</param>
/// <param name="Seen">Places of the architectures that were measured.</param>
/// <param name="Parent">Where the ways begin.</param>
/// <param name="Paths">One way for each child, from the parent to its end; at most 4.</param>
public sealed record LandscapePanel(
    string Name,
    LandscapeSurface Surface,
    ImmutableArray<(double X, double Y)> Seen,
    (double X, double Y) Parent,
    ImmutableArray<ImmutableArray<(double X, double Y)>> Paths);
