using System.Collections.Immutable;

namespace Tegula.Architectures.Models.Internals;

/// <summary>Checks of the numbers that make up a model; the messages name the option by the word that users type.</summary>
internal static class Require
{
    /// <summary>Most channels of a layer; far beyond any network that is trained, and it keeps a graph in memory.</summary>
    public const int MaxChannels = 65_536;

    private const int MaxImage = 4_096;
    private const int MaxClasses = 1_000_000;
    private const double MaxMultiplier = 64;

    /// <summary>A whole number within limits.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static int Within(int value, int least, int most, string option) => value >= least && value <= most
        ? value
        : throw new ArgumentException($"{option} is {value}; it must be a whole number from {least} to {most}");

    /// <summary>Numbers within limits, one for each part of the model.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static ImmutableArray<int> Within(ImmutableArray<int> values, int least, int most, string option)
    {
        foreach (int value in values)
            Within(value, least, most, option);
        return values;
    }

    /// <summary>Rows and columns of the input image.</summary>
    /// <exception cref="ArgumentException">Less than <paramref name="least"/>, which the model's strides need, or more than 4,096.</exception>
    public static int Image(int value, int least) => Within(value, least, MaxImage, "image");

    /// <summary>Outputs of the classifier.</summary>
    /// <exception cref="ArgumentException">Less than 1, or more than a million.</exception>
    public static int Classes(int value) => Within(value, 1, MaxClasses, "classes");

    /// <summary>A width multiplier.</summary>
    /// <exception cref="ArgumentException">It is not above 0, or above 64.</exception>
    public static double Multiplier(double value, string option) => value is > 0 and <= MaxMultiplier
        ? value
        : throw new ArgumentException($"{option} is {value}; it must be a number above 0, at most {MaxMultiplier}");
}
