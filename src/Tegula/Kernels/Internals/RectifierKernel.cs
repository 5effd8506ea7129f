using System.Runtime.Intrinsics;
using Tegula.Compute;

namespace Tegula.Kernels.Internals;

/// <summary>
/// Closed form for x above zero and slope times x below: a mixture of the linear kernel and the arc-cosine kernel
/// (sqrt(1 - c^2) + c (pi - acos c))/pi, at correlation c.
/// </summary>
/// <param name="slope">0 for ReLU, 1 for the identity.</param>
internal sealed class RectifierKernel(double slope) : EdgeKernel
{
    private const double InversePi = 0.31830988618379067;

    // x -> slope x + (1 - slope) max(x, 0); with c_sigma = 2/(1 + slope^2) the shares of the two kernels add up to 1.
    private readonly double _linear = 2 * slope / (1 + (slope * slope));
    private readonly double _rectified = (1 - slope) * (1 - slope) / (1 + (slope * slope));

    /// <summary>One sample behind an edge.</summary>
    public static EdgeMoments Moments(double slope, double variance) =>
        new(variance, 1, (1 - slope) * Math.Sqrt(variance * InversePi / (1 + (slope * slope))));

    /// <inheritdoc/>
    public override void Evaluate(
        double variance, ReadOnlySpan<double> variances, ReadOnlySpan<double> kernel, Span<double> values, Span<double> derivatives)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> linear = Vector256.Create(_linear);
        Vector256<double> rectified = Vector256.Create(_rectified * InversePi);
        Vector256<double> own = Vector256.Create(variance);
        for (int i = 0; i < kernel.Length; i += Vector256<double>.Count)
        {
            Vector256<double> norm = Vector256.Sqrt(own * Vector256.Create(variances[i..]));
            Vector256<double> cosine = Vector256.Create(kernel[i..]) / norm;
            cosine = Vector256.Max(Vector256.Min(cosine, one), -one);
            Vector256<double> sine = Vector256.Sqrt((one - cosine) * (one + cosine));
            Vector256<double> rest = Vector256.Create(Math.PI) - DeterministicMath.Acos(cosine);
            Vector256<double> value = Vector256.FusedMultiplyAdd(linear, cosine, rectified * Vector256.FusedMultiplyAdd(cosine, rest, sine));
            (norm * value).CopyTo(values[i..]);
            if (!derivatives.IsEmpty)
                Vector256.FusedMultiplyAdd(rectified, rest, linear).CopyTo(derivatives[i..]);
        }
    }
}
