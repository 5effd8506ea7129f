using System.Collections.Immutable;

namespace Tegula.Drawing;

/// <summary>A curve of a <see cref="CurveSvg"/>.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Values">Its value at step 0, 1, ...; values that are not positive and finite have no place on a logarithmic axis and leave a gap.</param>
public sealed record Curve(string Name, ImmutableArray<double> Values);
