using System.CommandLine;

namespace Tegula.Cli.Options;

/// <summary><c>--fractions none,1,0.5</c>: radii of the depth-width filter.</summary>
internal static class FractionList
{
    private const string Name = "--fractions";
    private const string None = "none";

    /// <summary>The option; null when it is not given, null in the list for no filter.</summary>
    public static Option<IReadOnlyList<double?>?> Create() => new(Name)
    {
        Description = $"Fractions of the radius that the filter keeps, {None} for no filter (default {None},1,0.75,0.5,0.25)",
        HelpName = $"{None}|FRACTION[,...]",
        CustomParser = result =>
        {
            var fractions = new List<double?>();
            foreach (var word in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (word != None && Limits.TryFraction(word) is null)
                    result.AddError($"{Name} '{word}' must be {None} or a fraction above 0 and at most 1, such as 0.5");
                fractions.Add(Limits.TryFraction(word));
            }

            if (fractions.Distinct().Count() < fractions.Count)
                result.AddError($"{Name} '{result.Tokens[0].Value}' names a radius twice; name each once");
            return fractions;
        },
    };
}
