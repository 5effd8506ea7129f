namespace Tegula.Analysis;

/// <summary>A surface on the straight way between two places, held against the straight line between its values there.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Height">
/// How much worse than that line the worst place is, at least 0: in the unit of the indicator, or in decades where its surface is logarithmic. Null where
/// nothing is known of an end.
/// </param>
/// <param name="Share">The height as a share of the range that the surface has over all architectures measured; 0 where it is flat.</param>
/// <param name="Gain">How much better than that line the best place is, at least 0, in the same unit.</param>
/// <param name="Values">The surface along the way in the unit of the indicator; null where no architecture is near.</param>
public sealed record SurfaceBarrier(string Indicator, double? Height, double? Share, double? Gain, IReadOnlyList<double?> Values);
