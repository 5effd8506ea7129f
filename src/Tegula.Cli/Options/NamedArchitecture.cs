using Tegula.Architectures;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary>An architecture and what the user called it.</summary>
/// <param name="Name">The text it was read from.</param>
/// <param name="Architecture">What it says.</param>
internal sealed record NamedArchitecture(string Name, IArchitecture Architecture)
{
    /// <summary>Reads any text that names an architecture.</summary>
    /// <exception cref="ArchitectureFormatException">The text names none.</exception>
    public static NamedArchitecture Parse(string text) => new(text, ArchitectureReader.Parse(text));

    /// <summary>Reads an architecture of a space.</summary>
    /// <param name="text">The text.</param>
    /// <param name="space">Id of the space; null for any text that names an architecture.</param>
    /// <exception cref="ArchitectureFormatException">The text names none.</exception>
    public static NamedArchitecture Parse(string text, string? space) => space is null ? Parse(text) : new(text, SpaceRegistry.Get(space).Parse(text));
}
