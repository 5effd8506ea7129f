using static System.Math;

namespace Tegula.Compute;

/// <summary>
/// Transcendental functions with the same bits on every machine: only +, -, *, /, square root and explicit fused multiply-add, each of which IEEE 754
/// rounds in one way. Polynomials are Taylor series on a reduced range, or the Chebyshev interpolant there. Relative error at most 2 units in the last place.
/// </summary>
public static partial class DeterministicMath
{
    /// <summary>Largest argument of <see cref="Sin"/> and <see cref="Cos"/>, in radians: beyond it three words of pi/2 do not reduce it well enough.</summary>
    public const double MaxAngle = 1_000_000;

    // ln 2 and pi/2 as sums of doubles, leading part first. The high part of ln 2 ends in 21 zero bits, so that its product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.4426950408889634074;
    private const double HalfPi1 = 1.5707963267948966;
    private const double HalfPi2 = 6.123233995736766e-17;
    private const double HalfPi3 = -1.4973849048591833e-33;

    private const double TwoTo52 = 4503599627370496.0;
    private const int MantissaBits = 52;
    private const int ExponentBias = 1023;

    // atanh(s)/s - 1 in powers of s^2, from the highest.
    private static readonly double[] AtanhSeries =
        [1.0 / 25, 1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3];

    // (exp(r) - 1 - r)/r^2 in powers of r, from the highest.
    private static readonly double[] ExpSeries =
    [
        1.0 / 87178291200, 1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120,
        1.0 / 24, 1.0 / 6, 1.0 / 2,
    ];

    // (sin(r)/r - 1)/r^2 and (cos(r) - 1 + r^2/2)/r^4 in powers of r^2, from the highest.
    private static readonly double[] SinSeries =
        [1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6];

    private static readonly double[] CosSeries =
        [-1.0 / 6402373705728000, 1.0 / 20922789888000, -1.0 / 87178291200, 1.0 / 479001600, -1.0 / 3628800, 1.0 / 40320, -1.0 / 720, 1.0 / 24];

    /// <summary>Natural logarithm; negative infinity at 0, NaN below 0.</summary>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;

        int exponent = 0;
        if (!double.IsNormal(x))
        {
            x *= TwoTo52;
            exponent = -MantissaBits;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> MantissaBits) - ExponentBias;
        double mantissa = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) | ((long)ExponentBias << MantissaBits));
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // With s = f/(2 + f): log(1 + f) = 2 atanh(s) = f - s (f - 2 tail), where f is exact and the correction is small beside it.
        double f = mantissa - 1;
        double s = f / (2 + f);
        double square = s * s;
        double tail = square * Horner(AtanhSeries, square);
        double correction = FusedMultiplyAdd(-exponent, Ln2Low, s * FusedMultiplyAdd(-2, tail, f));
        return FusedMultiplyAdd(exponent, Ln2High, f - correction);
    }

    /// <summary>Exponential function; 0 and positive infinity where the result underflows or overflows.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.8)
            return double.PositiveInfinity;
        if (x < -745.2)
            return 0;

        double n = Round(x * Log2E);
        double r = FusedMultiplyAdd(-n, Ln2Low, FusedMultiplyAdd(-n, Ln2High, x));
        double value = 1 + FusedMultiplyAdd(r * r, Horner(ExpSeries, r), r);

        // Two factors, since 2^n alone may lie outside the normal range while the result does not.
        int half = (int)n / 2;
        return value * PowerOfTwo(half) * PowerOfTwo((int)n - half);
    }

    /// <summary>Sine of an angle in radians.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not finite or exceeds <see cref="MaxAngle"/>.</exception>
    public static double Sin(double x)
    {
        (int quadrant, double r) = Reduce(x);
        return Quarter(quadrant, r);
    }

    /// <summary>Cosine of an angle in radians.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not finite or exceeds <see cref="MaxAngle"/>.</exception>
    public static double Cos(double x)
    {
        (int quadrant, double r) = Reduce(x);
        return Quarter(quadrant + 1, r);
    }

    /// <summary>The number below which a standard normal variable lies with the given probability (inverse of the normal distribution function).</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <returns>Relative error about 1e-15; negative and positive infinity at 0 and 1, NaN outside.</returns>
    /// <remarks>Source of the rational approximations: M. Wichura, algorithm AS 241 (PPND16), Applied Statistics 37, 1988.</remarks>
    public static double InverseNormal(double probability) => Compute.InverseNormal.Evaluate(probability);

    /// <summary>Polynomial with coefficients from the highest power, by Horner's rule with fused multiply-add.</summary>
    internal static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.Length; i++)
            sum = FusedMultiplyAdd(sum, x, coefficients[i]);
        return sum;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + ExponentBias) << MantissaBits);

    private static (int Quadrant, double Remainder) Reduce(double x)
    {
        if (!(Abs(x) <= MaxAngle))
            throw new ArgumentOutOfRangeException(nameof(x), x, $"An angle is finite and within ±{MaxAngle} radians.");
        double n = Round(x / HalfPi1);

        // The first step is exact: the difference is a multiple of the smaller unit in the last place and below 1.
        double r = FusedMultiplyAdd(-n, HalfPi1, x);
        r = FusedMultiplyAdd(-n, HalfPi2, r);
        return ((int)n, FusedMultiplyAdd(-n, HalfPi3, r));
    }

    private static double Quarter(int quadrant, double r)
    {
        double square = r * r;
        double value;
        if ((quadrant & 1) == 0)
        {
            value = FusedMultiplyAdd(r * square, Horner(SinSeries, square), r);
        }
        else
        {
            double half = 0.5 * square;
            double head = 1 - half;
            value = head + FusedMultiplyAdd(square * square, Horner(CosSeries, square), 1 - head - half);
        }

        return (quadrant & 2) == 0 ? value : -value;
    }
}
