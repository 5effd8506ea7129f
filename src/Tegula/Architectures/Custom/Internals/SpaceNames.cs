namespace Tegula.Architectures.Custom.Internals;

/// <summary>Which names can be used in the file of a space.</summary>
internal static class SpaceNames
{
    /// <summary>Longest name of a space or an operation.</summary>
    public const int Longest = 40;

    /// <summary>What <see cref="IsKey"/> asks for, in words.</summary>
    public const string KeyRule = "lower-case letters, digits and dashes, a letter first, at most 40 of them";

    /// <summary>What <see cref="IsSpace"/> asks for, in words.</summary>
    public const string SpaceRule = "letters, digits and dashes, a letter first, at most 40 of them";

    /// <summary>What <see cref="IsOperation"/> asks for, in words.</summary>
    public const string OperationRule = "letters, digits, dashes and underscores, a letter first, at most 40 of them";

    /// <summary>Whether types of operations and their parameters can be named so.</summary>
    public static bool IsKey(string name) => Is(name, letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>Whether a space can be named so.</summary>
    public static bool IsSpace(string name) => Is(name, letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    /// <summary>Whether an operation of a space can be named so; the names stand in the texts of cells.</summary>
    public static bool IsOperation(string name) => Is(name, letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool Is(string name, Func<char, bool> allows) =>
        name is { Length: >= 1 and <= Longest } && char.IsAsciiLetter(name[0]) && name.All(allows);
}
