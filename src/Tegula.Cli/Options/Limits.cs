using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tegula.Cli.Options;

/// <summary>Parsers of option values whose errors say what was read and what would be right.</summary>
internal static class Limits
{
    /// <summary>An option that takes a whole number of at least <paramref name="least"/>; null when it is not given.</summary>
    public static Option<int?> AtLeast(int least, string name, string description, string valueName = "N") => new(name)
    {
        Description = description,
        HelpName = valueName,
        CustomParser = result => Parse(result, name, least),
    };

    /// <summary>An option that takes one of some words; null when it is not given.</summary>
    public static Option<string?> OneOf(IReadOnlyList<string> words, string name, string description) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!words.Contains(word))
                result.AddError($"{name} '{word}' is not available; available {(words.Count == 1 ? "is" : "are")} {string.Join(", ", words)}");
            return word;
        },
    };

    /// <summary>An option that takes a seed.</summary>
    public static Option<ulong> Seed(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = result =>
        {
            if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                result.AddError($"{name} must be a whole number from 0 to {ulong.MaxValue}, not '{result.Tokens[0].Value}'");
            return seed;
        },
    };

    /// <summary>An option that takes a fraction in (0, 1]; null when it is not given.</summary>
    public static Option<double?> Fraction(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FRACTION",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryFraction(text) is { } value)
                return value;
            result.AddError($"{name} must be above 0 and at most 1, such as 0.5, not '{text}'");
            return null;
        },
    };

    /// <summary>An option that takes two numbers of at least 0, the smaller first; null when it is not given.</summary>
    public static Option<(double Min, double Max)?> Range(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "MIN,MAX",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.Split(',') is [var low, var high] && Number(low) is { } min && Number(high) is { } max && min <= max)
                return (min, max);
            result.AddError($"{name} must be two numbers of at least 0, the smaller first, such as 0.99,2.51, not '{text}'");
            return null;
        },
    };

    /// <summary>A fraction in (0, 1]; null for anything else.</summary>
    public static double? TryFraction(string text) => Number(text) is > 0 and <= 1 and var value ? value : null;

    /// <summary>A finite number of at least 0; null for anything else.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static int? Parse(ArgumentResult result, string name, int least)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least)
            return value;
        result.AddError($"{name} must be a whole number of at least {least}, not '{text}'");
        return null;
    }
}
