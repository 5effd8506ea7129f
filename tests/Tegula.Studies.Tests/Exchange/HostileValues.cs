using FsCheck;
using FsCheck.Fluent;

namespace Tegula.Studies.Tests.Exchange;

/// <summary>Texts and numbers that are easily damaged on their way through a file.</summary>
internal static class HostileValues
{
    private static readonly string[] Pieces =
    [
        "a", "0", " ", "\t", "\n", "\r", "\r\n", "\"", "\"\"", "'", ",", ";", "\\", "\\n", "{}", "=1+1", "+", "-", "null", "<b>&amp;", "%s",
        "\u001b[31m", "\u0007", "\u007f", "\u0085", "\u2028", "\u202e", "\ufeff", "\ufffd", "é", "e\u0301", "漢字", "😀", "|nor_conv_3x3~0|+",
    ];

    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.1, 1 / 3.0, Math.PI, double.Epsilon, -double.Epsilon, 1e-310, 2.2250738585072011e-308, 2.2250738585072014e-308,
        double.MaxValue, double.MinValue, 1e22, 1e23, 9007199254740993, 123456789.123456789,
    ];

    /// <summary>Some texts and some finite numbers.</summary>
    public static Arbitrary<(string[] Texts, double[] Numbers)> Arbitrary
    {
        get
        {
            var text = Gen.Elements(Pieces).ArrayOf().Select(string.Concat).NonNull();
            var bits = Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => BitConverter.Int64BitsToDouble(((long)pair.Item1 << 32) ^ (uint)pair.Item2));
            var number = Gen.OneOf(Gen.Elements(Special), bits.Where(double.IsFinite));
            return (from texts in text.NonEmptyListOf() from numbers in number.NonEmptyListOf() select (texts.ToArray(), numbers.ToArray())).ToArbitrary();
        }
    }

    private static Gen<string> NonNull(this Gen<string> texts) => texts.Where(text => text is not null);
}
