using System.Runtime.Intrinsics;
using Tegula.Compute;

namespace Tegula.Kernels.Internals;

/// <summary>A function of an angle in [0, pi] as a sum of Chebyshev polynomials of 2 angle/pi - 1.</summary>
internal sealed class ChebyshevSeries
{
    private const double TwoOverPi = 0.63661977236758134;

    private readonly double[] _coefficients;

    private ChebyshevSeries(double[] coefficients) => _coefficients = coefficients;

    /// <summary>
    /// The interpolant of values at the angles <see cref="Angle"/>(0..n, n), without the coefficients at its end that are below 1e-16 of the largest.
    /// </summary>
    public static ChebyshevSeries Interpolate(ReadOnlySpan<double> values)
    {
        int n = values.Length - 1;
        var coefficients = new double[n + 1];
        for (int k = 0; k <= n; k++)
        {
            double sum = 0;
            for (int j = 0; j <= n; j++)
                sum += (j == 0 || j == n ? 0.5 : 1) * values[j] * DeterministicMath.Cos(Math.PI * ((long)j * k % (2 * n)) / n);
            coefficients[k] = sum * (k == 0 || k == n ? 1.0 : 2.0) / n;
        }

        double largest = coefficients.Max(Math.Abs);
        int kept = coefficients.Length;
        while (kept > 1 && Math.Abs(coefficients[kept - 1]) <= 1e-16 * largest)
            kept--;
        return new(coefficients[..kept]);
    }

    /// <summary>The angle of node <paramref name="node"/> of 0 to <paramref name="count"/>; from pi down to 0.</summary>
    public static double Angle(int node, int count) => 0.5 * Math.PI * (1 + Cosine(node, count));

    /// <summary>Largest coefficient in the last eighth, over the largest of all: how far the series is from the function, relatively.</summary>
    public double Tail(int degree)
    {
        double largest = _coefficients.Max(Math.Abs);
        double tail = 0;
        for (int k = degree - (degree / 8); k < _coefficients.Length; k++)
            tail = Math.Max(tail, Math.Abs(_coefficients[k]));
        return largest > 0 ? tail / largest : 0;
    }

    /// <summary>The value at four angles (Clenshaw's recurrence).</summary>
    public Vector256<double> At(Vector256<double> angle)
    {
        Vector256<double> x = (angle * Vector256.Create(TwoOverPi)) - Vector256<double>.One;
        Vector256<double> twice = x + x;
        Vector256<double> next = Vector256<double>.Zero, afterNext = Vector256<double>.Zero;
        for (int k = _coefficients.Length - 1; k > 0; k--)
            (next, afterNext) = (Vector256.FusedMultiplyAdd(twice, next, Vector256.Create(_coefficients[k]) - afterNext), next);
        return Vector256.FusedMultiplyAdd(x, next, Vector256.Create(_coefficients[0]) - afterNext);
    }

    // Exactly symmetric about the middle, and exactly 1 and -1 at the ends.
    private static double Cosine(int node, int count)
    {
        if (2 * node > count)
            return -Cosine(count - node, count);
        return 2 * node == count ? 0 : DeterministicMath.Cos(Math.PI * node / count);
    }
}
