using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>One plane of an <see cref="AccuracyPlaneSvg"/>.</summary>
/// <param name="Name">The data set and what is to be said of it.</param>
/// <param name="Points">The architectures, at least one.</param>
public sealed record AccuracyPanel(string Name, ImmutableArray<AccuracyPoint> Points);
