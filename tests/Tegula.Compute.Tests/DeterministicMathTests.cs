using System.Runtime.Intrinsics;

namespace Tegula.Compute.Tests;

public sealed class DeterministicMathTests
{
    [Fact]
    public void Logarithms_agree_with_the_platform_within_two_units_in_the_last_place()
    {
        var stream = new RandomStream(1, "log");
        double worst = 0;
        for (int i = 0; i < 200_000; i++)
        {
            double x = i % 2 == 0
                ? BitConverter.UInt64BitsToDouble(stream.NextUInt64() % 0x7FF0_0000_0000_0000)
                : 1 + (stream.NextDouble() - 0.5) * Math.Pow(2, -stream.NextInt(50));
            worst = Math.Max(worst, Distance(DeterministicMath.Log(x), Math.Log(x)));
        }

        worst.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Exponentials_agree_with_the_platform_within_two_units_in_the_last_place()
    {
        var stream = new RandomStream(1, "exp");
        double worst = 0;
        for (int i = 0; i < 200_000; i++)
        {
            double x = i % 2 == 0 ? -745 + stream.NextDouble() * 1454 : (stream.NextDouble() - 0.5) * Math.Pow(2, -stream.NextInt(50));
            worst = Math.Max(worst, Distance(DeterministicMath.Exp(x), Math.Exp(x)));
        }

        worst.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Sines_and_cosines_agree_with_the_platform_within_two_units_in_the_last_place()
    {
        var stream = new RandomStream(1, "angle");
        double worst = 0;
        for (int i = 0; i < 200_000; i++)
        {
            double x = (stream.NextDouble() - 0.5) * Math.Pow(2, 20 - stream.NextInt(40));
            if (i % 3 == 0)
                x = Math.Round(x) * (Math.PI / 2);
            if (Math.Abs(x) > DeterministicMath.MaxAngle)
                continue;
            worst = Math.Max(worst, Math.Max(Distance(DeterministicMath.Sin(x), Math.Sin(x)), Distance(DeterministicMath.Cos(x), Math.Cos(x))));
        }

        worst.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Arc_cosines_agree_with_the_platform_and_four_at_a_time_have_the_same_bits()
    {
        var stream = new RandomStream(1, "arc");
        Span<double> four = stackalloc double[4];
        for (int i = 0; i < 100_000; i++)
        {
            for (int lane = 0; lane < 4; lane++)
                four[lane] = Math.Clamp((lane < 2 ? 1 : -1) * (1 - ((i % 2) + stream.NextDouble()) * Math.Pow(2, -stream.NextInt(50))), -1, 1);
            if (i == 0)
                (four[0], four[1], four[2], four[3]) = (1, -1, 0, -0.0);
            if (i == 1)
                (four[0], four[1], four[2], four[3]) = (0.5, -0.5, Math.BitIncrement(0.5), Math.BitDecrement(-0.5));
            Vector256<double> arcs = DeterministicMath.Acos(Vector256.Create<double>(four));
            for (int lane = 0; lane < 4; lane++)
            {
                Distance(DeterministicMath.Acos(four[lane]), Math.Acos(four[lane])).ShouldBeLessThanOrEqualTo(2, $"acos {four[lane]:r}");
                Distance(arcs[lane], DeterministicMath.Acos(four[lane])).ShouldBe(0, $"acos {four[lane]:r}");
            }
        }

        DeterministicMath.Acos(1).ShouldBe(0);
        DeterministicMath.Acos(-1).ShouldBe(Math.PI);
        foreach (double outside in new[] { 1.1, -2, double.NaN, double.PositiveInfinity })
            DeterministicMath.Acos(outside).ShouldBe(double.NaN);
    }

    [Fact]
    public void Functions_that_level_off_agree_with_the_platform_and_with_their_integral()
    {
        var stream = new RandomStream(1, "level");
        double worstTanh = 0, worstExpM1 = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double x = (stream.NextDouble() - 0.5) * Math.Pow(2, 7 - stream.NextInt(40));
            worstTanh = Math.Max(worstTanh, Distance(DeterministicMath.Tanh(x), Math.Tanh(x)));

            // tanh(x/2) = expm1(x)/(expm1(x) + 2), which keeps the digits that exp(x) - 1 loses.
            double half = Math.Tanh(x / 2);
            double expected = Math.Abs(x) < 1 ? 2 * half / (1 - half) : Math.Exp(x) - 1;
            worstExpM1 = Math.Max(worstExpM1, Distance(DeterministicMath.ExpM1(x), expected));
        }

        worstTanh.ShouldBeLessThanOrEqualTo(4);
        worstExpM1.ShouldBeLessThanOrEqualTo(8);
        for (double x = -5.9; x < 6.5; x += 0.003)
        {
            // erf(x) = 2 P(Z < sqrt(2) x) - 1; near 0 its series.
            double series = 2 / Math.Sqrt(Math.PI) * (x - (x * x * x / 3) + (Math.Pow(x, 5) / 10) - (Math.Pow(x, 7) / 42));
            double distribution = Math.CopySign(1 - (2 * NormalDistribution.Probability(-Math.Sqrt(2) * Math.Abs(x))), x);
            DeterministicMath.Erf(x).ShouldBe(Math.Abs(x) < 0.02 ? series : distribution, 2e-15);
        }

        DeterministicMath.Erf(0.5).ShouldBe(0.5204998778130465, 2e-16);
        DeterministicMath.Erf(1).ShouldBe(0.8427007929497149, 2e-16);
        DeterministicMath.Erf(2).ShouldBe(0.9953222650189527, 2e-16);
        DeterministicMath.Erf(-1e-9).ShouldBe(-1.1283791670955126e-9, 1e-24);
        foreach (Func<double, double> function in new Func<double, double>[] { DeterministicMath.Erf, DeterministicMath.Tanh })
        {
            function(double.PositiveInfinity).ShouldBe(1);
            function(double.NegativeInfinity).ShouldBe(-1);
            function(0).ShouldBe(0);
            function(double.NaN).ShouldBe(double.NaN);
        }

        DeterministicMath.ExpM1(double.NegativeInfinity).ShouldBe(-1);
        DeterministicMath.ExpM1(1000).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Special_values_are_those_of_the_platform()
    {
        foreach (double x in new[] { 0.0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e-310 })
        {
            Distance(DeterministicMath.Log(x), Math.Log(x)).ShouldBeLessThanOrEqualTo(1, $"log {x}");
            Distance(DeterministicMath.Exp(x), Math.Exp(x)).ShouldBeLessThanOrEqualTo(1, $"exp {x}");
        }

        foreach (double x in new[] { 709.7, 709.782712893384, 709.79, 710, 1e9, -708, -744, -745.1, -746, -1e9 })
            Distance(DeterministicMath.Exp(x), Math.Exp(x)).ShouldBeLessThanOrEqualTo(1, $"exp {x}");
        DeterministicMath.Log(1).ShouldBe(0);
        DeterministicMath.Exp(0).ShouldBe(1);
        DeterministicMath.Sin(0).ShouldBe(0);
        DeterministicMath.Cos(0).ShouldBe(1);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1_000_001)]
    public void An_angle_that_cannot_be_reduced_is_an_error(double angle)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => DeterministicMath.Sin(angle));
        Should.Throw<ArgumentOutOfRangeException>(() => DeterministicMath.Cos(angle));
    }

    [Fact]
    public void The_inverse_normal_is_undone_by_the_distribution_function()
    {
        for (double x = -8; x < 6; x += 0.01)
        {
            double probability = NormalDistribution.Probability(x);

            // An error of the probability moves x by that error over the density.
            double density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
            double tolerance = 4e-15 * Math.Max(1, Math.Abs(x)) + 1e-15 * probability / density;
            DeterministicMath.InverseNormal(probability).ShouldBe(x, tolerance);
        }
    }

    [Fact]
    public void The_inverse_normal_is_odd_and_has_its_known_quantiles_and_limits()
    {
        DeterministicMath.InverseNormal(0.5).ShouldBe(0);
        DeterministicMath.InverseNormal(0.975).ShouldBe(1.959963984540054, 1e-15);
        DeterministicMath.InverseNormal(0.25).ShouldBe(-DeterministicMath.InverseNormal(0.75));
        DeterministicMath.InverseNormal(Math.ScaleB(1, -20)).ShouldBe(-DeterministicMath.InverseNormal(1 - Math.ScaleB(1, -20)));
        DeterministicMath.InverseNormal(0).ShouldBe(double.NegativeInfinity);
        DeterministicMath.InverseNormal(1).ShouldBe(double.PositiveInfinity);
        DeterministicMath.InverseNormal(-0.1).ShouldBe(double.NaN);
        DeterministicMath.InverseNormal(1.1).ShouldBe(double.NaN);
        DeterministicMath.InverseNormal(double.NaN).ShouldBe(double.NaN);
    }

    [Fact]
    public void The_bits_never_change()
    {
        Bits(DeterministicMath.Log).ShouldBe("d3f64d4e941995a1");
        Bits(DeterministicMath.Exp).ShouldBe("d98c7583b2ae26d2");
        Bits(DeterministicMath.Sin).ShouldBe("7e10d3d8bcd9783b");
        Bits(DeterministicMath.Cos).ShouldBe("ed25c5adb22b64bf");
        Bits(x => DeterministicMath.InverseNormal(x / 700)).ShouldBe("f5b138271d4c7d58");
        Bits(x => DeterministicMath.Acos((x / 350) - 1)).ShouldBe("a3774323dc847418");
        Bits(x => DeterministicMath.ExpM1((x / 10) - 35)).ShouldBe("d8f8d468f0c27dfb");
        Bits(x => DeterministicMath.Tanh((x / 35) - 10)).ShouldBe("8527ba7bf5ab79d1");
        Bits(x => DeterministicMath.Erf((x / 50) - 7)).ShouldBe("2073b1ce8108ba88");
    }

    /// <summary>Hash of the bits of a function at 20,000 points in (0, 700).</summary>
    private static string Bits(Func<double, double> function)
    {
        byte[] bytes = new byte[20_000 * sizeof(double)];
        for (int i = 0; i < 20_000; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), function((i + 0.5) * 0.035));
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16];
    }

    /// <summary>Distance of two doubles in units in the last place; 0 for two NaNs.</summary>
    private static double Distance(double actual, double expected)
    {
        if (double.IsNaN(actual) || double.IsNaN(expected))
            return double.IsNaN(actual) && double.IsNaN(expected) ? 0 : double.PositiveInfinity;
        return (double)Int128.Abs((Int128)Ordinal(actual) - Ordinal(expected));

        static long Ordinal(double value)
        {
            long bits = BitConverter.DoubleToInt64Bits(value);
            return bits >= 0 ? bits : long.MinValue - bits;
        }
    }
}
