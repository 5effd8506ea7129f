using System.CommandLine;
using System.Globalization;

namespace Tegula.Cli.Options;

/// <summary>An option that takes a count with a unit: <c>3.8M</c>, <c>400k</c>, <c>1.5G</c>, <c>3504872</c>.</summary>
internal static class CountOption
{
    /// <summary>The option; its value is at least 1, null when it is not given.</summary>
    public static Option<long?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text) is { } count)
                return count;
            result.AddError($"{name} must be a count of at least 1, such as 3504872, 400k, 3.8M or 1.5G, not '{text}'");
            return null;
        },
    };

    /// <summary>The count, fractions of one dropped; null when the text is no count of at least 1.</summary>
    internal static long? TryParse(string text)
    {
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
}
