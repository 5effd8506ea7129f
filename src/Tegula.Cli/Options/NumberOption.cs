using System.CommandLine;
using System.Globalization;

namespace Tegula.Cli.Options;

/// <summary>Options that take a real number within a range, with or without an exponent.</summary>
internal static class NumberOption
{
    /// <summary>A number above 0; null when it is not given.</summary>
    public static Option<double?> Positive(string name, string description) => Create(name, description, "above 0", value => value > 0);

    /// <summary>A number of at least 0; null when it is not given.</summary>
    public static Option<double?> NotNegative(string name, string description) => Create(name, description, "of at least 0", value => value >= 0);

    /// <summary>A number from 0 to below 1; null when it is not given.</summary>
    public static Option<double?> BelowOne(string name, string description) => Create(name, description, "from 0 to below 1", value => value is >= 0 and < 1);

    private static Option<double?> Create(string name, string description, string range, Func<double, bool> isIn) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && isIn(value))
                return value;
            result.AddError($"{name} must be a number {range}, such as 0.5 or 1e-3, not '{text}'");
            return null;
        },
    };
}
