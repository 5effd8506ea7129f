using System.Runtime.Intrinsics;

namespace Tegula.Compute.Plans;

/// <summary>The register tile of products of matrices in double precision: 4 x 8 sums stay in registers while a chunk of terms passes.</summary>
internal static unsafe class DoubleTile
{
    /// <summary>target[i, k] += sum over t of left[t, i] * right[t, k], for 4 rows i and 8 columns k, in the order of t.</summary>
    /// <param name="left">The first of 4 numbers of the first term.</param>
    /// <param name="leftStride">Numbers from one term to the next.</param>
    /// <param name="right">The first of 8 numbers of the first term.</param>
    /// <param name="rightStride">Numbers from one term to the next.</param>
    /// <param name="terms">How many.</param>
    /// <param name="target">The first sum.</param>
    /// <param name="targetStride">Numbers from one row of sums to the next.</param>
    public static void Add(double* left, int leftStride, double* right, int rightStride, int terms, double* target, int targetStride)
    {
        Vector256<double> s00 = Vector256.Load(target), s01 = Vector256.Load(target + 4);
        Vector256<double> s10 = Vector256.Load(target + targetStride), s11 = Vector256.Load(target + targetStride + 4);
        Vector256<double> s20 = Vector256.Load(target + (2 * targetStride)), s21 = Vector256.Load(target + (2 * targetStride) + 4);
        Vector256<double> s30 = Vector256.Load(target + (3 * targetStride)), s31 = Vector256.Load(target + (3 * targetStride) + 4);
        for (int term = 0; term < terms; term++, left += leftStride, right += rightStride)
        {
            Vector256<double> r0 = Vector256.Load(right), r1 = Vector256.Load(right + 4);
            Vector256<double> x = Vector256.Create(left[0]);
            s00 = Vector256.FusedMultiplyAdd(x, r0, s00);
            s01 = Vector256.FusedMultiplyAdd(x, r1, s01);
            x = Vector256.Create(left[1]);
            s10 = Vector256.FusedMultiplyAdd(x, r0, s10);
            s11 = Vector256.FusedMultiplyAdd(x, r1, s11);
            x = Vector256.Create(left[2]);
            s20 = Vector256.FusedMultiplyAdd(x, r0, s20);
            s21 = Vector256.FusedMultiplyAdd(x, r1, s21);
            x = Vector256.Create(left[3]);
            s30 = Vector256.FusedMultiplyAdd(x, r0, s30);
            s31 = Vector256.FusedMultiplyAdd(x, r1, s31);
        }

        s00.Store(target);
        s01.Store(target + 4);
        s10.Store(target + targetStride);
        s11.Store(target + targetStride + 4);
        s20.Store(target + (2 * targetStride));
        s21.Store(target + (2 * targetStride) + 4);
        s30.Store(target + (3 * targetStride));
        s31.Store(target + (3 * targetStride) + 4);
    }
}
