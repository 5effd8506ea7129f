namespace Tegula.Isometry;

/// <summary>
/// Between which values the mean singular value of a layer with concatenated links lies, by its width and NN-Mass: sqrt(q (w + m/2)) -/+ sqrt(q w). Source:
/// 001_20c8c2cd2fe38226.txt, Proposition 2 and Eq. 13.
/// </summary>
/// <remarks>
/// All singular values of a large H x W matrix of independent entries of variance q lie there (H = w + m/2, W = w); the proposition states it for linear
/// layers, and for their size on average. For small matrices it bounds the mean, not each value.
/// </remarks>
/// <param name="Lower">At least 0.</param>
/// <param name="Upper">At least <paramref name="Lower"/>.</param>
public sealed record IsometryBounds(double Lower, double Upper)
{
    /// <summary>The bounds.</summary>
    /// <param name="width">w, neurons or channels of a layer, above 0.</param>
    /// <param name="nnMass">m, at least 0.</param>
    /// <param name="variance">q of the initial weights, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static IsometryBounds Of(double width, double nnMass, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(nnMass);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        double centre = Math.Sqrt(variance * (width + (nnMass / 2)));
        double radius = Math.Sqrt(variance * width);
        return new(centre - radius, centre + radius);
    }
}
