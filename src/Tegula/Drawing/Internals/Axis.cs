namespace Tegula.Drawing.Internals;

/// <summary>Maps values to pixels along one side of a chart, and names round values on the way.</summary>
internal sealed class Axis
{
    private const double LargestExponent = 300;
    private readonly double _low;
    private readonly double _high;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _logarithmic;

    private Axis(double low, double high, double start, double end, bool logarithmic, IReadOnlyList<(double Value, string Text)> ticks)
    {
        (_low, _high, _start, _end, _logarithmic) = (low, high, start, end, logarithmic);
        Ticks = [.. ticks.Where(tick => Scaled(tick.Value) >= low - 1e-9 && Scaled(tick.Value) <= high + 1e-9)];
    }

    /// <summary>Round values within the axis, ascending.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks { get; }

    /// <summary>A linear axis from low to high; values at its ends stand at the pixels start and end.</summary>
    public static Axis Linear(double low, double high, double start, double end)
    {
        if (high - low <= 1e-12 * Math.Max(Math.Abs(high), Math.Abs(low)))
            (low, high) = (low - Math.Max(Math.Abs(low) / 2, 0.5), high + Math.Max(Math.Abs(high) / 2, 0.5));
        double step = RoundStep((high - low) / 8);
        double first = Math.Ceiling(low / step);
        int count = (int)(Math.Floor(high / step) - first) + 1;
        var ticks = Enumerable.Range(0, count).Select(index => (first + index) * step).Select(value => (value, SvgText.Value(Math.Round(value, 12))));
        return new(low, high, start, end, logarithmic: false, [.. ticks]);
    }

    /// <summary>A logarithmic axis over positive values, opened to whole decades.</summary>
    public static Axis Logarithmic(double low, double high, double start, double end)
    {
        int first = (int)Math.Floor(Math.Max(Math.Log10(low), -LargestExponent));
        int last = Math.Max((int)Math.Ceiling(Math.Min(Math.Log10(high), LargestExponent)), first + 1);
        int step = (last - first + 7) / 8;
        var ticks = Enumerable.Range(0, last - first + 1).Where(index => index % step == 0).Select(index => first + index);
        return new(first, last, start, end, logarithmic: true, [.. ticks.Select(exponent => (Math.Pow(10, exponent), SvgText.PowerOfTen(exponent)))]);
    }

    /// <summary>The pixel of a value.</summary>
    public double Of(double value) => _start + ((Scaled(value) - _low) / (_high - _low) * (_end - _start));

    private double Scaled(double value) => _logarithmic ? Math.Log10(value) : value;

    // 1, 2 or 5 times a power of ten, at least the given step.
    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double share = least / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
