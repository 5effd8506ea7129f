namespace Tegula.Architectures.Models.Internals;

/// <summary>Channel numbers after a width multiplier.</summary>
internal static class Channels
{
    /// <summary>The nearest whole number, halves up, at least 1.</summary>
    public static int Whole(int channels, double multiplier) => (int)Math.Max(1, Math.Floor((channels * multiplier) + 0.5));

    /// <summary>The nearest multiple of 8, halves up, at least 8, and never more than 10 % below the product: then the next multiple.</summary>
    public static int MultipleOf8(int channels, double multiplier)
    {
        const int Divisor = 8;
        double exact = channels * multiplier;
        int rounded = Math.Max(Divisor, (int)((exact + (Divisor / 2)) / Divisor) * Divisor);
        return rounded < 0.9 * exact ? rounded + Divisor : rounded;
    }
}
