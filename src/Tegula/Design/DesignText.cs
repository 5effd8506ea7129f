using System.Collections.Immutable;
using System.Globalization;

namespace Tegula.Design;

/// <summary>The numbers of a design as people write them, on the command line and in forms alike.</summary>
public static class DesignText
{
    /// <summary>The widest multiplier that a network can have.</summary>
    public const double MaxMultiplier = 64;

    /// <summary>A count of at least 1 with a unit or without: <c>3.8M</c>, <c>400k</c>, <c>1.5G</c>, <c>3504872</c>; fractions of one are dropped.</summary>
    /// <returns>Null when the text is no such count.</returns>
    public static long? Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unit = text.Length == 0 ? 1 : text[^1] switch
        {
            'k' or 'K' => 1_000m,
            'm' or 'M' => 1_000_000m,
            'g' or 'G' => 1_000_000_000m,
            _ => 1,
        };
        var number = unit == 1 ? text : text[..^1];
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > long.MaxValue / unit)
            return null;
        return value * unit >= 1 ? (long)(value * unit) : null;
    }

    /// <summary>An NN-Mass: a finite number of at least 0, such as <c>1807</c>; null for anything else.</summary>
    public static double? Mass(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>Width multipliers with commas between them, above 0 and at most <see cref="MaxMultiplier"/>: <c>1,1.5,2</c>; null for anything else.</summary>
    public static ImmutableArray<double>? WidthMultipliers(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        double?[] numbers = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Mass)];
        return Array.TrueForAll(numbers, number => number is > 0 and <= MaxMultiplier) ? [.. numbers.OfType<double>()] : null;
    }
}
