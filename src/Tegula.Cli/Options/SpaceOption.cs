using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Architectures.Custom;
using Tegula.Cli.Errors;
using Tegula.Spaces;
using Tegula.Spaces.Custom;

namespace Tegula.Cli.Options;

/// <summary><c>--space</c>: a built-in space, or the YAML file of an own one; its value is the id of the space, which is known from then on.</summary>
internal static class SpaceOption
{
    private const string Name = "--space";
    private static readonly string[] Endings = [".yaml", ".yml"];

    /// <summary>The option; null when it is not given.</summary>
    /// <param name="description">What the space is for, without its default.</param>
    /// <param name="hasDefault">Whether the first of the built-in spaces is taken where nothing is given.</param>
    public static Option<string?> Create(string description, bool hasDefault = true) => new(Name)
    {
        Description = description + (hasDefault ? $" (default {SpaceRegistry.All[0].Id})" : ""),
        HelpName = string.Join('|', SpaceRegistry.All.Select(space => space.Id)) + "|FILE",
        CustomParser = Read,
    };

    /// <summary>Reads the file of an own space and makes it known.</summary>
    /// <exception cref="UsageException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="CustomSpaceException">The file defines no space, or none with a cell; the message says where and why.</exception>
    public static CustomSpace Open(string file)
    {
        if (!File.Exists(file))
            throw new UsageException($"there is no file '{file}'; name the YAML file of a space ('tegula space schema' says what can stand in it)");
        try
        {
            return SpaceRegistry.Add(CustomSpace.Read(file)).Own!;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{file}' cannot be read ({exception.Message})");
        }
    }

    private static string? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (SpaceRegistry.All.Any(space => space.Id == text))
            return text;
        if (!LooksLikeFile(text))
        {
            var known = string.Join(", ", SpaceRegistry.All.Select(space => space.Id));
            result.AddError($"{Name} '{text}' is not available; available are {known}, and the YAML file of an own space");
            return null;
        }

        try
        {
            return Open(text).Id;
        }
        catch (Exception exception) when (exception is UsageException or CustomSpaceException)
        {
            result.AddError(exception is UsageException ? $"{Name}: {exception.Message}" : exception.Message);
            return null;
        }
    }

    private static bool LooksLikeFile(string text) =>
        File.Exists(text) || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal)
        || Array.Exists(Endings, ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
