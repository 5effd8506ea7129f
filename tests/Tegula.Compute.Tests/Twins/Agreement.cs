using System.Runtime.InteropServices;

namespace Tegula.Compute.Tests.Twins;

/// <summary>What "equal" means between the engine, its vector widths and its twin.</summary>
internal static class Agreement
{
    /// <summary>Asks for the same bits in every place.</summary>
    public static void ShouldHaveTheBitsOf(this float[] computed, float[] expected, string what)
    {
        computed.Length.ShouldBe(expected.Length, what);
        ReadOnlySpan<int> left = MemoryMarshal.Cast<float, int>(computed);
        ReadOnlySpan<int> right = MemoryMarshal.Cast<float, int>(expected);
        int same = left.CommonPrefixLength(right);
        if (same < left.Length) Assert.Fail($"{what}[{same}]: {computed[same]:R} has other bits than {expected[same]:R}");
    }

    /// <summary>Asks for |computed - expected| at most tolerance * scale in every place; the scale is the largest magnitude expected, or the floor.</summary>
    public static void ShouldBeNear(this float[] computed, double[] expected, double tolerance, string what, double floor = 1e-6)
    {
        computed.Length.ShouldBe(expected.Length, what);
        double scale = expected.Select(Math.Abs).Append(floor).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(computed[i] - expected[i]) <= tolerance * scale))
                Assert.Fail($"{what}[{i}]: {computed[i]} instead of {expected[i]}, off by {Math.Abs(computed[i] - expected[i]) / scale:g3} of {scale:g3}");
        }
    }

    public static double[] ToDoubles(this float[] values) => [.. values.Select(value => (double)value)];
}
