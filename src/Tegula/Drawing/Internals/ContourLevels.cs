namespace Tegula.Drawing.Internals;

/// <summary>Round heights for lines of equal height.</summary>
internal static class ContourLevels
{
    private const int Most = 16;
    private const double WideRange = 8;
    private static readonly double[] Decade = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8];
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>
    /// Between 1 and 16 heights above the lowest value up to the highest: evenly spaced, or of even ratio where the highest is at least 8 times the lowest.
    /// </summary>
    public static IReadOnlyList<double> Between(double low, double high)
    {
        if (!(high > low)) return [low];
        if (low > 0 && high >= WideRange * low)
        {
            for (int stride = 1; ; stride++)
            {
                double[] levels = [.. Ratios(low, high, stride)];
                if (levels.Length <= Most) return levels.Length > 0 ? levels : [high];
            }
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / Most)));
        double step = power * Steps.First(step => power * step >= (high - low) / Most);
        double first = Math.Floor(low / step) + 1;
        double[] even = [.. Enumerable.Range(0, Most + 1).Select(i => Math.Round((first + i) * step, 12)).Where(level => level > low && level <= high)];
        return even.Length > 0 ? even : [high];
    }

    // Every so manieth of ten heights in each decade.
    private static IEnumerable<double> Ratios(double low, double high, int stride)
    {
        int first = (int)Math.Floor(Math.Log10(low)) * Decade.Length;
        int last = ((int)Math.Ceiling(Math.Log10(high)) + 1) * Decade.Length;
        return from place in Enumerable.Range(first, last - first)
               where Modulo(place, stride) == 0
               let digit = Modulo(place, Decade.Length)
               let level = Decade[digit] * Math.Pow(10, (place - digit) / Decade.Length)
               where level > low && level <= high
               select level;
    }

    private static int Modulo(int value, int divisor) => ((value % divisor) + divisor) % divisor;
}
