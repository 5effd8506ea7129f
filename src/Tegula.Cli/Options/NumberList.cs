using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Tegula.Cli.Options;

/// <summary>Options that take several numbers between commas.</summary>
internal static class NumberList
{
    /// <summary>The option; null when it is not given.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">What the numbers are.</param>
    /// <param name="example">A list that works, for the help and error messages.</param>
    public static Option<ImmutableArray<T>?> Create<T>(string name, string description, string example)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N[,...]",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var numbers = ImmutableArray.CreateBuilder<T>();
                foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
                {
                    if (!T.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !T.IsFinite(number))
                    {
                        result.AddError($"{name} must be numbers between commas, such as {example}, not '{text}'");
                        return null;
                    }

                    numbers.Add(number);
                }

                return numbers.ToImmutable();
            },
        };
}
