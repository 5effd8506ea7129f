using System.Runtime.Intrinsics;
using Tegula.Compute.Simd;
using Tegula.Compute.Tests.Twins;

namespace Tegula.Compute.Tests.Simd;

/// <summary>Each vector width against the plain lane, on values where rounding, signs and infinities show.</summary>
public sealed unsafe class LanesTests
{
    private static readonly float[] Values =
    [
        0f, -0f, 1f, -1f, 1e-30f, -1e-40f, 3.1415927f, -2.7182817f,
        1.0000001f, 0.33333334f, 16777217f, -1e20f, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    [Fact]
    public void Vectors_of_512_bits_equal_the_plain_lane() => CheckAll<Vector512<float>, Lanes512>();

    [Fact]
    public void Vectors_of_256_bits_equal_the_plain_lane() => CheckAll<Vector256<float>, Lanes256>();

    [Fact]
    public void Vectors_of_128_bits_equal_the_plain_lane() => CheckAll<Vector128<float>, Lanes128>();

    [Fact]
    public void A_fused_multiply_add_rounds_once()
    {
        // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24: the last term is lost when the product is rounded first.
        float x = 1f + (1f / 4096);
        LanesScalar.FusedMultiplyAdd(x, x, -(1f + (1f / 2048))).ShouldBe(1f / (1 << 24));
    }

    [Fact]
    public void Powers_of_two_are_exact_on_every_width()
    {
        float[] exponents = [.. Enumerable.Range(-126, 254).Append(0).Append(-1).Select(exponent => (float)exponent)];
        float[] expected = [.. exponents.Select(exponent => MathF.ScaleB(1f, (int)exponent))];
        exponents.Select(LanesScalar.PowerOfTwo).ToArray().ShouldHaveTheBitsOf(expected, "scalar");
        Powers<Vector128<float>, Lanes128>(exponents).ShouldHaveTheBitsOf(expected, "128 bits");
        Powers<Vector256<float>, Lanes256>(exponents).ShouldHaveTheBitsOf(expected, "256 bits");
        Powers<Vector512<float>, Lanes512>(exponents).ShouldHaveTheBitsOf(expected, "512 bits");
    }

    private static float[] Powers<V, L>(float[] exponents)
        where V : struct
        where L : ILanes<V>
    {
        var powers = new float[exponents.Length];
        fixed (float* source = exponents, target = powers)
        {
            for (int i = 0; i < exponents.Length; i += L.Count) L.Store(target + i, L.PowerOfTwo(L.Load(source + i)));
        }

        return powers;
    }

    private static void CheckAll<V, L>()
        where V : struct
        where L : ILanes<V>
    {
        for (int shift = 0; shift < Values.Length; shift++)
        {
            float[] left = Values;
            float[] right = [.. Values[shift..], .. Values[..shift]];
            float[] addend = [.. Values.Select((_, i) => Values[((i * 7) + shift) % Values.Length])];
            Check<V, L>("add", left, right, addend, (a, b, _) => L.Add(a, b), (a, b, _) => LanesScalar.Add(a, b));
            Check<V, L>("subtract", left, right, addend, (a, b, _) => L.Subtract(a, b), (a, b, _) => LanesScalar.Subtract(a, b));
            Check<V, L>("multiply", left, right, addend, (a, b, _) => L.Multiply(a, b), (a, b, _) => LanesScalar.Multiply(a, b));
            Check<V, L>("multiply and add", left, right, addend, L.FusedMultiplyAdd, LanesScalar.FusedMultiplyAdd);
            Check<V, L>("where positive", left, right, addend, (a, b, _) => L.WherePositive(a, b), (a, b, _) => LanesScalar.WherePositive(a, b));
            Check<V, L>("at most", left, right, addend, (a, b, _) => L.AtMost(a, b), (a, b, _) => LanesScalar.AtMost(a, b));
            Check<V, L>("broadcast", left, right, addend, (_, _, _) => L.Broadcast(Values[5]), (_, _, _) => LanesScalar.Broadcast(Values[5]));
        }
    }

    private static void Check<V, L>(string name, float[] left, float[] right, float[] addend, Func<V, V, V, V> vector, Func<float, float, float, float> plain)
        where V : struct
        where L : ILanes<V>
    {
        var computed = new float[left.Length];
        fixed (float* a = left, b = right, c = addend, target = computed)
        {
            for (int i = 0; i < left.Length; i += L.Count) L.Store(target + i, vector(L.Load(a + i), L.Load(b + i), L.Load(c + i)));
        }

        // Which NaN comes out is the machine's choice; that one comes out is not.
        float[] expected = [.. left.Select((value, i) => plain(value, right[i], addend[i]))];
        Canonical(computed).ShouldHaveTheBitsOf(Canonical(expected), name);
    }

    private static float[] Canonical(float[] values) => [.. values.Select(value => float.IsNaN(value) ? float.NaN : value)];
}
