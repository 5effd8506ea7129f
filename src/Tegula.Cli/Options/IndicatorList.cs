using System.CommandLine;
using Tegula.Indicators;

namespace Tegula.Cli.Options;

/// <summary>An option that takes <c>teg</c> or indicator ids separated by commas.</summary>
internal static class IndicatorList
{
    /// <summary>The combination of condition number, linear regions and MSE by the sum of ranks.</summary>
    public const string Teg = "teg";

    /// <summary>What <see cref="Teg"/> stands for.</summary>
    public static IReadOnlyList<string> TegIndicators { get; } = ["kappa", "regions", "mse"];

    /// <summary>The option; null when it is not given.</summary>
    public static Option<IReadOnlyList<string>?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "teg|NAME[,NAME]",
        CustomParser = result =>
        {
            var names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
            if (names is [Teg])
                return TegIndicators;
            var known = IndicatorRegistry.All.Select(indicator => indicator.Id).ToList();
            if (Array.Find(names, word => !known.Contains(word)) is { } unknown)
                result.AddError($"{name} '{unknown}' is not available; available are {Teg} (alone), {string.Join(", ", known)}");
            else if (names.Length != names.Distinct().Count())
                result.AddError($"{name} '{result.Tokens[0].Value}' names an indicator twice; name each once");
            return names;
        },
    };
}
