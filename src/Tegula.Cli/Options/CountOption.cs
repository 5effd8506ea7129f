using System.CommandLine;
using Tegula.Design;

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
            if (DesignText.Count(text) is { } count)
                return count;
            result.AddError($"{name} must be a count of at least 1, such as 3504872, 400k, 3.8M or 1.5G, not '{text}'");
            return null;
        },
    };
}
