using System.Runtime.Intrinsics;
using static System.Math;

namespace Tegula.Compute;

/// <content>The arc cosine, for one number and for four at a time; both give the same bits.</content>
public static partial class DeterministicMath
{
    // (asin(s)/s - 1)/s^2 in powers of s^2 on [0, 1/4], from the highest; error 2e-17.
    private static readonly double[] AsinSeries =
    [
        0.028757851367421566, -0.014851887071247204, 0.01740087944269402, 0.005457506718640358, 0.01032281435018578, 0.011479177415184906,
        0.013971212973552933, 0.017352392720869973, 0.02237217294214989, 0.030381944138531247, 0.04464285714635543, 0.07499999999998433, 0.16666666666666669,
    ];

    /// <summary>Angle in [0, pi] whose cosine is <paramref name="x"/>; NaN outside [-1, 1].</summary>
    public static double Acos(double x)
    {
        double a = Abs(x);
        if (!(a <= 1))
            return double.NaN;

        // acos(a) = 2 asin(sqrt((1 - a)/2)) keeps its digits near 1, where pi/2 - asin(a) would lose them.
        bool outer = a > 0.5;
        double square = outer ? 0.5 * (1 - a) : a * a;
        double s = outer ? Sqrt(square) : a;
        double arc = FusedMultiplyAdd(s * square, Horner(AsinSeries, square), s);
        if (outer)
            return x > 0 ? 2 * arc : (2 * HalfPi1) + FusedMultiplyAdd(-2, arc, 2 * HalfPi2);
        return HalfPi1 + FusedMultiplyAdd(x > 0 ? -1 : 1, arc, HalfPi2);
    }

    /// <summary><see cref="Acos(double)"/> of each element, bit for bit, for elements in [-1, 1]; what comes out for others is not defined.</summary>
    public static Vector256<double> Acos(Vector256<double> x)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> half = Vector256.Create(0.5);
        Vector256<double> a = Vector256.Abs(x);
        Vector256<double> outer = Vector256.GreaterThan(a, half);
        Vector256<double> positive = Vector256.GreaterThan(x, Vector256<double>.Zero);
        Vector256<double> square = Vector256.ConditionalSelect(outer, half * (one - a), a * a);
        Vector256<double> s = Vector256.ConditionalSelect(outer, Vector256.Sqrt(square), a);
        Vector256<double> sum = Vector256.Create(AsinSeries[0]);
        for (int i = 1; i < AsinSeries.Length; i++)
            sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(AsinSeries[i]));
        Vector256<double> arc = Vector256.FusedMultiplyAdd(s * square, sum, s);

        // pi, pi/2 or 0 plus or minus the arc, which counts twice in the outer half.
        Vector256<double> quarters = Vector256.ConditionalSelect(outer, Vector256.AndNot(one + one, positive), one);
        Vector256<double> factor = Vector256.ConditionalSelect(outer, one + one, one);
        factor = Vector256.ConditionalSelect(outer ^ positive, -factor, factor);
        Vector256<double> low = Vector256.FusedMultiplyAdd(factor, arc, quarters * Vector256.Create(HalfPi2));
        return (quarters * Vector256.Create(HalfPi1)) + low;
    }
}
