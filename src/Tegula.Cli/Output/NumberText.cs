using System.Globalization;
using Tegula.Indicators;

namespace Tegula.Cli.Output;

/// <summary>Numbers as people read them, always with a decimal point.</summary>
internal static class NumberText
{
    /// <summary>Mean and spread with the decimals that the spread makes worth printing: <c>41.2 ± 3.1</c>; the status when there is no value.</summary>
    public static string Spread(IndicatorValue value)
    {
        if (value is not { Value: { } mean, Sd: { } sd })
            return IndicatorJson.StatusText(value.Status);
        var decimals = DecimalsFor(sd > 0 ? sd : Math.Abs(mean) / 100);
        return $"{Fixed(mean, decimals)} ± {Fixed(sd, decimals)}";
    }

    /// <summary>A value with four significant digits; the status when there is none.</summary>
    public static string Short(IndicatorValue value) =>
        value.Value is { } mean ? mean.ToString("G4", CultureInfo.InvariantCulture) : IndicatorJson.StatusText(value.Status);

    /// <summary>A count with a unit: <c>1.07 M</c>.</summary>
    public static string Count(long count) => count switch
    {
        >= 1_000_000 => Fixed(count / 1e6, 2) + " M",
        >= 1_000 => Fixed(count / 1e3, 1) + " k",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A length of time: <c>4.2 s</c>, <c>3:07 min</c>, <c>1:02:30 h</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => Fixed(time.TotalSeconds, 1) + " s",
        < 3600 => time.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min",
        _ => $"{(int)time.TotalHours}:{time:mm\\:ss} h",
    };

    private static int DecimalsFor(double spread) => spread > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(spread)), 0, 6) : 0;

    private static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
