using System.CommandLine;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary><c>--filter none|depth-width[:FRACTION]</c>.</summary>
internal static class FilterOption
{
    private const string Name = "--filter";
    private const string None = "none";
    private const string DepthWidth = "depth-width";

    /// <summary>The fraction of the radius; null for no filter.</summary>
    public static double? Read(ParseResult result, Option<double> option) => result.GetValue(option) is > 0 and var fraction ? fraction : null;

    /// <summary>The option; its value is the fraction of the radius, 0 for no filter.</summary>
    public static Option<double> Create() => new(Name)
    {
        Description = $"Turns away cells of extreme effective depth or width, unscored; FRACTION of the radius, default {DepthWidthFilter.DefaultFraction}",
        HelpName = $"{None}|{DepthWidth}[:FRACTION]",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == None)
                return 0;
            var parts = text.Split(':');
            if (parts is [DepthWidth])
                return DepthWidthFilter.DefaultFraction;
            if (parts is [DepthWidth, var fraction] && Limits.TryFraction(fraction) is { } value)
                return value;
            result.AddError($"{Name} '{text}' is not available; available are {None} and {DepthWidth}[:FRACTION] with a fraction above 0 and at most 1");
            return 0;
        },
    };
}
